namespace Circle.Browser.Tests;

/// <summary>Days in one tab, on a rehearsal at ×600: it keeps its size, and what it shows can be read.</summary>
public sealed class SoakTests(OpenTabs tabs) : IClassFixture<OpenTabs>
{
    /// <summary>A wall alone is some thousands of nodes, so one that stays behind at each turn is seen in two turns.</summary>
    private static readonly Footprint Allowed = new(0, Heap: 2_000_000, Nodes: 1_500, Listeners: 150, Documents: 1);

    /// <summary>Bytes. Twice of what the program comes to within ten minutes and holds from then on.</summary>
    private const long ServerAllowed = 1_000_000_000;

    [Fact]
    public void A_tab_that_is_left_open_keeps_its_size()
    {
        Assert.False(tabs.WereLoadedAgain, "a page was loaded again");
        Assert.True(tabs.Rehearsed > OpenTabs.Length * 300, "the rehearsal went on, else nothing was shown");
        Assert.True(tabs.Changes > 10 * OpenTabs.Length.TotalSeconds / 60, "the standing wall was fed");
        tabs.Walks.HasNotGrown("walking", Allowed);
        tabs.Stands.HasNotGrown("standing", Allowed);

        // Its round takes minutes; in a short run it has not come back yet.
        if (tabs.Turns.Footprints.Count >= OpenTabs.FewestSamples) tabs.Turns.HasNotGrown("turning", Allowed);
        Assert.True(tabs.WorkingSet < ServerAllowed, $"the server holds {tabs.WorkingSet} bytes");
    }

    [Fact]
    public void At_600_times_the_speed_no_list_takes_two_orders_within_its_time_and_no_panel_moves() => Orders.KeptTheirTime(tabs.Record);
}
