using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

/// <summary>The states in the order, told a second time by plain counting.</summary>
public sealed class StatusOrderTests
{
    private const int Rounds = 400;

    private static readonly Gen<(World World, DateOnly Today, DateOnly? Heard, DateOnly? Since, Rhythm Rhythm)> Cases =
        from world in World.Wild
        from today in Gen.Int[-30, 140].Select(n => Day("09-10").AddDays(n))
        from heard in Gen.Int[-3, 100].Select(n => n < 0 ? (DateOnly?)null : today.AddDays(-n))
        from since in Gen.Int[-3, 100].Select(n => n < 0 ? (DateOnly?)null : today.AddDays(-n))
        from rhythm in Gen.Enum<Rhythm>()
        select (world with { Line = world.Line with { Rhythm = rhythm } }, today, heard, since, rhythm);

    [Fact]
    public void The_first_that_holds_of_the_states_in_their_order_is_the_answer()
        => Cases.Sample(
            given =>
            {
                foreach (var place in given.World.Places.All)
                {
                    var cells = Cells(given.World, place.Id, given.Heard);
                    var standing = Standings.Of(given.World.Line, cells, given.Today, true, false, given.Since);
                    Assert.Equal(Expected(given.World, cells, given.Today, given.Heard, given.Since, standing.Forecast), standing.Status);
                }
            },
            iter: Rounds);

    /// <summary>
    /// The forecast is left out: it needs three to tell anything, so that the third fact can turn 正常 into 预警, and a pace that lay
    /// further back is a slower one. All that is worse than it can only get better by a fact.
    /// </summary>
    [Fact]
    public void A_fact_more_never_makes_a_status_worse_on_the_same_day()
        => Gen.Select(Cases, Gen.Int[0, 99]).Where((given, _) => !given.World.Facts.IsEmpty).Sample(
            (given, which) =>
            {
                var (world, today, heard, since, _) = given;
                var fact = world.Facts[which % world.Facts.Length];
                var fewer = world with { Facts = world.Facts.Remove(fact) };
                foreach (var place in world.Places.All)
                {
                    var before = Standings.Of(world.Line, Cells(fewer, place.Id, heard), today, true, false, since).Status;
                    var after = Standings.Of(world.Line, Cells(world, place.Id, heard), today, true, false, since).Status;
                    Assert.True(Badness(after) <= Badness(before), $"{place.Id} on {today:yyyy-MM-dd}: {before} became {after} by {fact}");
                }
            },
            iter: Rounds);

    [Fact]
    public void The_third_item_is_the_first_that_a_forecast_tells_anything_of()
    {
        var line = Line("l", Step("11-30", Stage.Completed));
        LineStanding Of(int items) => Standings.Of(
            line,
            [.. Debts.Due([Target(line, 0, "u", 40)]), .. Debts.Met(line, [Target(line, 0, "u", 40)], [Reached(line, Stage.Completed, Day("11-10"), items)], [])],
            Day("11-12"), true, false, null);

        Assert.Equal([Status.OnTrack, Status.AtRisk], new[] { Of(2).Status, Of(3).Status });
    }

    /// <summary>Whatever the pace: a step that has not passed is not red, and its forecast changes no figure.</summary>
    [Fact]
    public void A_forecast_makes_nothing_red()
        => Cases.Sample(
            given =>
            {
                foreach (var place in given.World.Places.All)
                {
                    var standing = Standings.Of(given.World.Line, Cells(given.World, place.Id, given.Heard), given.Today, true, false, given.Since);
                    if (given.World.Line.Steps.All(step => step.Due >= given.Today)) Assert.False(standing.Status.IsRed());
                    if (standing.Status == Status.AtRisk) Assert.True(standing is { Owed: 0, Forecast: { From: not null, OddsInTime: < 0.5 } });
                    Assert.Equal(standing.Owed > 0, standing.Status.IsRed());
                }
            },
            iter: Rounds);

    private static int Badness(Status status) => status is Status.AtRisk or Status.OnTrack or Status.NothingDue ? int.MinValue : -(int)status;

    private static Dictionary<TallyKey, long> Cells(World world, PlaceId place, DateOnly? heard)
        => (heard is { } day ? world.Region(place).Plus(Tally.Of([Heard(world.Line, day)])) : world.Region(place)).Cells.ToDictionary();

    /// <summary>From the sums of steps alone; what a step's sum is, other tests count.</summary>
    private static Status Expected(
        World world, Dictionary<TallyKey, long> cells, DateOnly today, DateOnly? heard, DateOnly? since, Forecast? forecast)
    {
        var steps = world.Line.Steps
            .Select(step => (step.Due, Owes: Sum(Counts.Due, step, DateOnly.MaxValue), Has: Sum(Counts.Met, step, today)))
            .Where(step => step.Owes > 0)
            .ToList();
        if (steps.Count == 0) return Status.NothingDue;

        var last = steps.Max(step => step.Due);
        var unmet = steps.Where(step => step.Has < step.Owes).ToList();
        if (unmet.Any(step => step.Due < today && step.Due == last)) return Status.Missed;
        if (unmet.Any(step => step.Due < today)) return Status.Behind;

        var asked = new[] { heard, since }.Max();
        var silentFrom = world.Line.Rhythm == Rhythm.Monthly ? asked?.AddMonths(2).AddDays(1) : asked?.AddDays(15);
        if (unmet.Count > 0 && today >= silentFrom) return Status.NoData;
        if (forecast is { From: not null, OddsInTime: < 0.5 }) return Status.AtRisk;
        return steps.Min(step => step.Due) > today.AddDays(28) ? Status.NothingDue : Status.OnTrack;

        long Sum(MeasureId measure, Step step, DateOnly until)
            => cells.Where(c => c.Key.Measure == measure && c.Key.Point == step.Id.Value && c.Key.Date <= until).Sum(c => c.Value);
    }
}
