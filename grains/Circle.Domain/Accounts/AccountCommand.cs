using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Orleans;

namespace Circle.Domain.Accounts;

/// <summary>What may be asked of an account.</summary>
[GenerateSerializer, Immutable, Alias("AccountCommand")]
public abstract record AccountCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>开通账号</summary>
    /// <param name="Account">Itself: nobody changes what they may do, so it has to know who it is.</param>
    /// <param name="Grants">1 to <see cref="Account.MaxGrants"/>.</param>
    [GenerateSerializer, Immutable, Alias("AccountCommand.Open")]
    public sealed record Open([property: Id(0)] AccountId Account, [property: Id(1)] ImmutableArray<Grant> Grants) : AccountCommand;

    /// <summary>授权: all that it may do from now on; what is left out ends.</summary>
    [GenerateSerializer, Immutable, Alias("AccountCommand.Entitle")]
    public sealed record Entitle([property: Id(0)] ImmutableArray<Grant> Grants) : AccountCommand;

    /// <summary>移出队伍: what it held of a volunteer team ends, and where that was all, it is disabled.</summary>
    [GenerateSerializer, Immutable, Alias("AccountCommand.Leave")]
    public sealed record Leave([property: Id(0)] FacilityId Team) : AccountCommand;

    /// <summary>停用: its sessions end, and nobody signs in by it until it is enabled.</summary>
    /// <param name="Reason">1 to 200 characters.</param>
    [GenerateSerializer, Immutable, Alias("AccountCommand.Disable")]
    public sealed record Disable([property: Id(0)] string Reason) : AccountCommand;

    /// <summary>启用</summary>
    [GenerateSerializer, Immutable, Alias("AccountCommand.Enable")]
    public sealed record Enable : AccountCommand;
}
