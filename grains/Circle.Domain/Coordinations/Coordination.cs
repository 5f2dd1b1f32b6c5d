using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Orleans;

namespace Circle.Domain.Coordinations;

/// <summary>需协调事项</summary>
[GenerateSerializer, Immutable, Alias("CoordinationId"), JsonConverter(typeof(TextIdConverter<CoordinationId>))]
public readonly record struct CoordinationId([property: Id(0)] string Value) : ITextId<CoordinationId>
{
    public static CoordinationId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>In their order.</summary>
public enum CoordinationStage
{
    /// <summary>待受理</summary>
    Raised,

    /// <summary>办理中</summary>
    Taken,

    /// <summary>退回再办</summary>
    Returned,

    /// <summary>已答复, for the street to settle.</summary>
    Answered,

    /// <summary>已办结</summary>
    Settled,
}

/// <summary>What was raised; it never changes.</summary>
/// <param name="Lead">The line whose lead unit is asked.</param>
[GenerateSerializer, Immutable, Alias("CoordinationMatter")]
public sealed record CoordinationMatter(
    [property: Id(0)] CoordinationId Id, [property: Id(1)] PlaceId Street, [property: Id(2)] LineId Lead, [property: Id(3)] string Text);

/// <summary>Each names in <c>Late</c> who hears first, and when, if what comes next does not come.</summary>
public abstract record CoordinationEvent
{
    [EventType("coordination.raised")]
    public sealed record Raised(CoordinationMatter Matter, LadderStep Late) : CoordinationEvent;

    [EventType("coordination.taken")]
    public sealed record Taken(LadderStep Late) : CoordinationEvent;

    [EventType("coordination.answered")]
    public sealed record Answered(string Text, LadderStep Late) : CoordinationEvent;

    [EventType("coordination.returned")]
    public sealed record Returned(string Reason, LadderStep Late) : CoordinationEvent;

    [EventType("coordination.escalated")]
    public sealed record Escalated(Rung Rung, LadderStep? Next) : CoordinationEvent;

    [EventType("coordination.settled")]
    public sealed record Settled(string? Note) : CoordinationEvent;
}

/// <summary>需协调事项 at one moment, and as pages show it.</summary>
/// <param name="Answer">The last one.</param>
/// <param name="Return">Why the last one did not settle it; null: it was not returned.</param>
/// <param name="Wait">For the next step; null: it is settled.</param>
/// <param name="ChangedAt">When its stage changed last.</param>
[GenerateSerializer, Immutable, Alias("CoordinationView")]
public sealed record CoordinationView(
    [property: Id(0)] CoordinationMatter Matter,
    [property: Id(1)] CoordinationStage Stage,
    [property: Id(2)] DoneBy Raise,
    [property: Id(3)] DoneBy? Answer,
    [property: Id(4)] DoneBy? Return,
    [property: Id(5)] DoneBy? End,
    [property: Id(6)] Wait? Wait,
    [property: Id(7)] DateTimeOffset ChangedAt)
{
    public static string WordOf(CoordinationStage stage) => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());
}

/// <param name="View">Null: never raised.</param>
public sealed record CoordinationState(CoordinationView? View);

/// <summary>需协调事项: what a street asks of the lead unit that blocks it, from its being raised until the street says that it is settled.</summary>
public sealed class Coordination : IAggregate<CoordinationState, CoordinationCommand, CoordinationEvent>
{
    public const int MaxText = 1_000;

    public static string Kind => "coordination";

    public static int FoldVersion => 1;

    public static CoordinationState Empty { get; } = new((CoordinationView?)null);

    public static StreamId StreamOf(CoordinationId id) => StreamId.Of(Kind, id.Value);

    /// <summary>Raised and settled by the street, taken and answered by the unit.</summary>
    public static Need? Needs(CoordinationState state, CoordinationCommand command) => command switch
    {
        CoordinationCommand.Raise c => new Need(Permission.Coordinate, new Subject(c.Street)),
        CoordinationCommand.Escalate => null,
        CoordinationCommand.Take or CoordinationCommand.Answer => state.View is { } view ? new Need(Permission.Answer, new Subject(null, view.Matter.Lead)) : new Need(Permission.Answer),
        _ => state.View is { } view ? new Need(Permission.Coordinate, new Subject(view.Matter.Street)) : new Need(Permission.Coordinate),
    };

    public static Subject SubjectOf(CoordinationState state) => state.View is { } view ? new Subject(view.Matter.Street, view.Matter.Lead) : Subject.District;

    public static Decision<CoordinationEvent> Decide(CoordinationState state, CoordinationCommand command, Circumstances circumstances)
        => CoordinationDecisions.Decide(state.View, command, circumstances);

    public static CoordinationState Fold(CoordinationState state, Recorded<CoordinationEvent> recorded)
    {
        var (view, done) = (state.View!, new DoneBy(recorded.Actor, recorded.RecordedAt));
        return new(recorded.Event switch
        {
            CoordinationEvent.Raised e => At(new CoordinationView(e.Matter, default, done, null, null, null, null, default), CoordinationStage.Raised, e.Late),
            CoordinationEvent.Taken e => At(view, CoordinationStage.Taken, e.Late),
            CoordinationEvent.Answered e => At(view with { Answer = done with { Note = e.Text } }, CoordinationStage.Answered, e.Late),
            CoordinationEvent.Returned e => At(view with { Return = done with { Note = e.Reason } }, CoordinationStage.Returned, e.Late),
            CoordinationEvent.Escalated e => view with { Wait = view.Wait!.Fire(e.Rung, e.Next, recorded.RecordedAt) },
            CoordinationEvent.Settled e => At(view with { End = done with { Note = e.Note } }, CoordinationStage.Settled, null),
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        });

        CoordinationView At(CoordinationView after, CoordinationStage stage, LadderStep? late)
            => after with { Stage = stage, Wait = late is null ? null : Wait.Of(late, recorded.Version), ChangedAt = recorded.RecordedAt };
    }

    /// <summary>Of the street that raised it and the line that is asked; its stage is <see cref="CoordinationView.WordOf"/>, and it counts in no sum.</summary>
    public static ImmutableArray<RowImage> Contribute(CoordinationState state)
    {
        if (state.View is not { Matter: var matter } view) return [];
        var head = new RowHead(matter.Street, null, matter.Lead.Value, CoordinationView.WordOf(view.Stage), matter.Id.Value, JsonSerializer.Serialize(view, JournalJson.Options));
        return [new RowImage(StreamOf(matter.Id), head, Tally.Empty)];
    }

    public static ImmutableArray<AgendaItem> Agenda(CoordinationState state)
        => state.View is { Wait: { } wait } view ? wait.Agenda(StreamOf(view.Matter.Id), CoordinationCommand.Escalate.AgendaKind) : [];
}
