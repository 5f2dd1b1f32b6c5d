using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tests.Tickets;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Alerts;

/// <summary>Rules of what people call about: what a unit is late with, and what suddenly many call about.</summary>
public sealed class HotlineAlertTests
{
    private static readonly HotlineRules Rules = HotlineRules.Usual;

    [Fact]
    public void Late_tickets_are_one_alert_of_their_unit_and_line()
    {
        var hotline = new Hotline().Receive(Hotline.Call("a"), Hotline.Street).Receive(Hotline.Call("b")).Underway("b", Hotline.Street).Receive(Hotline.Call("c"), Hotline.Parks);
        hotline.Receive(Hotline.Call("paused")).Underway("paused", Hotline.Street).Then("paused", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-31")).Then("paused", Hotline.Chief, new TicketCommand.Grant());
        hotline.Receive(Hotline.Call("waits")).Receive(Hotline.Call("answered")).Underway("answered", Hotline.Street).Then("answered", Hotline.Clerk, Hotline.Answer());
        hotline.Until("10-09 12:00").Receive(Hotline.Call("d"), Hotline.OtherStreet).Until("10-10 11:00");
        Assert.Equal([Late(Hotline.Street, 1, 3, "10-10"), Late(Hotline.Parks, 1, 1, "10-10")], TicketRule.Find(hotline.All, hotline.Now));
        // What waits at the hotline, to be dispatched or called back, is late as well, and no unit's.
        hotline.Until("10-22 10:00");
        Assert.Equal([Late(Hotline.Street, 2, 3, "10-10"), Late(Hotline.Parks, 1, 1, "10-10"), Late(Hotline.OtherStreet, 1, 1, "10-10")], TicketRule.Find(hotline.All, hotline.Now));
        hotline.Then("a", Hotline.Clerk, new TicketCommand.Sign()).Then("a", Hotline.Clerk, new TicketCommand.Contact()).Then("a", Hotline.Clerk, Hotline.Answer());
        Assert.Equal(Late(Hotline.Street, 1, 2, "10-15"), TicketRule.Find(hotline.All, hotline.Now).First());
    }

    [Fact]
    public void A_report_is_an_alert_at_the_district_alone()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t", TicketKind.Report, "facility:park"), Hotline.Parks).Until("10-14 10:00");
        Assert.Equal([Late(Hotline.Parks, 1, 1, "10-10")], TicketRule.Find(hotline.All, hotline.Now));
        // Should one ever stand with a street, it betrays itself in no figure there.
        var astray = hotline["t"] with { Dispatches = [hotline["t"].Dispatches[0] with { Unit = Hotline.Street }] };
        Assert.Empty(TicketRule.Find([astray], hotline.Now));
    }

    [Theory]
    // Seven days to the 31st; the four weeks before begin on the 27th of September.
    [InlineData("10-25×5", 5, 5)]
    [InlineData("10-25×4", 0, 0)]
    [InlineData("10-24×5", 0, 0)]
    [InlineData("10-25×3 10-31×3", 6, 6)]
    // The usual is two a week: six are three times as many.
    [InlineData("09-27×2 10-10×4 10-24×2 10-28×6", 6, 14)]
    [InlineData("09-27×2 10-10×4 10-24×2 10-28×5", 0, 0)]
    [InlineData("09-26×90 10-28×5 11-01×9", 5, 5)]
    public void Far_more_calls_than_usual_are_a_spike(string days, long calls, long all)
    {
        var found = SpikeRule.Find([Calls("", "", days)], Rules, Sample.Day("10-31"));
        Assert.Equal(calls == 0 ? [] : [new Finding(new AlertKey(AlertRule.Spike, PlaceId.Of("s1c1"), null, ""), new AlertFacts(AlertLevel.Notice, "", calls, all, Sample.Day("10-25")))], found);
    }

    [Fact]
    public void Each_facility_is_looked_at_by_itself_and_as_the_district_decides()
    {
        var counts = new[] { Calls("park-1", "游园", "10-31×2"), Calls("", "", "10-31×1") };
        Assert.Empty(SpikeRule.Find(counts, Rules, Sample.Day("10-31")));
        var finding = Assert.Single(SpikeRule.Find(counts, Rules with { SpikeDays = 1, SpikeFloor = 2 }, Sample.Day("10-31")));
        Assert.Equal(("park-1", "游园", Sample.Day("10-31")), (finding.Key.Subject, finding.Facts.Label, finding.Facts.DueOn));
    }

    [Fact]
    public void Calls_are_counted_from_the_cells_of_their_own_row_which_know_no_report()
    {
        var hotline = new Hotline().Receive(Hotline.Call("a", about: "facility:park")).Receive(Hotline.Call("b", about: "facility:park")).Receive(Hotline.Call("r", TicketKind.Report, "facility:park"));
        hotline.Until("10-10 09:00").Receive(Hotline.Call("c", about: "facility:park")).Then("c", Hotline.Wang, new TicketCommand.AnswerAtOnce(Hotline.Words)).Receive(Hotline.Call("d", about: "facility:park"));
        hotline.Then("d", Hotline.Wang, new TicketCommand.Link(TicketId.Of("a")));
        var counts = CallCounts.Of(PlaceId.Of("s1c1"), LineId.Of("park"), "park", "游园", hotline.Rows[new("facility:park")]);
        Assert.Equal([(Sample.Day("10-09"), 2L), (Sample.Day("10-10"), 1L)], counts.ByDay.OrderBy(d => d.Key).Select(d => (d.Key, d.Value)));
    }

    /// <summary>Nobody but life and limb wakes anybody, and the words fit ids.</summary>
    [Fact]
    public void Of_all_rules_one_is_told_at_any_hour()
    {
        Assert.Equal([AlertRule.LifeSafety], Enum.GetValues<AlertRule>().Where(AlertKey.IsUrgent));
        Assert.All(Enum.GetValues<AlertRule>(), rule => Assert.True(TextId.TryParse<AlertId>(AlertId.Of(new AlertKey(rule, Sample.District, null, "t")).Value, out _)));
    }

    [Fact]
    public void What_people_call_about_is_owed_whatever_the_plan_says()
        => Assert.All(
            [AlertRule.Tickets, AlertRule.Spike, AlertRule.LifeSafety],
            rule => Assert.True(new AlertKey(rule, Sample.District, LineId.Of("gone"), "t").IsPlanned(new PlanVersion(1, new PlanDocument("号", "计划", Sample.Day("09-20"), [], []), [], ImmutableDictionary<LineId, Baseline>.Empty), Sample.Tree(1))));

    private static Finding Late(AnsweringUnit unit, long open, long all, string due)
        => new(new AlertKey(AlertRule.Tickets, unit.Place, unit.Line, ""), new AlertFacts(AlertLevel.Notice, "", open, all, Sample.Day(due)));

    private static CallCounts Calls(string subject, string label, string days) => new(
        PlaceId.Of("s1c1"), null, subject, label,
        days.Split(' ').Select(d => d.Split('×')).ToImmutableDictionary(d => Sample.Day(d[0]), d => long.Parse(d[1], System.Globalization.CultureInfo.InvariantCulture)));
}
