using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Tests.Plans;

/// <summary>Figures that are read from dated cells beside the standing: the week behind, the curve, the bar.</summary>
public sealed class DatedFiguresTests
{
    private static readonly Line Line = World.TwoStages;
    private static readonly DateOnly First = Sample.Day("09-20");

    /// <summary>Cells of a region: for each of its steps something due, and items met or accepted on days about it.</summary>
    private static readonly Gen<Cell[]> Cells = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 120], Gen.Long[1, 9]).Array[0, 40].Select(static facts => facts
        .Select(fact => (fact.Item1, Day: First.AddDays(fact.Item2), Items: fact.Item3, Step: Line.Steps[fact.Item2 % Line.Steps.Length]))
        .Select(fact => fact.Item1 switch
        {
            0 or 1 => new Cell(new TallyKey(Line.Id, Counts.Due, fact.Step.Id.Value, fact.Step.Due), fact.Items),
            2 or 3 => new Cell(new TallyKey(Line.Id, Counts.Met, fact.Step.Id.Value, fact.Day), fact.Items),
            4 => Sample.Reached(Line, Stage.Accepted, fact.Day, fact.Items),
            _ => Sample.Heard(Line, fact.Day),
        })
        .GroupBy(c => c.Key).Select(g => new Cell(g.Key, g.Sum(c => c.Value))).ToArray());

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 130].Select(First.AddDays);

    [Fact]
    public void The_week_behind_is_what_the_standing_of_each_day_said()
        => Gen.Select(Cells, Days).Sample((cells, today) =>
        {
            var week = OwedDays.Of(Line, cells, today);

            Assert.Equal(OwedDays.Length, week.Length);
            for (var ago = 0; ago < OwedDays.Length; ago++)
                Assert.Equal(Standings.Of(Line, cells, today.AddDays(-ago), true, false, null).Owed, week[^(1 + ago)]);
        });

    [Fact]
    public void A_curve_rises_to_what_is_due_and_to_what_is_met()
        => Gen.Select(Cells, Days).Sample((cells, today) =>
        {
            foreach (var stage in Line.Steps.Select(s => s.Stage).Distinct())
            {
                var curve = Trajectory.Of(Line, cells, stage, First.AddDays(5), today, null);

                Assert.Equal(Of(cells, Counts.Due, stage, DateOnly.MaxValue), Last(curve.Plan));
                Assert.Equal(Of(cells, Counts.Met, stage, today), Last(curve.Reached));
                Assert.True(Last(curve.Accepted) <= Last(curve.Reached));
                Assert.All((ImmutableArray<TrajectoryPoint>[])[curve.Plan, curve.Reached, curve.Accepted], AssertRises);
                Assert.All(curve.Reached.Concat(curve.Plan), p => Assert.InRange(p.On, curve.From, curve.To));
                Assert.True(curve.To >= today);
            }
        });

    [Fact]
    public void A_long_curve_keeps_its_ends()
    {
        var cells = Enumerable.Range(0, 500).Select(i => new Cell(new TallyKey(Line.Id, Counts.Met, Line.Steps[0].Id.Value, First.AddDays(i)), 1)).ToArray();

        var curve = Trajectory.Of(Line, cells, Line.Steps[0].Stage, First, First.AddDays(600), null);

        Assert.InRange(curve.Reached.Length, 2, Trajectory.MostPoints);
        Assert.Equal((1, 500), (curve.Reached[0].Items, curve.Reached[^1].Items));
    }

    [Theory]
    [InlineData("12-20", "12-31")]
    [InlineData("2014-01-20", "2014-01-20")]
    [InlineData("2015-01-20", "2014-02-14")]
    [InlineData(null, "12-31")]
    public void A_forecast_widens_the_drawing_but_not_without_end(string? finish, string to)
    {
        var line = Sample.SecurityLine();
        Cell[] cells = [new(new TallyKey(line.Id, Counts.Due, line.Steps[3].Id.Value, line.Steps[3].Due), 19)];

        var curve = Trajectory.Of(line, cells, Stage.Completed, First, Sample.Day("11-12"), finish is null ? null : Sample.Day(finish));

        Assert.Equal(Sample.Day(to), curve.To);
    }

    [Fact]
    public void An_item_is_wanted_once_however_many_stages_it_has_to_pass()
    {
        var line = Sample.Line("culture", Sample.Step("10-31", Stage.Delivered), Sample.Step("12-31", Stage.Completed));
        Cell[] cells =
        [
            new(new TallyKey(line.Id, Counts.Due, line.Steps[0].Id.Value, line.Steps[0].Due), 53),
            new(new TallyKey(line.Id, Counts.Due, line.Steps[1].Id.Value, line.Steps[1].Due), 53),
            Sample.Reached(line, Stage.Accepted, Sample.Day("11-01"), 4),
            Sample.Reached(line, Stage.Accepted, Sample.Day("11-13"), 9),
        ];

        Assert.Equal(new Extent(53, 53, 4), Extent.Of(line, cells, Sample.Day("11-12")));
        Assert.Equal(new Extent(53, 0, 0), Extent.Of(line, cells, Sample.Day("10-30")));
    }

    private static long Of(Cell[] cells, MeasureId measure, Stage stage, DateOnly until)
    {
        var steps = Line.Steps.Where(s => s.Stage == stage).Select(s => s.Id.Value).ToHashSet();
        return cells.Where(c => c.Key.Measure == measure && steps.Contains(c.Key.Point) && c.Key.Date <= until).Sum(c => c.Value);
    }

    private static long Last(ImmutableArray<TrajectoryPoint> series) => series.LastOrDefault().Items;

    private static void AssertRises(ImmutableArray<TrajectoryPoint> series)
        => Assert.All(series.Zip(series.Skip(1)), pair => Assert.True(pair.First.On < pair.Second.On && pair.First.Items <= pair.Second.Items));
}
