using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Walls;

namespace Circle.Domain.Tests.Walls;

public sealed class PictureTests
{
    private static IEnumerable<PlaceCell> Children(IReadOnlyDictionary<string, WallCell> cells)
        => cells.Where(c => c.Key.StartsWith("place/", StringComparison.Ordinal)).Select(c => c.Value).Cast<PlaceCell>();

    private static readonly Stage[] Built = [Stage.Completed];
    private static readonly Stage[] Passed = [Stage.Completed, Stage.Accepted];

    [Fact]
    public void A_due_step_is_unmet_from_the_next_midnight()
    {
        var scene = new Scene(Scene.Mediation).Reaches("s1", Scene.Mediation, "09-29", Built);

        var (before, after) = (scene.On("09-30"), scene.On("10-01"));

        Assert.Equal((0, 0), (Headline(before).Owed, Headline(before).Lines.Behind));
        Assert.Equal((2, 0, 1), (Headline(after).Owed, Headline(after).OwedYesterday, Headline(after).Lines.Behind));
        Assert.Equal((Status.Behind, 2, 3, 1, 1), Of(Line(after, Scene.Mediation)));
        Assert.Equal(2, Headline(scene.On("10-02")).OwedYesterday);

        static (Status, long, long, long, int) Of(LineCell l) => (l.Status, l.Owed, l.Due, l.Met, l.DaysOverdue);
    }

    [Fact]
    public void The_headline_is_the_sum_of_the_lines()
    {
        var cells = new Scene(Scene.Mediation, Scene.Culture)
            .Reaches("s1", Scene.Mediation, "09-29", Passed).Reaches("s2", Scene.Mediation, "10-15", Built)
            .Reaches("s2", Scene.Culture, "10-20", Stage.Delivered).Reaches("s3", Scene.Culture, "11-05", Stage.Delivered, Stage.Completed)
            .On("11-12");

        var lines = cells.Values.OfType<LineCell>().ToList();
        var headline = Headline(cells);
        Assert.Equal(3, lines.Count);
        Assert.Equal(lines.Sum(l => l.Owed), headline.Owed);
        Assert.Equal(lines.Sum(l => l.Waiting), headline.Waiting);
        Assert.Equal(lines.Count(l => l.Status == Status.Missed), headline.Lines.Missed);
        Assert.Equal(lines.Count(l => l.Status == Status.Behind), headline.Lines.Behind);
        Assert.Equal(lines.Count(l => l.Status == Status.BaselineUnconfirmed), headline.Lines.Unconfirmed);
        var places = cells.Values.OfType<PlaceCell>().ToList();
        Assert.Equal(places.Count(p => p.Owed > 0), headline.ChildrenBehind);
        Assert.Equal(places.Count(p => p.Due > 0), headline.ChildrenAnswering);

        // No district debt has passed yet: what the streets owe is what the district owes.
        Assert.Equal(places.Sum(p => p.Owed), headline.Owed);
        Assert.Equal(4 + 6, headline.Owed);
        Assert.Equal(2, headline.Waiting);
    }

    [Fact]
    public void Acceptances_are_told_by_day_and_by_weeks_from_Monday()
    {
        // 2013-11-12 is a Tuesday.
        var cells = new Scene(Scene.Mediation)
            .Reaches("s1", Scene.Mediation, "11-12", Passed).Reaches("s1", Scene.Mediation, "11-11", Passed)
            .Reaches("s2", Scene.Mediation, "11-10", Passed).Reaches("s2", Scene.Mediation, "11-04", Passed)
            .Reaches("s2", Scene.Mediation, "11-03", Passed).Reaches("s2", Scene.Mediation, "11-13", Passed)
            .On("11-12");

        Assert.Equal((1, 2, 2), (Headline(cells).AcceptedToday, Headline(cells).AcceptedThisWeek, Headline(cells).AcceptedLastWeek));
        Assert.Equal((1, 1, 1), Of(Assert.IsType<TodayCell>(cells["today"])));

        static (long, long, long) Of(TodayCell t) => (t.Completed, t.Accepted, t.Progressed);
    }

    [Fact]
    public void An_unconfirmed_line_is_in_no_total_and_never_red()
    {
        var with = new Scene(Scene.Mediation).Reaches("s1", Scene.Mediation, "09-29", Passed);
        var without = Headline(with.On("11-12"));

        with.Reaches("s2", Scene.Unheard, "11-12", Built).Reaches("s2", Scene.Unheard, "11-12", Passed).Reaches("s2", Scene.Unheard, "11-05", Passed);
        var cells = with.On("11-12");

        Assert.Equal(without, Headline(cells));
        Assert.Equal((Status.BaselineUnconfirmed, 0, 0, 0), (Line(cells, Scene.Unheard).Status, Line(cells, Scene.Unheard).Owed, Line(cells, Scene.Unheard).Due, Line(cells, Scene.Unheard).Waiting));
        Assert.All(cells.Values.OfType<PlaceCell>(), p => Assert.False(p.Rings.Single(r => r.Ring == Ring.Living).Status.IsRed()));
    }

    [Fact]
    public void An_excluded_street_has_nothing_due_and_stands_apart()
    {
        var cells = new Scene(Scene.Mediation).On("11-12");

        var excluded = Place(cells, "s4");
        Assert.Equal((Status.NothingDue, null, 0, 0), (excluded.Rings.Single(r => r.Ring == Ring.Security).Status, excluded.Rank, excluded.Owed, excluded.Due));
        Assert.Equal((Status.Behind, 2), (Place(cells, "s1").Status, Place(cells, "s1").Owed));
        Assert.Equal((3, 3), (Headline(cells).ChildrenAnswering, Headline(cells).ChildrenBehind));
    }

    [Fact]
    public void Children_are_ranked_by_what_they_owe_of_what_is_due_then_by_days()
    {
        var scene = new Scene(Scene.Mediation)
            .Reaches("s1", Scene.Mediation, "09-29", Built)
            .Reaches("s3", Scene.Mediation, "09-29", Built).Reaches("s3", Scene.Mediation, "10-29", Built);

        var cells = scene.On("11-12");

        Assert.Equal([("s2", 1), ("s1", 2), ("s3", 3), ("s4", (int?)null)], Children(cells).Select(p => (p.Id.Value, p.Rank)));
        Assert.Equal((2L, 2L, 43), Burden(Place(cells, "s2")));
        Assert.Equal((1L, 2L, 12), Burden(Place(cells, "s1")));

        // Equals share a rank.
        Assert.Equal([1, 1, 1, null], Children(new Scene(Scene.Mediation).On("11-12")).Select(p => p.Rank));

        static (long, long, int) Burden(PlaceCell p) => (p.Owed, p.Due, p.DaysOverdue);
    }

    [Fact]
    public void Lines_are_ranked_worst_first_from_one_and_each_once()
    {
        var lines = new Scene(Scene.Mediation, Scene.Culture).On("11-12").Values.OfType<LineCell>().OrderBy(l => l.Rank).ToList();

        Assert.Equal([1, 2, 3], lines.Select(l => l.Rank));
        Assert.Equal(Status.BaselineUnconfirmed, lines[^1].Status);
    }

    [Fact]
    public void The_next_date_says_what_it_still_lacks_and_past_ones_are_not_next()
    {
        var scene = new Scene(Scene.Mediation, Scene.Culture);

        var next = Headline(scene.On("10-25")).Next;
        Assert.Equal((Sample.Day("10-31"), 6, 3 + 8), (next!.Due, next.Days, next.Missing));

        var today = Headline(scene.On("10-31")).Next;
        Assert.Equal((Sample.Day("10-31"), 0), (today!.Due, today.Days));
        Assert.Equal(["11-30", "12-31"], Upcoming(scene.On("10-31")).Select(u => $"{u.Due:MM-dd}"));
        Assert.Equal(["10-31", "11-30", "12-31"], Upcoming(scene.On("10-25")).Select(u => $"{u.Due:MM-dd}"));
        Assert.Null(Headline(scene.On("2014-01-01")).Next);
    }

    [Fact]
    public void A_district_s_own_debt_is_paid_by_what_streets_have_beyond_theirs()
    {
        var scene = new Scene(Scene.Mediation);
        for (var i = 0; i < 5; i++) scene.Reaches("s1", Scene.Mediation, "09-29", Built);

        // s1 owes 3 of its own by 11-30; the two beyond go to the district's 19 of December.
        Assert.Equal(17, Upcoming(scene.On("12-15")).Single().Missing);
    }

    [Fact]
    public void Without_a_plan_or_a_place_there_is_nothing_to_show()
    {
        var sums = new RegionSums(Sample.District);

        Assert.Empty(new Picture(sums).Refresh(null, Scene.Tree, Sample.Day("11-12"), [], []));
        Assert.Empty(new Picture(sums).Refresh(new Scene().Plan, PlaceTree.Empty, Sample.Day("11-12"), [], []));
    }

    /// <summary>Promises are told by their last day, and as long as one alert is worse, that one is told; reminders are no slips.</summary>
    [Fact]
    public void What_was_said_to_a_line_s_alerts_is_told_by_the_worst_of_it()
    {
        var scene = new Scene(Scene.Mediation);
        Assert.Null(Line(scene.On("11-12"), Scene.Mediation).Reply);
        Said(AlertLevel.Behind, Handling.Acknowledged, "11-22");
        Said(AlertLevel.Missed, Handling.Acknowledged, "11-18");
        Said(AlertLevel.Notice, Handling.Lapsed, "11-01");
        Said(AlertLevel.Behind, Handling.Silenced, "11-01");
        Assert.Equal(new ReplyCell(Handling.Acknowledged, 2, Sample.Day("11-22")), Line(scene.On("11-12"), Scene.Mediation).Reply);
        Said(AlertLevel.Forecast, Handling.Unacknowledged, "11-11");
        Assert.Equal(new ReplyCell(Handling.Unacknowledged, 1, null), Line(scene.On("11-12"), Scene.Mediation).Reply);
        Said(AlertLevel.Behind, Handling.Lapsed, "11-01");
        Said(AlertLevel.Behind, Handling.Escalated, "11-01");
        Assert.Equal(new ReplyCell(Handling.Escalated, 1, null), Line(scene.On("11-12"), Scene.Mediation).Reply);

        void Said(AlertLevel level, Handling handling, string on)
            => scene.Place(PlaceId.Of("s1"), Tally.Of([new(new TallyKey(Scene.Mediation.Id, AlertCells.Alerts, AlertCells.PointOf(level, handling), Sample.Day(on)), 1)]));
    }

    [Theory]
    [InlineData("国基路街道", "国基路")]
    [InlineData("经八路街道办事处", "经八路")]
    [InlineData("文雅社区", "文雅")]
    [InlineData("新街道", "新街道")]
    [InlineData("金水区", "金水区")]
    public void A_short_name_leaves_out_what_every_row_says(string name, string expected)
    {
        var scene = new Scene(Scene.Mediation);
        scene.Places = new PlaceTree(Scene.Tree.All.Select(p => p.Id.Value == "s1" ? p with { Name = name } : p));

        Assert.Equal(expected, Place(scene.On("11-12"), "s1").ShortName);
    }

    private static HeadlineCell Headline(IReadOnlyDictionary<string, WallCell> cells) => Assert.IsType<HeadlineCell>(cells["headline"]);

    private static LineCell Line(IReadOnlyDictionary<string, WallCell> cells, Line line) => Assert.IsType<LineCell>(cells[$"line/{line.Id}"]);

    private static PlaceCell Place(IReadOnlyDictionary<string, WallCell> cells, string id) => Assert.IsType<PlaceCell>(cells[$"place/{id}"]);

    private static System.Collections.Immutable.ImmutableArray<Upcoming> Upcoming(IReadOnlyDictionary<string, WallCell> cells) => Assert.IsType<UpcomingCell>(cells["upcoming"]).Dates;
}
