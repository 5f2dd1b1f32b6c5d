using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Circle.Domain.Time;

namespace Circle.Domain.Acceptance;

public abstract record AcceptanceEvent
{
    /// <summary>报竣材料: a new round begins.</summary>
    /// <param name="Round">From 1.</param>
    [EventType("acceptance.reported")]
    public sealed record Reported(FacilityId Facility, LineId Line, PlaceId Place, string Name, int Round, string Note, ImmutableArray<Photo> Photos) : AcceptanceEvent;

    /// <summary>撤回: by whoever reported.</summary>
    [EventType("acceptance.taken-back")]
    public sealed record TakenBack(string Reason) : AcceptanceEvent;

    [EventType("acceptance.checked")]
    public sealed record Checked(string? Note) : AcceptanceEvent;

    /// <summary>街道退回材料: nothing is said of the facility, only of what was shown.</summary>
    [EventType("acceptance.sent-back")]
    public sealed record SentBack(string Reason) : AcceptanceEvent;

    /// <summary>联合验收: a later one, before anything is recorded, takes its place.</summary>
    /// <param name="Checklist">In force now, and that which this inspection is judged by.</param>
    [EventType("acceptance.planned")]
    public sealed record Planned(DateOnly On, ImmutableArray<Actor> Members, Checklist Checklist) : AcceptanceEvent;

    [EventType("acceptance.called-off")]
    public sealed record CalledOff(string Reason) : AcceptanceEvent;

    /// <param name="Population">Households in the paper register, which has its own numbers and stays where it is.</param>
    /// <param name="Seed">What the cards follow from; see <see cref="CardDraw"/>.</param>
    /// <param name="Cards">Numbers in the register, in the order of drawing.</param>
    [EventType("acceptance.drawn")]
    public sealed record Drawn(int Population, string Seed, ImmutableArray<int> Cards) : AcceptanceEvent;

    /// <summary>A later one of the same card takes the place of the one before.</summary>
    [EventType("acceptance.answered")]
    public sealed record Answered(int Card, ImmutableArray<CriterionAnswer> Answers) : AcceptanceEvent;

    /// <summary>A later one of the same item takes the place of the one before.</summary>
    [EventType("acceptance.recorded")]
    public sealed record Recorded(ItemFinding Finding) : AcceptanceEvent;

    /// <summary>Where an inspector stood, apart from what was found and shown.</summary>
    [EventType("acceptance.located")]
    public sealed record Located(SitePosition At) : AcceptanceEvent;

    [EventType("acceptance.passed")]
    public sealed record Passed(int Score, DateOnly On, string? Note) : AcceptanceEvent;

    [EventType("acceptance.failed")]
    public sealed record Failed(ImmutableArray<string> Shortcomings, DateOnly RectifyBy, int? Score, DateOnly On) : AcceptanceEvent;

    /// <summary>The facility's own journal has it.</summary>
    [EventType("acceptance.settled")]
    public sealed record Settled : AcceptanceEvent;

    /// <summary>The facility would not have it, e.g. since its report was taken back meanwhile: the round is void.</summary>
    [EventType("acceptance.unsettled")]
    public sealed record Unsettled(string Code, string Reason) : AcceptanceEvent;
}

/// <summary>
/// 验收 of one facility, round after round. The facility's journal is the authority for its stage, since sums, walls and debts rest on it and on nothing
/// else; this one is the authority for how the verdict came about. So nothing here ever counts as reported or accepted: a round needs a facility that is
/// reported, and a verdict is told to the facility by an agenda row that stays until the facility's answer is in this journal. In between the facility
/// is what it was. Where the facility refuses, the round is void and says why.
/// </summary>
public sealed class AcceptanceCase : IAggregate<AcceptanceState, AcceptanceCommand, AcceptanceEvent>
{
    public const int MaxNote = 1_000;
    public const int MaxDefect = 200;
    public const int MostPhotos = 10;
    public const int MostMembers = 12;
    public const int MostRounds = 30;
    public const int MostPositions = 20;

    /// <summary>Of one item, besides those of the others.</summary>
    public const int MostItemPhotos = 6;

    /// <summary>Of a command against which there is nothing, but that its photos were not looked at: its grain does, and tells it again.</summary>
    public static readonly Refusal NotLookedAt = Refusal.NotNow("not-looked-at", "照片还没有存好，请再试一次", "its photos are not kept yet: try again");

    public static string Kind => "acceptance";

    public static int FoldVersion => 1;

    public static AcceptanceState Empty { get; } = new(null, LineId.Of("-"), PlaceId.Of("-"), "", []);

    public static StreamId StreamOf(FacilityId id) => StreamId.Of(Kind, id.Value);

    /// <summary>That nothing was reported yet is told to whoever may do the like anywhere.</summary>
    public static Need? Needs(AcceptanceState state, AcceptanceCommand command) => command switch
    {
        AcceptanceCommand.Settle => null,
        AcceptanceCommand.PlanInspection or AcceptanceCommand.CallOff => new Need(Permission.Plan, Subject.District),
        AcceptanceCommand.Report report when state.Facility is null => new Need(Permission.Report, new Subject(report.Place, report.Line)),
        _ when state.Facility is null => new Need(PermissionFor(command)),
        _ => new Need(PermissionFor(command), SubjectOf(state)),
    };

    public static Subject SubjectOf(AcceptanceState state) => state.Facility is null ? Subject.District : new Subject(state.Place, state.Line);

    public static Decision<AcceptanceEvent> Decide(AcceptanceState state, AcceptanceCommand command, Circumstances circumstances)
    {
        if (command.Check(circumstances) is { } invalid) return invalid;
        if (command is AcceptanceCommand.Report report) return CaseReporting.Report(state, report, circumstances);
        if (state.Open is not { } round) return Refusal.NotNow("nothing-open", "该设施没有待办的验收，请先提交报竣材料", "no acceptance is under way: report it with its evidence first");
        if (command is AcceptanceCommand.Settle settle) return Concluding.Settle(round, settle);
        if (round.Verdict is not null) return Refusal.NotNow("concluded", "验收已有结论，正在写入设施，请稍后刷新", "it has its verdict, which the facility is being told: look again in a moment");
        return command switch
        {
            AcceptanceCommand.TakeBack c => CaseReporting.TakeBack(round, c, circumstances),
            AcceptanceCommand.CheckReport c => CaseReporting.Check(round, c, circumstances),
            AcceptanceCommand.PlanInspection c => CasePlanning.Plan(round, c, circumstances),
            AcceptanceCommand.CallOff c => Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.CalledOff(c.Reason)),
            AcceptanceCommand.Inspect c => Inspecting.Decide(round, state.Line, c, circumstances),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    public static AcceptanceState Fold(AcceptanceState state, Recorded<AcceptanceEvent> recorded)
    {
        var (by, day) = (recorded.Actor, District.DateOf(recorded.RecordedAt));
        if (recorded.Event is AcceptanceEvent.Reported begun)
        {
            var opened = new Round(begun.Round, new RoundReport(begun.Note, begun.Photos, by, day), null, null, null, [], [], null, null);
            return new(begun.Facility, begun.Line, begun.Place, begun.Name, state.Rounds.Add(opened));
        }

        var open = state.Open ?? throw new InvalidOperationException($"{recorded.Event.GetType().Name} without an open round");
        return state with { Rounds = state.Rounds.SetItem(state.Rounds.Length - 1, Apply(open, recorded, by, day)) };
    }

    /// <summary>Its stage says what it waits for, by which rows are looked for. It adds to no sum.</summary>
    public static ImmutableArray<RowImage> Contribute(AcceptanceState state)
    {
        if (state.Facility is not { } facility) return [];
        var head = new RowHead(state.Place, null, state.Line.Value, state.Waits.ToString().ToLowerInvariant(), state.Name, JsonSerializer.Serialize(AcceptanceHead.Of(state), JournalJson.Options));
        return [new RowImage(StreamOf(facility), head, Tally.Empty)];
    }

    /// <summary>A verdict is for the facility to hear at once.</summary>
    public static ImmutableArray<AgendaItem> Agenda(AcceptanceState state)
        => state is { Facility: { } facility, Open.Verdict: { } verdict }
            ? [new AgendaItem(StreamOf(facility), AcceptanceCommand.Settle.AgendaKind, verdict.Version.ToString(CultureInfo.InvariantCulture), AgendaItem.AtOnce, StreamOf(facility))]
            : [];

    private static Permission PermissionFor(AcceptanceCommand command) => command switch
    {
        AcceptanceCommand.Report or AcceptanceCommand.TakeBack => Permission.Report,
        AcceptanceCommand.CheckReport => Permission.Arrange,
        _ => Permission.Verify,
    };

    private static Round Apply(Round round, Recorded<AcceptanceEvent> recorded, Actor by, DateOnly day) => recorded.Event switch
    {
        AcceptanceEvent.TakenBack e => round with { End = new RoundEnd(RoundEnding.TakenBack, e.Reason, by, day) },
        AcceptanceEvent.SentBack e => round with { End = new RoundEnd(RoundEnding.SentBack, e.Reason, by, day) },
        AcceptanceEvent.CalledOff e => round with { End = new RoundEnd(RoundEnding.CalledOff, e.Reason, by, day) },
        AcceptanceEvent.Checked e => round with { Check = new RoundCheck(e.Note, by, day) },
        AcceptanceEvent.Planned e => round with { Inspection = new JointInspection(e.On, e.Members, e.Checklist, by, day), Survey = null },
        AcceptanceEvent.Drawn e => round with { Survey = new SurveySheet(e.Population, e.Seed, [.. e.Cards.Select(c => new SurveyCard(c, []))]) },
        AcceptanceEvent.Answered e => round with { Survey = round.Survey!.With(new SurveyCard(e.Card, e.Answers)) },
        AcceptanceEvent.Recorded e => round with { Findings = [.. round.Findings.Where(f => f.Finding.Item != e.Finding.Item), new RecordedFinding(e.Finding, by, recorded.RecordedAt)] },
        AcceptanceEvent.Located e => round with { Positions = round.Positions.Add(new RecordedPosition(e.At, by, recorded.RecordedAt)) },
        AcceptanceEvent.Passed e => round with { Verdict = new AcceptanceVerdict(true, e.Score, e.On, [], null, e.Note, by, recorded.RecordedAt, recorded.Version) },
        AcceptanceEvent.Failed e => round with { Verdict = new AcceptanceVerdict(false, e.Score, e.On, e.Shortcomings, e.RectifyBy, null, by, recorded.RecordedAt, recorded.Version) },
        AcceptanceEvent.Settled => round with { End = new RoundEnd(round.Verdict!.IsPass ? RoundEnding.Accepted : RoundEnding.Returned, null, round.Verdict.By, day) },
        AcceptanceEvent.Unsettled e => round with { End = new RoundEnd(RoundEnding.Void, e.Reason, by, day) },
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };
}
