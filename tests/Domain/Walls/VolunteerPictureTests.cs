using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tests.Volunteering;
using Circle.Domain.Volunteering;
using Circle.Domain.Walls;

namespace Circle.Domain.Tests.Walls;

/// <summary>What teams did, as walls tell it: of the day on which it was.</summary>
public sealed class VolunteerPictureTests
{
    [Fact]
    public void Today_is_told_in_all_by_ring_and_by_street_and_the_week_beside_it()
    {
        var scene = new Scene(Scene.Mediation, Scene.Culture);
        Assert.False(scene.On("11-12").ContainsKey("volunteers"));
        Logged(scene, "s1", Scene.Mediation, "11-12", 2, 5, 300);
        Logged(scene, "s2", Scene.Culture, "11-12", 1, 2, 90);
        Logged(scene, "s2", Scene.Culture, "11-06", 3, 6, 180);
        Logged(scene, "s2", Scene.Culture, "11-05", 9, 9, 900);
        var cell = Of(scene.On("11-12"));
        Assert.Equal((3, 7, 390, 6, 0), (cell.Today, cell.People, cell.Minutes, cell.Week, cell.Silent));
        Assert.Equal([new RingActivities(Scene.Culture.Ring, 1, 2, 90), new RingActivities(Scene.Mediation.Ring, 2, 5, 300)], cell.Rings);
        // The most first: a wall has room for few.
        Assert.Equal([("s1", 2L, 5L, 300L), ("s2", 1, 2, 90)], cell.Places.Select(p => (p.Place.Id.Value, p.Activities, p.People, p.Minutes)));

        cell = Of(scene.On("11-13"));
        Assert.Equal((0, 0, 3), (cell.Today, cell.Places.Length, cell.Week));
    }

    [Fact]
    public void What_is_logged_late_moves_no_figure_of_today()
    {
        var scene = new Scene(Scene.Culture);
        Logged(scene, "s1", Scene.Culture, "11-12", 1, 2, 60);
        var before = Of(scene.On("11-12"));
        Logged(scene, "s1", Scene.Culture, "11-11", 4, 8, 240);
        var after = Of(scene.On("11-12"));
        Assert.Equal((before.Today, before.People, before.Minutes, before.Week + 4), (after.Today, after.People, after.Minutes, after.Week));
    }

    [Fact]
    public void What_does_not_change_it_leaves_the_figure_as_it_is()
    {
        var scene = new Scene(Scene.Culture);
        Logged(scene, "s1", Scene.Culture, "11-12", 1, 2, 60);
        var before = Of(scene.On("11-12"));
        scene.Reaches("s2", Scene.Culture, "11-12", Stage.Delivered);
        Assert.Same(before, Of(scene.On("11-12")));
    }

    [Fact]
    public void Teams_that_are_silent_are_counted_as_long_as_their_alert_is_open()
    {
        var scene = new Scene(Scene.Culture);
        scene.Place(PlaceId.Of("s1"), Tally.Of([new(new TallyKey(Scene.Culture.Id, AlertCells.SilentTeams, "", Sample.Day("11-01")), 2)]));
        Assert.Equal((0, 2), (Of(scene.On("11-12")).Today, Of(scene.On("11-12")).Silent));
    }

    /// <summary>The kind as the plan calls it, where, and how many it was for: nobody's name, and nothing that anybody wrote.</summary>
    [Fact]
    public void The_ticker_tells_what_was_done_and_where_and_for_how_many()
    {
        var scene = new Scene(Scene.Culture);
        scene.Adopt(scene.Plan with { Document = scene.Plan.Document with { Volunteering = Team.Rules } });
        var team = new Team();
        Assert.Null(team.Tell("a", Team.Chen, team.Enter(Team.Log("a"))));
        var row = ActivityCells.Of(team["a"]).Single(image => image.Head is not null);
        scene.Sums.Take(new PlaceRow(row.Row, Sample.District, 1, row.Cells, row.Head!.Latest));
        var entry = Assert.Single(((TickerCell)scene.On("11-12")["ticker"]).Entries);
        Assert.Equal(("义诊", "activity.entered", team["a"].Log.Helped, team["a"].Received.At), (entry.Name, entry.Deed, entry.Score, entry.At));
    }

    private static VolunteersCell Of(IReadOnlyDictionary<string, WallCell> cells) => (VolunteersCell)cells["volunteers"];

    private static void Logged(Scene scene, string street, Line line, string day, long activities, long people, long minutes) => scene.Place(
        PlaceId.Of(street),
        Tally.Of(ImmutableArray.Create((ActivityCount.Activities, activities), (ActivityCount.People, people), (ActivityCount.Minutes, minutes))
            .Select(c => KeyValuePair.Create(new TallyKey(line.Id, ActivityCells.Days, ActivityCells.PointOf(c.Item1), Sample.Day(day)), c.Item2))));
}
