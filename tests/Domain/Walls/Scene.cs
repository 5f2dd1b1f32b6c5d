using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Walls;

namespace Circle.Domain.Tests.Walls;

/// <summary>A district whose streets report, and its picture, kept as its grain keeps it.</summary>
internal sealed class Scene
{
    public static readonly Line Mediation = Sample.SecurityLine() with { Excluded = [PlaceId.Of("s4")], Lead = new LeadUnit("司法局", "张三") };

    public static readonly Line Culture = Sample.Line(
        "culture",
        Sample.Step("10-31", Stage.Delivered, Sample.Each(2, Answerer.Street)),
        Sample.Step("12-31", Stage.Completed, Sample.Each(2, Answerer.Street))) with
    { Order = 2, Ring = Ring.Culture, Name = "文化中心" };

    public static readonly Line Unheard = Sample.Line("unheard", Sample.Step("09-30", Stage.Completed, Sample.Each(1, Answerer.Street))) with { Order = 3, Ring = Ring.Living };

    public static readonly ImmutableArray<Line> Lines = [Mediation, Culture, Unheard];

    public static readonly PlaceTree Tree = Sample.Tree(1, 2, 0, 0);

    private readonly Dictionary<PlaceId, (RegionSums Sums, long N)> streets;
    private long row;

    public Scene(params ImmutableArray<Line> confirmed)
    {
        Plan = PlanOf([.. confirmed.SelectMany(l => Targets.WriteOut(l, Tree))], confirmed);
        streets = Tree.ChildrenOf(Sample.District).ToDictionary(s => s.Id, s => (new RegionSums(s.Id), 0L));
        Picture = new Picture(Sums);
        Owe();
    }

    public RegionSums Sums { get; } = new(Sample.District);

    public Picture Picture { get; }

    public PlanVersion Plan { get; private set; }

    public PlaceTree Places { get; set; } = Tree;

    public static PlanVersion PlanOf(ImmutableArray<Target> targets, ImmutableArray<Line> confirmed) => new(
        1,
        new PlanDocument("金政〔2013〕86号", "计划", Sample.Day("09-20"), Lines, []),
        targets,
        confirmed.ToImmutableDictionary(l => l.Id, _ => new Baseline(Sample.Day("09-20"), "test", Actor.Seeds, Sample.Day("09-20"))));

    public void Adopt(PlanVersion plan)
    {
        Plan = plan;
        Owe();
    }

    /// <summary>A street's facility reaches stages, and the street reports.</summary>
    public Scene Reaches(string street, Line line, string on, params IEnumerable<Stage> stages)
    {
        Place(PlaceId.Of(street), Tally.Of([.. stages.Select(s => Sample.Reached(line, s, Sample.Day(on))), Sample.Heard(line, Sample.Day(on))]));
        return this;
    }

    public void Place(PlaceId street, Tally cells)
    {
        streets[street].Sums.Take(new PlaceRow(new StreamId($"facility:{++row}"), street, 1, cells));
        Report(street);
    }

    /// <summary>A facility that hangs on the district itself.</summary>
    public void PlaceOwn(Tally cells) => Sums.Take(new PlaceRow(new StreamId($"facility:{++row}"), Sample.District, 1, cells));

    public IReadOnlyDictionary<string, WallCell> On(string day) => On(Sample.Day(day));

    public IReadOnlyDictionary<string, WallCell> On(DateOnly day)
    {
        Sums.Settle(Plan);
        return Picture.Refresh(Plan, Places, day, Sums.TakeMovedLines(), Sums.TakeMovedBelow());
    }

    /// <summary>As a picture that never was before sees it.</summary>
    public IReadOnlyDictionary<string, WallCell> Fresh(DateOnly day) => new Picture(Sums).Refresh(Plan, Places, day, [], []);

    private void Report(PlaceId street)
    {
        var (sums, n) = streets[street];
        sums.Settle(Plan);
        streets[street] = (sums, n + 1);
        Sums.Take(new RegionReport(street, Sample.District, null, new Revision(1, n + 1), sums.Whole()));
    }

    private void Owe()
    {
        Sums.Owe(Plan.Targets);
        foreach (var (street, (sums, _)) in streets)
        {
            sums.Owe(Plan.Targets);
            Report(street);
        }
    }
}
