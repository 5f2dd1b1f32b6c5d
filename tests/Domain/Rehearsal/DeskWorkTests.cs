using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Rehearsal;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Rehearsal;

public sealed class DeskWorkTests
{
    public static TheoryData<int> Seeds => [1, 2, 9, 86, 2013, int.MaxValue, -7];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_autumn_of_slips_is_promised_lapsed_ordered_and_closed_and_nothing_that_people_do_is_refused(int seed)
    {
        var autumn = new Autumn(seed).Play(new DateOnly(2013, 10, 8), new DateOnly(2014, 1, 31));

        Assert.True(autumn.Declined.Count == 0, $"seed {seed}: {autumn.Declined.FirstOrDefault()}");
        Type[] wanted =
        [
            typeof(AlertEvent.Acknowledged), typeof(AlertEvent.Planned), typeof(AlertEvent.Lapsed), typeof(AlertEvent.Escalated), typeof(AlertEvent.Resolved),
            typeof(SupervisionEvent.Issued), typeof(SupervisionEvent.SignedFor), typeof(SupervisionEvent.Replied), typeof(SupervisionEvent.SentBack), typeof(SupervisionEvent.Passed),
            typeof(SupervisionEvent.Escalated), typeof(SupervisionEvent.Closed), typeof(CoordinationEvent.Raised), typeof(CoordinationEvent.Taken), typeof(CoordinationEvent.Answered),
        ];
        foreach (var kind in wanted) Assert.True(autumn.Events.Any(e => e.GetType() == kind), $"seed {seed}: nothing was {kind.FullName}");
    }

    [Fact]
    public void Nobody_does_two_things_to_one_alert_in_an_hour_and_another_seed_has_other_people()
    {
        var autumn = new Autumn(9).Play(new DateOnly(2013, 10, 8), new DateOnly(2013, 11, 12));
        var deeds = autumn.Deeds.OfType<FieldDeed.OfAlert>().ToList();

        Assert.NotEmpty(deeds);
        Assert.Equal(deeds.Count, deeds.Select(d => (d.At, d.Alert)).Distinct().Count());
        Assert.NotEqual(deeds, new Autumn(10).Play(new DateOnly(2013, 10, 8), new DateOnly(2013, 11, 12)).Deeds.OfType<FieldDeed.OfAlert>().ToList());
    }

    [Theory]
    [InlineData("10-08 09:59", "10-08 10:00")]
    [InlineData("10-08 10:00", "10-08 11:00")]
    [InlineData("10-08 16:00", "10-09 10:00")]
    [InlineData("10-11 17:00", "10-12 10:00")]
    [InlineData("09-30 17:00", "10-08 10:00")]
    public void They_sit_down_at_hours_of_working_days(string after, string hour)
    {
        static DateTimeOffset At(string text) => District.At(DateOnly.ParseExact($"2013-{text[..5]}", "yyyy-MM-dd", null), TimeOnly.ParseExact(text[6..], "HH:mm", null));

        Assert.Equal(At(hour), DeskWork.NextAfter(At(after), SyntheticDistrict.Instance.Calendar));
    }
}
