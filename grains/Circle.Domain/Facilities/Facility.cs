using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Facilities;

/// <summary>What happened to a facility. Quantities are thousandths of the measure's unit, cumulative per stage.</summary>
public abstract record FacilityEvent
{
    /// <param name="Measures">What it needs in full, per measure.</param>
    /// <param name="Counted">False for what stood before a line that counts new work alone.</param>
    [EventType("facility.registered")]
    public sealed record Registered(FacilityDraft Draft, ImmutableArray<MeasureNeed> Measures, bool Counted) : FacilityEvent;

    /// <summary>Name and details as they are from now on.</summary>
    [EventType("facility.corrected")]
    public sealed record Corrected(string Name, FacilityDetails Details) : FacilityEvent;

    [EventType("facility.progressed")]
    public sealed record Progressed(MeasureId Measure, Stage Stage, long Quantity, DateOnly On, string? Note) : FacilityEvent;

    [EventType("facility.completed")]
    public sealed record Completed(DateOnly On, string? Note) : FacilityEvent;

    [EventType("facility.filed")]
    public sealed record Filed(DateOnly On) : FacilityEvent;

    [EventType("facility.retracted")]
    public sealed record Retracted(Stage Stage, string Reason) : FacilityEvent;

    [EventType("facility.accepted")]
    public sealed record Accepted(int Score, DateOnly On, string? Note) : FacilityEvent;

    [EventType("facility.returned")]
    public sealed record Returned(ImmutableArray<string> Shortcomings, DateOnly RectifyBy, int? Score, DateOnly On) : FacilityEvent;

    [EventType("facility.suspended")]
    public sealed record Suspended(string Reason, DateOnly? Until) : FacilityEvent;

    [EventType("facility.resumed")]
    public sealed record Resumed : FacilityEvent;

    [EventType("facility.withdrawn")]
    public sealed record Withdrawn(string Reason) : FacilityEvent;

    [EventType("facility.moved")]
    public sealed record Moved(PlaceId To, string Reason) : FacilityEvent;

    /// <summary>What a person's file said; what it changed are events of their own. Later files are compared with it.</summary>
    [EventType("facility.imported")]
    public sealed record Imported(FacilityBasis File) : FacilityEvent;
}

/// <summary>How much of a measure the facility needs, in thousandths.</summary>
public sealed record MeasureNeed(MeasureId Measure, long Quantity);

/// <summary>A cumulative quantity that stood at a stage from a day on, and who said so.</summary>
public sealed record Milestone(MeasureId Measure, Stage Stage, DateOnly On, long Quantity, Actor By);

/// <summary>What stands beside the stage.</summary>
public enum Standing
{
    Active,

    /// <summary>退回整改</summary>
    Returned,

    /// <summary>暂停: counts nowhere until resumed.</summary>
    Suspended,

    /// <summary>撤销: counts nowhere, for good.</summary>
    Withdrawn,
}

/// <summary>整改: a return that is still open.</summary>
public sealed record OpenRectification(DateOnly Since, string Reason, DateOnly? By);

/// <summary>The last event by its type, and when it was recorded.</summary>
public sealed record Deed(string Type, DateTimeOffset At);

/// <summary>设施 at one moment.</summary>
/// <param name="SuspendedAt">Version of the last suspension: tells two of one day apart.</param>
/// <param name="Rectification">A return that a suspension lies over; it goes on when resumed.</param>
/// <param name="Registered">Business day of the registration.</param>
/// <param name="Heard">Business day of the last word from the field; null: never.</param>
/// <param name="Last">For a ticker; null: nothing but the import.</param>
public sealed record FacilityState(
    FacilityDraft? Draft,
    ImmutableArray<MeasureNeed> Measures,
    bool Counted,
    ImmutableArray<Milestone> Milestones,
    Standing Standing,
    DateOnly? StandingSince,
    string? StandingReason,
    DateOnly? Until,
    int? Score,
    DateOnly? Registered,
    DateOnly? Heard,
    bool CorrectedByHand,
    OpenRectification? Rectification = null,
    long SuspendedAt = 0,
    Deed? Last = null)
{
    /// <summary>Version of the last event that changed name, details or place; 0 before the first.</summary>
    public long ListedAt { get; init; }

    /// <summary>What the last file said, seeds among them; null: no file ever did.</summary>
    public FacilityBasis? Imported { get; init; }

    /// <summary>The day on which the whole facility had reached a stage: every measure in full, at it or beyond.</summary>
    public DateOnly? ReachedOn(Stage stage)
    {
        DateOnly? latest = null;
        foreach (var need in Measures)
        {
            if (ReachedOn(stage, need) is not { } day) return null;
            if (latest is null || day > latest) latest = day;
        }

        return latest;
    }

    public Stage Stage
    {
        get
        {
            for (var stage = Stage.Accepted; stage > Stage.Planned; stage--)
            {
                if (ReachedOn(stage) is not null) return stage;
            }

            return Stage.Planned;
        }
    }

    /// <summary>Whether this actor entered any part of what is to be verified.</summary>
    public bool IsWorkOf(Actor actor) => Milestones.Any(m => m.By == actor && m.Stage < Stage.Accepted);

    /// <summary>Asked for every stage at every event: a loop, no query.</summary>
    private DateOnly? ReachedOn(Stage stage, MeasureNeed need)
    {
        DateOnly? earliest = null;
        foreach (var milestone in Milestones)
        {
            if (milestone.Stage >= stage && milestone.Quantity >= need.Quantity && milestone.Measure == need.Measure && !(milestone.On >= earliest))
                earliest = milestone.On;
        }

        return earliest;
    }
}

/// <summary>设施: events, decisions and fold of one place or team that a line builds or that stood before.</summary>
public sealed class Facility : IAggregate<FacilityState, FacilityCommand, FacilityEvent>
{
    public const int MaxNote = 1_000;

    /// <summary>The measure of a line that names none: the facility as a whole.</summary>
    public static readonly MeasureId Whole = MeasureId.Of("whole");

    public static string Kind => "facility";

    public static int FoldVersion => 4;

    public static FacilityState Empty { get; } =
        new(null, [], false, [], Standing.Active, null, null, null, null, null, null, false);

    public static StreamId StreamOf(FacilityId id) => StreamId.Of(Kind, id.Value);

    /// <summary>Of one that is not there the whole district's right is needed: to anybody else it looks like somebody else's.</summary>
    public static Need? Needs(FacilityState state, FacilityCommand command) => command switch
    {
        FacilityCommand.Import => null,
        FacilityCommand.Register { Draft: var draft } => new Need(Permission.Arrange, new Subject(draft.Place, draft.Line)),
        FacilityCommand.Enter { Draft: var draft } when state.Draft is null => new Need(Permission.Arrange, new Subject(draft.Place, draft.Line)),
        FacilityCommand.Enter { Draft: var draft } => new Need(Permission.Arrange, SubjectOf(state), SubjectOf(state) with { Place = draft.Place }),
        FacilityCommand.Move move => new Need(Permission.Arrange, SubjectOf(state), SubjectOf(state) with { Place = move.To }),
        FacilityCommand.Correct or FacilityCommand.Suspend or FacilityCommand.Resume or FacilityCommand.Withdraw => new Need(Permission.Arrange, SubjectOf(state)),
        FacilityCommand.Accept or FacilityCommand.Return => new Need(Permission.Verify, SubjectOf(state)),
        _ => new Need(Permission.Report, SubjectOf(state)),
    };

    public static Subject SubjectOf(FacilityState state) => state.Draft is { } draft ? new Subject(draft.Place, draft.Line) : Subject.District;

    public static Decision<FacilityEvent> Decide(FacilityState state, FacilityCommand command, Circumstances circumstances)
    {
        if (command.Check(circumstances) is { } invalid) return invalid;
        return command switch
        {
            FacilityCommand.Register c => FacilityRegistration.Register(state, c.Draft, circumstances),
            FacilityCommand.Enter c when state.Draft is null => FacilityRegistration.Enter(c, circumstances),
            FacilityCommand.Import c when state.Draft is null => FacilityRegistration.Register(state, c.Draft, circumstances),
            _ when state.Draft is null => Refusal.Unknown("id", "没有这个设施", "no such facility"),
            _ when state.Standing == Standing.Withdrawn => Refusal.NotNow("withdrawn", "该设施已撤销，不能再改", "the facility has been withdrawn"),
            FacilityCommand.Import c => FacilityRegistration.Import(state, c.Draft),
            FacilityCommand.Enter c => FacilityRegistration.Enter(state, c),
            FacilityCommand.Correct c => FacilityRegistration.Correct(state, c),
            FacilityCommand.Move c => FacilityRegistration.Move(state, c, circumstances),
            FacilityCommand.Withdraw c => Decision<FacilityEvent>.Accept(new FacilityEvent.Withdrawn(c.Reason)),
            FacilityCommand.Resume => FacilityWork.Resume(state),
            _ when state.Standing == Standing.Suspended => Refusal.NotNow("suspended", "该设施已暂停，请先恢复", "the facility is suspended, resume it first"),
            FacilityCommand.Suspend c => Decision<FacilityEvent>.Accept(new FacilityEvent.Suspended(c.Reason, c.Until)),
            FacilityCommand.ReportProgress c => FacilityWork.Progress(state, c),
            FacilityCommand.ReportCompletion c => FacilityWork.Complete(state, c),
            FacilityCommand.File c => FacilityWork.File(state, c),
            FacilityCommand.Retract c => FacilityWork.Retract(state, c, circumstances),
            FacilityCommand.Accept c => FacilityWork.Accept(state, c, circumstances),
            FacilityCommand.Return c => FacilityWork.Return(state, c, circumstances),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    public static FacilityState Fold(FacilityState state, Recorded<FacilityEvent> recorded)
    {
        var next = Apply(state, recorded);
        return recorded switch
        {
            { Event: FacilityEvent.Imported } => next,
            { Event: FacilityEvent.Registered or FacilityEvent.Corrected or FacilityEvent.Moved } when recorded.Actor == Actor.Seeds
                => next with { Last = state.Last, Imported = FacilityBasis.Of(next.Draft!) },
            _ => next with { Last = recorded.Actor == Actor.Seeds ? state.Last : new Deed(EventCatalog<FacilityEvent>.NameOf(recorded.Event).Name, recorded.RecordedAt) },
        };
    }

    public static ImmutableArray<RowImage> Contribute(FacilityState state)
        => state.Draft is { } draft ? [new RowImage(StreamOf(draft.Id), FacilityView.HeadOf(state), FacilityTally.Of(state))] : [];

    /// <summary>A suspension with an end is resumed on the day after it, by time itself.</summary>
    public static ImmutableArray<AgendaItem> Agenda(FacilityState state)
        => state is { Draft: { } draft, Standing: Standing.Suspended, Until: { } until }
            ? [new AgendaItem(StreamOf(draft.Id), FacilityCommand.Resume.AgendaKind, state.SuspendedAt.ToString(CultureInfo.InvariantCulture), District.At(until.AddDays(1)), StreamOf(draft.Id))]
            : [];

    private static FacilityState Apply(FacilityState state, Recorded<FacilityEvent> recorded)
    {
        var day = District.DateOf(recorded.RecordedAt);
        return recorded.Event switch
        {
            FacilityEvent.Registered e => Empty with
            {
                Draft = e.Draft,
                Registered = day,
                ListedAt = recorded.Version,
                Measures = e.Measures,
                Counted = e.Counted,
                Milestones = e.Draft.Since is { } since
                    ? [.. e.Measures.Select(m => new Milestone(m.Measure, Stage.Accepted, since, m.Quantity, recorded.Actor))]
                    : [],
            },
            FacilityEvent.Corrected e => state with
            {
                Draft = state.Draft! with { Name = e.Name, Details = e.Details },
                CorrectedByHand = state.CorrectedByHand || recorded.Actor != Actor.Seeds,
                ListedAt = recorded.Version,
            },
            FacilityEvent.Progressed e => Progress(Heard(state, day), e, recorded.Actor),
            FacilityEvent.Completed e => Activate(Heard(state, day)) with { Milestones = InFull(state, Stage.Completed, e.On, recorded.Actor) },
            FacilityEvent.Filed e => Heard(state, day) with { Milestones = InFull(state, Stage.Filed, e.On, recorded.Actor) },
            FacilityEvent.Retracted e => Heard(state, day) with { Milestones = Without(state, e.Stage, recorded.Actor) },
            FacilityEvent.Accepted e => Activate(Heard(state, day)) with
            {
                Milestones = InFull(state, Stage.Accepted, e.On, recorded.Actor),
                Score = e.Score,
            },
            FacilityEvent.Returned e => Heard(state, day) with
            {
                Milestones = state.Milestones.RemoveAll(m => m.Stage >= Stage.Completed),
                Standing = Standing.Returned,
                StandingSince = e.On,
                StandingReason = string.Join("；", e.Shortcomings),
                Until = e.RectifyBy,
                Score = e.Score,
            },
            FacilityEvent.Suspended e => state with { Rectification = RectificationOf(state), SuspendedAt = recorded.Version, Standing = Standing.Suspended, StandingSince = day, StandingReason = e.Reason, Until = e.Until },
            FacilityEvent.Resumed when state.Rectification is { } open => state with
            {
                Standing = Standing.Returned,
                StandingSince = open.Since,
                StandingReason = open.Reason,
                Until = open.By,
                Rectification = null,
            },
            FacilityEvent.Resumed => Activate(state),
            FacilityEvent.Withdrawn e => state with { Standing = Standing.Withdrawn, StandingSince = day, StandingReason = e.Reason, Until = null },
            FacilityEvent.Moved e => state with
            {
                Draft = state.Draft! with { Place = e.To },
                CorrectedByHand = state.CorrectedByHand || recorded.Actor != Actor.Seeds,
                ListedAt = recorded.Version,
            },
            FacilityEvent.Imported e => state with { Imported = e.File },
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        };
    }

    /// <summary>One report a day, stage and person: the later of a day replaces the earlier, so the list stays short. Whole again, a return is over.</summary>
    private static FacilityState Progress(FacilityState state, FacilityEvent.Progressed e, Actor by)
    {
        var next = state with
        {
            Milestones =
            [
                .. state.Milestones.Where(m => (m.Measure, m.Stage, m.On, m.By) != (e.Measure, e.Stage, e.On, by)),
                new(e.Measure, e.Stage, e.On, e.Quantity, by),
            ],
        };
        return next.Stage >= Stage.Completed ? Activate(next) : next;
    }

    private static FacilityState Heard(FacilityState state, DateOnly day) => state with { Heard = day };

    private static OpenRectification? RectificationOf(FacilityState state)
        => state is { Standing: Standing.Returned, StandingSince: { } since, StandingReason: { } reason } ? new(since, reason, state.Until) : null;

    /// <summary>
    /// Without what an actor reported at a stage, and what was built on it: later reports of a further stage of a measure of which
    /// nobody else reported this one. What others said before stays, or a report over theirs could take theirs away.
    /// </summary>
    private static ImmutableArray<Milestone> Without(FacilityState state, Stage stage, Actor actor)
    {
        bool IsTaken(Milestone m) => m.Stage == stage && m.By == actor;
        var bare = state.Milestones.Where(IsTaken).Select(m => m.Measure)
            .Where(measure => !state.Milestones.Any(m => m.Measure == measure && m.Stage == stage && !IsTaken(m))).ToHashSet();
        var since = state.Milestones.Select((m, i) => (m, i)).First(x => IsTaken(x.m)).i;
        return [.. state.Milestones.Where((m, i) => !IsTaken(m) && m.Stage < Stage.Filed && !(i > since && m.Stage > stage && bare.Contains(m.Measure)))];
    }

    private static FacilityState Activate(FacilityState state)
        => state with { Standing = Standing.Active, StandingSince = null, StandingReason = null, Until = null };

    private static ImmutableArray<Milestone> InFull(FacilityState state, Stage stage, DateOnly on, Actor by)
        => state.Milestones.AddRange(state.Measures.Select(m => new Milestone(m.Measure, stage, on, m.Quantity, by)));
}
