using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Tickets;

/// <summary>提交后的时限: what a call would have that is dispatched now.</summary>
public sealed class OutlookTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Weekdays;

    [Theory]
    [InlineData("2013-11-12 14:32", "2013-11-19 14:32", "2013-11-16 2013-11-17")]
    [InlineData("2013-11-15 00:00", "2013-11-22 00:00", "2013-11-16 2013-11-17")]
    [InlineData("2013-11-09 10:00", "2013-11-16 00:00", "2013-11-09 2013-11-10")]
    public void Dates_are_those_of_the_working_calendar_and_what_is_skipped_is_named(string received, string finish, string skipped)
    {
        var limits = HotlineRules.Usual.LimitsOf(TicketKind.Complaint, Urgency.Ordinary, HotlineRules.Usual.Find(TicketCategoryId.Of("charges"))!);
        var now = At(received);
        var dues = TicketOutlook.Of(limits, Calendar, now);

        Assert.Equal(At(finish), dues.Finish);
        Assert.Equal(skipped, string.Join(' ', TicketOutlook.Skipped(Calendar, now, dues.Finish!.Value).Select(d => d.ToString("yyyy-MM-dd"))));
        Assert.True(dues.Sign < dues.Contact && dues.Finish < dues.CallBack);
    }

    [Fact]
    public void Life_safety_waits_for_no_morning()
    {
        var limits = HotlineRules.Usual.LimitsOf(TicketKind.Help, Urgency.LifeSafety, HotlineRules.Usual.Find(TicketCategoryId.Of("security"))!);
        var now = At("2013-11-16 23:50");

        Assert.Equal((now.AddMinutes(15), now.AddMinutes(120)), (TicketOutlook.Of(limits, Calendar, now).Sign, TicketOutlook.Of(limits, Calendar, now).Finish));
    }

    /// <summary>Of every kind, urgency and category that the district has.</summary>
    [Fact]
    public void Nothing_that_comes_before_the_end_is_owed_after_it()
    {
        var rules = HotlineRules.Usual;
        foreach (var (kind, urgency, category) in from kind in Enum.GetValues<TicketKind>() from urgency in Enum.GetValues<Urgency>() from category in rules.Categories select (kind, urgency, category))
            foreach (var hour in Enumerable.Range(0, 24 * 7))
            {
                var dues = TicketOutlook.Of(rules.LimitsOf(kind, urgency, category), Calendar, At("2013-11-11 00:10").AddHours(hour));
                Assert.True(dues.Sign <= dues.Contact && dues.Contact <= dues.Finish, $"{kind} {urgency} {category.Id} {hour}: {dues}");
            }
    }

    private static DateTimeOffset At(string local)
        => District.At(DateOnly.ParseExact(local[..10], "yyyy-MM-dd"), TimeOnly.ParseExact(local[11..], "HH:mm"));
}
