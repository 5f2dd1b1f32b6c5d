using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Plans;

/// <summary>A facility at a place, and on which days it reached 准备, 配送, 报竣, … as far as it came. Days never fall.</summary>
internal sealed record Fact(PlaceId Place, ImmutableArray<DateOnly> On)
{
    public bool Has(Stage stage, DateOnly by) => On.Length >= (int)stage && On[(int)stage - 1] <= by;

    /// <summary>The stage at <paramref name="index"/> reached earlier, and those before it not after it.</summary>
    public Fact Earlier(int index, int days)
    {
        var moved = On[index].AddDays(-days);
        return this with { On = [.. On.Select((day, i) => i <= index && day > moved ? moved : day)] };
    }

    /// <summary>The stage at <paramref name="index"/> reached later, and those after it not before it.</summary>
    public Fact Later(int index, int days)
    {
        var moved = On[index].AddDays(days);
        return this with { On = [.. On.Select((day, i) => i >= index && day < moved ? moved : day)] };
    }

    public override string ToString() => $"{Place}: {string.Join(", ", On)}";
}

/// <summary>One line in one tree, summed bottom-up the way regions do it.</summary>
internal sealed record World(Line Line, PlaceTree Places, ImmutableArray<Target> Targets, ImmutableArray<Fact> Facts)
{
    public static readonly Line TwoStages = Sample.Line(
        "two-stages",
        Sample.Step("09-30", Stage.Completed),
        Sample.Step("10-31", Stage.Accepted),
        Sample.Step("10-31", Stage.Completed),
        Sample.Step("11-30", Stage.Completed),
        Sample.Step("12-31", Stage.Accepted));

    /// <summary>Trees of up to 4 streets of 3 communities; targets at any level at once; facts at any level.</summary>
    public static readonly Gen<World> Any = On(TwoStages, Gen.Int[0, 120]);

    /// <summary>Up to six steps of any stage in any order, several on one date; targets that fall; facts from long before the plan.</summary>
    public static readonly Gen<World> Wild =
        from steps in Gen.Select(Gen.Int[0, 8], Gen.OneOf(Stage.Prepared, Stage.Delivered, Stage.Completed, Stage.Filed, Stage.Accepted)).Array[1, 6]
        from world in On(Shape(steps), Gen.Frequency((1, Gen.Int[-900, -1]), (9, Gen.Int[0, 120])))
        select world;

    /// <summary>Each day on which something can change, and those beside it.</summary>
    public IEnumerable<DateOnly> Days
        => Line.Steps.Select(step => step.Due).Concat(Facts.SelectMany(fact => fact.On))
            .SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) }).Distinct().Order();

    public IEnumerable<KeyValuePair<TallyKey, long>> Raw(PlaceId place)
        => Facts.Where(fact => fact.Place == place).SelectMany(fact => fact.On
            .Select((day, index) => Sample.Reached(Line, (Stage)(index + 1), day)));

    public IEnumerable<Target> TargetsOf(PlaceId unit) => Targets.Where(target => target.Unit == unit);

    /// <summary>All cells of a region: its children's, its own facilities', and its own unit's debts.</summary>
    public Tally Region(PlaceId place)
    {
        var below = Below(place);
        var raw = below.Plus(Tally.Of(Raw(place)));
        return raw.Plus(Own(place, raw, below));
    }

    /// <summary>What a place's own unit owes and met, its children's left out.</summary>
    public Tally Own(PlaceId place)
    {
        var below = Below(place);
        return Own(place, below.Plus(Tally.Of(Raw(place))), below);
    }

    public LineStanding At(PlaceId place, DateOnly today) => Standing(Region(place), today);

    public LineStanding Standing(Tally cells, DateOnly today) => Standings.Of(Line, cells.Cells, today, true, false, null);

    /// <summary>
    /// What a unit owes and has beyond it, by plain counting on one day; the cells' answer has to agree. A unit has what
    /// its region reached less what lower units keep, which is at most what they owe over all steps.
    /// </summary>
    public (long Owed, long Kept) Counted(PlaceId unit, Stage stage, DateOnly today)
    {
        var targets = TargetsOf(unit).Where(target => target.Stage == stage).ToList();
        var keptBelow = Places.ChildrenOf(unit).Sum(child => KeptWithin(child.Id, stage, today));
        var region = Places.Subtree(unit).Select(place => place.Id).ToHashSet();
        var has = Facts.Count(fact => region.Contains(fact.Place) && fact.Has(stage, today)) - keptBelow;
        var passed = targets.Where(target => target.Due < today).Select(target => target.Cumulative).DefaultIfEmpty(0).Max();
        var all = targets.Select(target => target.Cumulative).DefaultIfEmpty(0).Max();
        return (Math.Max(0, passed - has), Math.Min(has, all));
    }

    private long KeptWithin(PlaceId place, Stage stage, DateOnly today)
        => Counted(place, stage, today).Kept + Places.ChildrenOf(place).Sum(child => KeptWithin(child.Id, stage, today));

    private Tally Below(PlaceId place)
        => Places.ChildrenOf(place).Aggregate(Tally.Empty, (sum, child) => sum.Plus(Region(child.Id)));

    private Tally Own(PlaceId place, Tally raw, Tally below)
        => Tally.Of(Debts.Due(TargetsOf(place)).Concat(Debts.Met(Line, TargetsOf(place), raw.Cells, below.Cells)));

    private static Gen<World> On(Line line, Gen<int> days) =>
        from communities in Gen.Int[0, 3].Array[1, 4]
        let places = Sample.Tree(communities)
        from quotas in Gen.Int[-3, 4].Array[places.All.Length * line.Steps.Length]
        from facts in FactIn(places, days).Array[0, 25]
        select new World(line, places, Written(line, places, quotas), [.. facts]);

    private static Line Shape((int Fortnight, Stage Stage)[] steps) => Sample.Line("wild",
    [
        .. steps.Select((step, i) => Sample.Step($"{Sample.Day("09-30").AddDays(14 * step.Fortnight):yyyy-MM-dd}", step.Stage)
            with { Id = StepId.Of($"step-{i}") }),
    ]);

    private static Gen<Fact> FactIn(PlaceTree places, Gen<int> after) =>
        from place in Gen.Int[0, places.All.Length - 1]
        from days in after.Array[1, 5]
        select new Fact(places.All[place].Id, [.. days.Order().Select(day => Sample.Day("09-10").AddDays(day))]);

    private static ImmutableArray<Target> Written(Line line, PlaceTree places, int[] quotas) =>
    [
        .. from unit in Enumerable.Range(0, places.All.Length)
           from step in Enumerable.Range(0, line.Steps.Length)
           let cumulative = quotas[(unit * line.Steps.Length) + step]
           where cumulative > 0
           select Sample.Target(line, step, places.All[unit].Id.Value, cumulative),
    ];
}
