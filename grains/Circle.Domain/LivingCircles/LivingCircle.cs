using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.LivingCircles;

/// <summary>How far the 生活服务圈 of a community is.</summary>
public enum CircleStage
{
    /// <summary>目录未建: nothing of the community stands in the directory, so nothing may be said.</summary>
    Unknown,

    /// <summary>在建: kinds that it has to have are not there, or not under agreement.</summary>
    Lacking,

    /// <summary>建成</summary>
    Complete,
}

public abstract record CircleEvent
{
    [EventType("circle.drawn")]
    public sealed record Drawn(PlaceId Community, ImmutableArray<PlaceId> Neighbours, Position? Centre) : CircleEvent;

    [EventType("circle.assessed")]
    public sealed record Assessed(PlaceId Community, ImmutableArray<KindReach> Kinds, ImmutableArray<PointKindId> Lacking) : CircleEvent;
}

/// <summary>生活服务圈 of one community at one moment.</summary>
/// <param name="Kinds">In the order of the rules; empty until it is assessed.</param>
/// <param name="Lacking">See <see cref="Assessment.Lacking"/>.</param>
/// <param name="Since">Business day since which its stage holds.</param>
public sealed record CircleState(
    PlaceId? Community, ImmutableArray<PlaceId> Neighbours, Position? Centre, ImmutableArray<KindReach> Kinds, ImmutableArray<PointKindId> Lacking, DateOnly? Since)
{
    public CircleStage Stage
        => Kinds.All(k => k.Present == 0) ? CircleStage.Unknown : Lacking.IsEmpty ? CircleStage.Complete : CircleStage.Lacking;

    public bool IsAssessedAs(ImmutableArray<KindReach> kinds, ImmutableArray<PointKindId> lacking) => Kinds.SequenceEqual(kinds) && Lacking.SequenceEqual(lacking);
}

/// <summary>
/// 社区生活服务圈: what the directory's points add up to in one community. It is assessed by the system whenever a point of it or of a
/// neighbour changes; a person says whom it borders on and where its centre is. That it is journaled tells since when a kind is missing.
/// </summary>
public sealed class LivingCircle : IAggregate<CircleState, CircleCommand, CircleEvent>
{
    public static string Kind => "circle";

    public static int FoldVersion => 1;

    public static CircleState Empty { get; } = new(null, [], null, [], [], null);

    public static StreamId StreamOf(PlaceId community) => StreamId.Of(Kind, community.Value);

    public static Need? Needs(CircleState state, CircleCommand command)
        => command is CircleCommand.Draw draw ? new Need(Permission.Keep, new Subject(draw.Community)) : null;

    public static Decision<CircleEvent> Decide(CircleState state, CircleCommand command, Circumstances circumstances) => command switch
    {
        CircleCommand.Draw draw => Draw(state, draw, circumstances),
        CircleCommand.Assess assess when state.IsAssessedAs(assess.Kinds, assess.Lacking) => PointLife.Unchanged,
        CircleCommand.Assess assess => Decision<CircleEvent>.Accept(new CircleEvent.Assessed(assess.Community, assess.Kinds, assess.Lacking)),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static CircleState Fold(CircleState state, Recorded<CircleEvent> recorded) => recorded.Event switch
    {
        CircleEvent.Drawn e => state with { Community = e.Community, Neighbours = e.Neighbours, Centre = e.Centre },
        CircleEvent.Assessed e => Assessed(state, e, District.DateOf(recorded.RecordedAt)),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(CircleState state)
    {
        if (state.Community is not { } community) return [];
        var view = LivingCircleView.Of(state);
        var head = new RowHead(community, null, null, CircleCells.Word(view.Stage), community.Value, JsonSerializer.Serialize(view, JournalJson.Options));
        return [new RowImage(StreamOf(community), head, CircleCells.Of(state))];
    }

    public static ImmutableArray<AgendaItem> Agenda(CircleState state) => [];

    private static Decision<CircleEvent> Draw(CircleState state, CircleCommand.Draw command, Circumstances circumstances)
    {
        if (command.Check(circumstances) is { } invalid) return invalid;
        ImmutableArray<PlaceId> neighbours = [.. command.Neighbours.OrderBy(n => n.Value, StringComparer.Ordinal)];
        return state.Neighbours.SequenceEqual(neighbours) && state.Centre == command.Centre
            ? PointLife.Unchanged
            : Decision<CircleEvent>.Accept(new CircleEvent.Drawn(command.Community, neighbours, command.Centre));
    }

    private static CircleState Assessed(CircleState state, CircleEvent.Assessed e, DateOnly day)
    {
        var next = state with { Community = e.Community, Kinds = e.Kinds, Lacking = e.Lacking };
        return next with { Since = state.Since is { } since && state.Stage == next.Stage ? since : day };
    }
}
