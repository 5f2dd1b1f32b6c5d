using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Screens;

/// <summary>大屏设备: a device before which nobody signs in. Made once for each approval, never used again.</summary>
[GenerateSerializer, Immutable, Alias("ScreenId"), JsonConverter(typeof(TextIdConverter<ScreenId>))]
public readonly record struct ScreenId([property: Id(0)] string Value) : ITextId<ScreenId>
{
    public static ScreenId Of(string value) => new(value);

    /// <summary>The screen that an actor is; null: the actor is none.</summary>
    public static ScreenId? Of(Actor actor)
        => actor.Value.StartsWith(ActorPrefix, StringComparison.Ordinal) && TextId.TryParse<ScreenId>(actor.Value[ActorPrefix.Length..], out var id) ? id : null;

    public Actor Actor => new(ActorPrefix + Value);

    private const string ActorPrefix = "screen:";

    public override string ToString() => Value;
}

/// <summary>Where a screen stands in a room: by it a wall chooses between its near and its far drawing.</summary>
/// <param name="Inches">The panel's diagonal, <see cref="MinInches"/> to <see cref="MaxInches"/>.</param>
/// <param name="Metres">From eye to panel, <see cref="MinMetres"/> to <see cref="MaxMetres"/>, to a tenth.</param>
[GenerateSerializer, Immutable, Alias("Mounting")]
public sealed record Mounting([property: Id(0)] int Inches, [property: Id(1)] decimal Metres)
{
    public const int MinInches = 10;
    public const int MaxInches = 500;
    public const decimal MinMetres = 0.3m;
    public const decimal MaxMetres = 50m;

    internal void Check(FaultList faults)
    {
        faults.Range("inches", Inches, MinInches, MaxInches);
        if (Metres is < MinMetres or > MaxMetres || decimal.Round(Metres, 1) != Metres)
            faults.Add("metres", "out-of-range", $"应在 {MinMetres} 到 {MaxMetres} 米之间，最多一位小数", $"must lie between {MinMetres} and {MaxMetres} m, with one decimal at most");
    }
}

public abstract record ScreenEvent
{
    [EventType("screen.approved")]
    public sealed record Approved(ScreenId Screen, string Name, PlaceId Place, Mounting Mounting) : ScreenEvent;

    /// <summary>What it is called and how it hangs, from now on.</summary>
    [EventType("screen.corrected")]
    public sealed record Corrected(string Name, Mounting Mounting) : ScreenEvent;

    [EventType("screen.moved")]
    public sealed record Moved(PlaceId To) : ScreenEvent;

    [EventType("screen.reloaded")]
    public sealed record Reloaded : ScreenEvent;

    [EventType("screen.revoked")]
    public sealed record Revoked(string Reason) : ScreenEvent;
}

/// <param name="Id">Null: it was never approved; the rest then says nothing.</param>
/// <param name="Reloads">How often its page was told to load anew.</param>
/// <param name="Reason">Why it is revoked; null while it is not.</param>
public sealed record ScreenState(ScreenId? Id, string Name, PlaceId Place, Mounting Mounting, int Reloads, string? Reason)
{
    /// <summary>To watch its place while it is approved; nothing else, and nothing when it is revoked.</summary>
    public ImmutableArray<Grant> InForce => Id is not null && Reason is null ? [new Grant(Role.Screen, Place, null, null, DateOnly.MinValue, null)] : [];
}

public sealed class Screen : IAggregate<ScreenState, ScreenCommand, ScreenEvent>
{
    public const int MaxName = 50;
    public const int MaxReason = 200;

    public static string Kind => "screen";

    public static int FoldVersion => 1;

    public static ScreenState Empty { get; } = new(null, "", PlaceId.Of("-"), new Mounting(0, 0), 0, null);

    /// <summary>For where it hangs and where it is to hang.</summary>
    public static Need? Needs(ScreenState state, ScreenCommand command)
    {
        ImmutableArray<Subject> hangs = state.Id is null ? [] : [new Subject(state.Place)];
        return new Need(Permission.Mount, command switch
        {
            ScreenCommand.Approve c => hangs.Add(new Subject(c.Place)),
            ScreenCommand.Move c => hangs.Add(new Subject(c.To)),
            _ => hangs.IsEmpty ? [Subject.District] : hangs,
        });
    }

    public static Decision<ScreenEvent> Decide(ScreenState state, ScreenCommand command, Circumstances circumstances) => command switch
    {
        ScreenCommand.Approve when state.Id is not null => Refusal.NotNow("approved-already", "这块大屏已批准", "the screen is approved already"),
        ScreenCommand.Approve c => Check(c.Name, c.Mounting, c.Place, circumstances) ?? Accept(new ScreenEvent.Approved(c.Screen, c.Name.Trim(), c.Place, c.Mounting)),
        _ when state.Id is null => Refusal.Unknown("id", "没有这块大屏", "no such screen"),
        _ when state.Reason is not null => Refusal.NotNow("revoked", "这块大屏已撤销，要再用请重新配对", "the screen is revoked: pair it anew to use it again"),
        ScreenCommand.Correct c => Check(c.Name, c.Mounting) ?? Correct(state, c),
        ScreenCommand.Move c => Check(c.To, circumstances) ?? Move(state, c),
        ScreenCommand.Reload => Accept(new ScreenEvent.Reloaded()),
        ScreenCommand.Revoke c => Check(c.Reason) ?? Accept(new ScreenEvent.Revoked(c.Reason)),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static ScreenState Fold(ScreenState state, Recorded<ScreenEvent> recorded) => recorded.Event switch
    {
        ScreenEvent.Approved e => new(e.Screen, e.Name, e.Place, e.Mounting, 0, null),
        ScreenEvent.Corrected e => state with { Name = e.Name, Mounting = e.Mounting },
        ScreenEvent.Moved e => state with { Place = e.To },
        ScreenEvent.Reloaded => state with { Reloads = state.Reloads + 1 },
        ScreenEvent.Revoked e => state with { Reason = e.Reason },
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(ScreenState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(ScreenState state) => [];

    private static Decision<ScreenEvent> Accept(ScreenEvent happened) => Decision<ScreenEvent>.Accept(happened);

    private static Decision<ScreenEvent> Correct(ScreenState state, ScreenCommand.Correct command)
        => state.Name == command.Name.Trim() && state.Mounting == command.Mounting ? Unchanged : Accept(new ScreenEvent.Corrected(command.Name.Trim(), command.Mounting));

    private static Decision<ScreenEvent> Move(ScreenState state, ScreenCommand.Move command)
        => state.Place == command.To ? Unchanged : Accept(new ScreenEvent.Moved(command.To));

    private static Refusal Unchanged { get; } = Refusal.NotNow("unchanged", "与现在相同", "the same as before");

    private static Decision<ScreenEvent>? Check(string name, Mounting mounting, PlaceId? place = null, Circumstances? at = null)
    {
        var faults = new FaultList();
        faults.Text("name", name, 1, MaxName);
        mounting.Check(faults);
        if (place is { } there) FindPlace(faults, "place", there, at!);
        return faults.Any ? faults.ToRefusal() : (Decision<ScreenEvent>?)null;
    }

    private static Decision<ScreenEvent>? Check(PlaceId to, Circumstances at)
    {
        var faults = new FaultList();
        FindPlace(faults, "to", to, at);
        return faults.Any ? faults.ToRefusal() : (Decision<ScreenEvent>?)null;
    }

    private static Decision<ScreenEvent>? Check(string reason)
    {
        var faults = new FaultList();
        faults.Prose("reason", reason, 1, MaxReason);
        return faults.Any ? faults.ToRefusal() : (Decision<ScreenEvent>?)null;
    }

    private static void FindPlace(FaultList faults, string field, PlaceId place, Circumstances at)
    {
        if (at.Places.Find(place) is null) faults.Add(field, "unknown", "没有这个地点", "no such place");
    }
}
