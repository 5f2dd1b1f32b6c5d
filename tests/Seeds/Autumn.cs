using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Seeds.Tests;

/// <summary>
/// The shipped plan in the autumn of 2013: baselines confirmed and facilities built by the commands that people use, and how
/// every line stands at any place on any day.
/// </summary>
internal sealed class Autumn
{
    /// <summary>Baselines are confirmed on this day, where they are.</summary>
    public static readonly DateOnly Confirmed = new(2013, 9, 10);

    public static readonly PlaceTree Places = new(Shipped.Live.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent)));

    private static readonly Actor Office = new("rehearsal:office");
    private static readonly Actor Reporter = new("rehearsal:street");
    private static readonly Actor Inspector = new("rehearsal:inspector");

    private readonly PlanVersion plan;
    private readonly ImmutableArray<Work> works;
    private readonly bool heard;

    private Autumn(PlanVersion plan, ImmutableArray<Work> works, bool heard) => (this.plan, this.works, this.heard) = (plan, works, heard);

    /// <summary>All is confirmed, nothing was built and nobody says a word.</summary>
    public static Autumn Silent { get; } = new(InForce(confirmed: true), [], heard: false);

    /// <summary>All is confirmed and nothing was built; every street and the office say so every day.</summary>
    public static Autumn NothingDone { get; } = new(InForce(confirmed: true), [], heard: true);

    /// <summary>All is confirmed; every unit reaches each step of its own on the last day for it.</summary>
    public static Autumn AllDone { get; } = new(InForce(confirmed: true), OnTheDay(InForce(confirmed: true)), heard: true);

    /// <summary>Nothing is confirmed, and nothing was built.</summary>
    public static Autumn Unconfirmed { get; } = new(InForce(confirmed: false), [], heard: true);

    /// <summary>Nothing is confirmed, and everything was built as in <see cref="AllDone"/>.</summary>
    public static Autumn UnconfirmedButDone { get; } = new(InForce(confirmed: false), OnTheDay(InForce(confirmed: true)), heard: true);

    public ImmutableArray<Line> Lines => plan.Document.Lines;

    /// <summary>As <see cref="AllDone"/>, but some of it never happens.</summary>
    /// <param name="isBuilt">By the running number of the facility.</param>
    public static Autumn Partly(Func<int, bool> isBuilt) => new(AllDone.plan, [.. AllDone.works.Where((_, i) => isBuilt(i))], heard: true);

    public UnitLedgers At(PlaceId root, DateOnly today) => UnitLedgers.Of(
        plan,
        Places,
        root,
        [
            .. works.Where(work => Places.IsWithin(work.Place, [root])).Select(work => (work.Place, work.On(today, plan))),
            .. heard ? Places.Subtree(root).Where(p => p.Kind != PlaceKind.Community).Select(p => (p.Id, Word(today))) : [],
        ]);

    /// <summary>Of one unit, told by its targets alone: what it owes of a line where nothing was ever built.</summary>
    public long Promised(PlaceId unit, Line line, DateOnly today) => plan.Targets
        .Where(t => t.Unit == unit && t.Line == line.Id && t.Due < today)
        .GroupBy(t => t.Stage, t => t.Cumulative)
        .Sum(stage => stage.Max());

    private static PlanVersion InForce(bool confirmed)
    {
        var state = Do(Plan.Empty, new PlanCommand.Adopt(Shipped.Live.Plan));
        return (confirmed
            ? Shipped.Live.Plan.Lines.Aggregate(state, (s, line) => Do(s, new PlanCommand.ConfirmBaseline(line.Id, Confirmed, "摸底")))
            : state).InForce!;
    }

    private static PlanState Do(PlanState state, PlanCommand command)
    {
        var at = new Circumstances(District.At(Confirmed), Office, state.InForce, Places);
        var accepted = Assert.IsType<Decision<PlanEvent>.Accepted>(Plan.Decide(state, command, at));
        return accepted.Events.Aggregate(state, (s, e) => Plan.Fold(s, new Recorded<PlanEvent>(e.Event, 1, Office, at.Now)));
    }

    /// <summary>The n-th facility of a unit reaches a stage when the unit first has to have n there.</summary>
    private static ImmutableArray<Work> OnTheDay(PlanVersion plan) =>
    [
        .. from owing in plan.Targets.GroupBy(t => (t.Unit, t.Line))
           from n in Enumerable.Range(1, (int)owing.Max(t => t.Cumulative))
           let days = owing.Where(t => t.Cumulative >= n).GroupBy(t => t.Stage, t => t.Due).OrderBy(s => s.Key)
           select new Work(plan.Find(owing.Key.Line)!, owing.Key.Unit, n, [.. days.Select(stage => (stage.Key, stage.Min()))]),
    ];

    private Tally Word(DateOnly today)
        => Tally.Of(Lines.Select(line => KeyValuePair.Create(new TallyKey(line.Id, Counts.Heard, "", today), 1L)));

    /// <summary>A facility, and on which days it reaches which stages; its row on a day is what its commands until then made of it.</summary>
    private sealed record Work(Line Line, PlaceId Place, int Number, ImmutableArray<(Stage Stage, DateOnly On)> Days)
    {
        public Tally On(DateOnly today, PlanVersion plan)
        {
            var state = Facility.Empty;
            foreach (var (stage, day) in Days.Where(d => d.On <= today).OrderBy(d => d.On))
            {
                if (state.Draft is null) state = Do(state, new FacilityCommand.Register(Draft()), day, Reporter, plan);
                if (stage >= Stage.Filed && state.Stage < Stage.Completed) state = Do(state, new FacilityCommand.ReportCompletion(day, null), day, Reporter, plan);
                state = Do(state, Reach(stage, day), day, stage == Stage.Accepted ? Inspector : Reporter, plan);
            }

            return state.Draft is null ? Tally.Empty : Facility.Contribute(state).Single().Cells;
        }

        private static FacilityCommand Reach(Stage stage, DateOnly on) => stage switch
        {
            Stage.Completed => new FacilityCommand.ReportCompletion(on, null),
            Stage.Filed => new FacilityCommand.File(on),
            Stage.Accepted => new FacilityCommand.Accept(100, on, null),
            _ => new FacilityCommand.ReportProgress(null, stage, null, on, null),
        };

        private FacilityDraft Draft() => new(
            FacilityId.Of($"{Line.Id}-{Place}-{Number}"),
            Line.Id,
            Place,
            $"{Line.ShortName}{Number}",
            Origin.Planned,
            Line.Measures.Where(m => m.PerFacility is null).ToImmutableDictionary(m => m.Id, _ => 1_000L),
            FacilityDetails.Unknown,
            null,
            "test");

        private static FacilityState Do(FacilityState state, FacilityCommand command, DateOnly day, Actor actor, PlanVersion plan)
        {
            var at = new Circumstances(District.At(day, new TimeOnly(18, 0)), actor, plan, Places);
            var accepted = Assert.IsType<Decision<FacilityEvent>.Accepted>(Facility.Decide(state, command, at));
            return accepted.Events.Aggregate(state, (s, e) => Facility.Fold(s, new Recorded<FacilityEvent>(e.Event, 1, actor, at.Now)));
        }
    }
}
