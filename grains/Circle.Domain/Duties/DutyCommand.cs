using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Duties;

/// <summary>What may be asked of a place's roster.</summary>
/// <param name="Place">Whose roster it is: what a command needs is needed there.</param>
[GenerateSerializer, Immutable, Alias("DutyCommand")]
public abstract record DutyCommand([property: Id(0)] PlaceId Place)
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>指定责任人</summary>
    /// <param name="Line">Null: the place as a whole.</param>
    /// <param name="From">At most <see cref="DutyRoster.DaysBack"/> days back.</param>
    [GenerateSerializer, Immutable, Alias("DutyCommand.Assign")]
    public sealed record Assign(
        PlaceId Place, [property: Id(0)] LineId? Line, [property: Id(1)] AccountId Holder, [property: Id(2)] DateOnly From, [property: Id(3)] DateOnly? Until) : DutyCommand(Place);

    /// <summary>指定代理人: from a day to a day, both included.</summary>
    [GenerateSerializer, Immutable, Alias("DutyCommand.StandIn")]
    public sealed record StandIn(
        PlaceId Place, [property: Id(0)] LineId? Line, [property: Id(1)] AccountId Holder, [property: Id(2)] DateOnly From, [property: Id(3)] DateOnly Until) : DutyCommand(Place);

    /// <summary>结束责任</summary>
    /// <param name="On">Last day; one before its first day takes it back.</param>
    [GenerateSerializer, Immutable, Alias("DutyCommand.End")]
    public sealed record End(PlaceId Place, [property: Id(0)] int Number, [property: Id(1)] DateOnly On) : DutyCommand(Place);

    /// <summary>办理交接</summary>
    /// <param name="Duties">Their numbers: leads of one person.</param>
    [GenerateSerializer, Immutable, Alias("DutyCommand.ProposeHandOver")]
    public sealed record ProposeHandOver(
        PlaceId Place, [property: Id(0)] ImmutableArray<int> Duties, [property: Id(1)] AccountId To, [property: Id(2)] DateOnly On, [property: Id(3)] string? Note) : DutyCommand(Place);

    /// <summary>接收交接</summary>
    /// <param name="OnBehalf">False: the receiver in person; true: whoever names people there.</param>
    [GenerateSerializer, Immutable, Alias("DutyCommand.AcceptHandOver")]
    public sealed record AcceptHandOver(PlaceId Place, [property: Id(0)] int HandOver, [property: Id(1)] bool OnBehalf) : DutyCommand(Place);

    /// <summary>不予接收, by the receiver, or taken back by whoever names people there.</summary>
    /// <param name="Reason">1 to <see cref="DutyRoster.MaxReason"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("DutyCommand.DeclineHandOver")]
    public sealed record DeclineHandOver(PlaceId Place, [property: Id(0)] int HandOver, [property: Id(1)] bool OnBehalf, [property: Id(2)] string Reason) : DutyCommand(Place);
}
