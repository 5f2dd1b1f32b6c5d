using System.Collections.Immutable;
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

    /// <summary>Communities that may have named it are no neighbours.</summary>
    [EventType("circle.parted")]
    public sealed record Parted(PlaceId Community, ImmutableArray<PlaceId> From) : CircleEvent;

    [EventType("circle.assessed")]
    public sealed record Assessed(PlaceId Community, ImmutableArray<KindReach> Kinds, ImmutableArray<PointKindId> Lacking) : CircleEvent;
}

/// <summary>生活服务圈 of one community at one moment.</summary>
/// <param name="Neighbours">Whom its own people named; who named it, they do not know here: see <see cref="Borders"/>.</param>
/// <param name="Kinds">In the order of the rules; empty until it is assessed.</param>
/// <param name="Lacking">See <see cref="Assessment.Lacking"/>.</param>
/// <param name="Since">Business day since which its stage holds.</param>
public sealed record CircleState(
    PlaceId? Community, ImmutableArray<PlaceId> Neighbours, Position? Centre, ImmutableArray<KindReach> Kinds, ImmutableArray<PointKindId> Lacking, DateOnly? Since)
{
    /// <summary>When it was drawn last; null: never.</summary>
    public DateTimeOffset? DrawnAt { get; init; }

    /// <summary>Whom its people named once and no more, or took back from those that named it; in the order of ids.</summary>
    public ImmutableArray<Parting> Apart { get; init; } = [];

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

    public static int FoldVersion => 2;

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
        CircleEvent.Drawn e => Part(state, state.Neighbours.Except(e.Neighbours), recorded.RecordedAt, e.Neighbours) with
        {
            Community = e.Community,
            Neighbours = e.Neighbours,
            Centre = e.Centre,
            DrawnAt = recorded.RecordedAt,
        },
        CircleEvent.Parted e => Part(state, e.From, recorded.RecordedAt, []) with { Community = e.Community },
        CircleEvent.Assessed e => Assessed(state, e, District.DateOf(recorded.RecordedAt)),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(CircleState state)
    {
        if (state.Community is not { } community) return [];
        var head = new RowHead(community, null, null, CircleCells.Word(state.Stage), community.Value, LivingCircleView.RowOf(state));
        return [new RowImage(StreamOf(community), head, CircleCells.Of(state))];
    }

    public static ImmutableArray<AgendaItem> Agenda(CircleState state) => [];

    private static Decision<CircleEvent> Draw(CircleState state, CircleCommand.Draw command, Circumstances circumstances)
    {
        if (command.Check(circumstances) is { } invalid) return invalid;
        ImmutableArray<PlaceId> neighbours = [.. command.Neighbours.OrderBy(n => n.Value, StringComparer.Ordinal)];
        var happened = ImmutableArray.CreateBuilder<Happened<CircleEvent>>(2);

        // To name somebody again is a word of its own: they may have taken back what was said before.
        if (!neighbours.IsEmpty || !state.Neighbours.IsEmpty || state.Centre != command.Centre)
            happened.Add(new(new CircleEvent.Drawn(command.Community, neighbours, command.Centre)));
        if (command.Apart is { IsEmpty: false } apart)
            happened.Add(new(new CircleEvent.Parted(command.Community, [.. apart.Distinct().OrderBy(n => n.Value, StringComparer.Ordinal)])));
        return happened.Count == 0 ? PointLife.Unchanged : new Decision<CircleEvent>.Accepted(happened.DrainToImmutable());
    }

    private static CircleState Part(CircleState state, IEnumerable<PlaceId> from, DateTimeOffset at, ImmutableArray<PlaceId> named)
    {
        var parted = from.Select(other => new Parting(other, at)).ToList();
        var before = state.Apart.Where(p => !named.Contains(p.Community) && parted.All(now => now.Community != p.Community));
        return state with { Apart = [.. before.Concat(parted).OrderBy(p => p.Community.Value, StringComparer.Ordinal)] };
    }

    private static CircleState Assessed(CircleState state, CircleEvent.Assessed e, DateOnly day)
    {
        var next = state with { Community = e.Community, Kinds = e.Kinds, Lacking = e.Lacking };
        return next with { Since = state.Since is { } since && state.Stage == next.Stage ? since : day };
    }
}
