using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Alerts;

/// <summary>Role × alert: 特急超时 of a street, of a lead unit, and of the hotline itself; what else is late at the district; and none.</summary>
public sealed class WhoMayTests
{
    private const string Answers = "Acknowledge SayHow";
    private const string All = "Acknowledge Close SayHow Silence Unsilence";

    [Theory]
    [InlineData(Role.Supervisor, null, null, "", "", Answers, "", Answers)]
    [InlineData(Role.Operator, null, null, "", "", "", "", Answers)]
    [InlineData(Role.Street, "s1", null, "Acknowledge SayHow Silence Unsilence", "", "", "", "Acknowledge SayHow Silence Unsilence")]
    [InlineData(Role.Street, "s2", null, "", "", "", "", "Acknowledge SayHow Silence Unsilence")]
    [InlineData(Role.LeadUnit, null, "park", "", "Acknowledge SayHow Silence Unsilence", "", "", "Acknowledge SayHow Silence Unsilence")]
    [InlineData(Role.Community, "s1c1", null, "", "", "", "", Answers)]
    [InlineData(Role.Programme, null, null, "Close Silence Unsilence", "Close Silence Unsilence", "Close Silence Unsilence", "Close Silence Unsilence", All)]
    [InlineData(Role.Leadership, null, null, "", "", "", "", Answers)]
    public void What_a_role_may_ask_is_this_and_nothing_else(Role role, string? place, string? line, string streets, string parks, string hotlines, string spikes, string nones)
    {
        var grant = new Grant(role, place is null ? null : PlaceId.Of(place), line is null ? null : LineId.Of(line), null, Sample.Day("09-26"), null);
        Assert.Equal(streets, May(grant, Raised(AlertRule.LifeSafety, "s1", null)));
        Assert.Equal(parks, May(grant, Raised(AlertRule.LifeSafety, "d", "park")));
        Assert.Equal(hotlines, May(grant, Raised(AlertRule.LifeSafety, "d", null)));
        Assert.Equal(spikes, May(grant, Raised(AlertRule.Spike, "d", null)));
        // That there is none is told to whoever reads.
        Assert.Equal(nones, May(grant, Alert.Empty));
    }

    /// <summary>What the hotline's ticket raises is what its supervisor may acknowledge.</summary>
    [Fact]
    public void A_ticket_that_nobody_has_dispatched_raises_it_at_the_district_and_its_supervisor_promises()
    {
        var watched = new Watched(Sample.District).Then(new AlertCommand.Raise(Finding(AlertRule.LifeSafety, Sample.District, null)));
        watched.Then(new AlertCommand.Acknowledge(Watched.Wang, Sample.Day("10-01"), SlipReason.Staff, null, "马上派单"));
        Assert.Equal("马上派单", watched.Open.Promise!.Plan);
    }

    /// <summary>Nobody puts off what is about life and limb.</summary>
    [Theory]
    [InlineData(AlertRule.LifeSafety, 1)]
    [InlineData(AlertRule.Tickets, 120)]
    public void A_promise_lies_ahead_by_its_rule(AlertRule rule, int most)
    {
        var watched = new Watched(Sample.District).Then(new AlertCommand.Raise(Finding(rule, Sample.District, null)));
        Assert.Equal("out-of-range", watched.Code(Promise(most + 1)));
        Assert.True(watched.Try(Promise(most)));

        AlertCommand.Acknowledge Promise(int days) => new(Watched.Wang, Sample.Day("10-01").AddDays(days), SlipReason.Staff, null, "马上派单");
    }

    private static AlertState Raised(AlertRule rule, string unit, string? line)
    {
        var place = unit == "d" ? Sample.District : PlaceId.Of(unit);
        return new Watched(place).Then(new AlertCommand.Raise(Finding(rule, place, line is null ? null : LineId.Of(line)))).State;
    }

    private static Finding Finding(AlertRule rule, PlaceId unit, LineId? line)
        => new(new AlertKey(rule, unit, line, "t"), new AlertFacts(AlertLevel.Missed, "1001-0001", 1, 1, Sample.Day("10-01")));

    private static string May(Grant grant, AlertState state)
    {
        AlertCommand[] commands =
        [
            new AlertCommand.Acknowledge(Watched.Wang, Sample.Day("10-01"), SlipReason.Staff, null, null), new AlertCommand.SayHow("马上派单"),
            new AlertCommand.Silence(Sample.Day("10-01"), "夜间"), new AlertCommand.Unsilence(), new AlertCommand.Close("误报"),
        ];
        return string.Join(' ', commands.Where(c => Alert.Needs(state, c) is { } need && Rights.May([grant], need, Sample.Tree(2, 1), Sample.Day("11-12"))).Select(c => c.GetType().Name).Order(StringComparer.Ordinal));
    }
}
