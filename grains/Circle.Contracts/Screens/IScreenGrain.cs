using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Screens;
using Orleans.Concurrency;

namespace Circle.Contracts.Screens;

/// <summary>大屏设备; the key is its id.</summary>
[Alias("IScreenGrain")]
public interface IScreenGrain : ICommandGrain<ScreenCommand>
{
    /// <summary>As committed; null when it was never approved. For the office.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Mount)]
    Task<ScreenView?> View();

    /// <summary>The same for the device itself, which a revoked one is not allowed any more.</summary>
    [Alias("Own"), AlwaysInterleave, Needs(Permission.Watch), ResponseTimeout("00:00:05")]
    Task<ScreenView?> Own();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Mount)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>What it may do now: watch its place, or nothing. For silos.</summary>
    [Alias("Grants"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<Grant>> Grants();
}

/// <param name="Reloads">How often its page was told to load anew.</param>
/// <param name="Revoked">Why it is revoked; null while it is not.</param>
[GenerateSerializer, Immutable, Alias("ScreenView")]
public sealed record ScreenView(
    [property: Id(0)] ScreenId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] Mounting Mounting,
    [property: Id(4)] int Reloads,
    [property: Id(5)] string? Revoked);
