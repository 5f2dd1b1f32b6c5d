using Circle.Domain.Delivery;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Delivery;

/// <summary>2013-10-12 was a Saturday that was worked, 10-13 a Sunday; 10-01 to 10-07 were holidays.</summary>
public sealed class PaceTests
{
    [Theory]
    [InlineData(Pace.AtOnce, "10-13 03:00", "10-13 03:00")]
    [InlineData(Pace.Daytime, "10-10 10:00", "10-10 10:00")]
    [InlineData(Pace.Daytime, "10-10 20:00", "10-11 07:30")]
    [InlineData(Pace.Daytime, "10-11 23:00", "10-12 07:30")]
    [InlineData(Pace.Daytime, "10-12 21:00", "10-14 07:30")]
    [InlineData(Pace.Daytime, "10-13 12:00", "10-14 07:30")]
    [InlineData(Pace.Daytime, "10-10 05:00", "10-10 07:30")]
    [InlineData(Pace.Daytime, "09-30 22:00", "10-08 07:30")]
    [InlineData(Pace.Morning, "10-10 07:29", "10-10 07:30")]
    [InlineData(Pace.Morning, "10-10 07:30", "10-11 07:30")]
    [InlineData(Pace.Morning, "10-10 09:00", "10-11 07:30")]
    [InlineData(Pace.Morning, "10-12 09:00", "10-14 07:30")]
    [InlineData(Pace.Morning, "10-02 09:00", "10-08 07:30")]
    public void It_leaves_when_whoever_hears_is_at_work(Pace pace, string heard, string leaves)
        => Assert.Equal(Watched.At(leaves), Listener.Terms(pace).Departs(Watched.At(heard), Watched.Calendar));

    [Theory]
    [InlineData("12:30", "10-10 14:00")]
    [InlineData("11:59", "10-10 11:59")]
    [InlineData("14:00", "10-10 14:00")]
    public void Quiet_hours_of_one_day_end_on_it(string time, string leaves)
        => Assert.Equal(
            Watched.At(leaves),
            (Listener.Terms(Pace.Daytime) with { Quiet = new QuietHours(new TimeOnly(12, 0), new TimeOnly(14, 0)) }).Departs(Watched.At($"10-10 {time}"), Watched.Calendar));

    [Fact]
    public void A_person_has_one_list_a_working_morning_whatever_came_in_between()
    {
        var listener = new Listener(Listener.Terms(Pace.Morning));
        for (var day = 10; day <= 14; day++)
        {
            for (var hour = 8; hour <= 20; hour++) listener.Until($"10-{day} {hour:00}:00").Hear(Listener.News($"step-{day}-{hour}"));
        }

        listener.Until("10-15 12:00");
        Assert.Equal(["10-11 07:30", "10-12 07:30", "10-14 07:30", "10-15 07:30"], listener.Taken.Select(t => $"{District.Local(t.At):MM-dd HH:mm}"));
        Assert.Equal([13, 13, 26, 13], listener.Taken.Select(t => t.Message.Alerts.Length));
    }

    [Fact]
    public void A_list_that_is_too_long_tells_how_many_more()
    {
        var listener = new Listener(Listener.Terms(Pace.Morning));
        for (var i = 0; i < 3; i++) listener.Hear([.. Enumerable.Range(0, 400).Select(n => Listener.News($"step-{i}-{n}"))]);
        listener.Until("10-11 08:00");
        Assert.Equal((Receiver.MaxTogether, 700), (Assert.Single(listener.Taken).Message.Alerts.Length, listener.Taken[0].Message.More));
    }

    /// <summary>Life-safety waits for no hour, and does not wake anybody for the rest.</summary>
    [Theory]
    [InlineData(Pace.Morning)]
    [InlineData(Pace.Daytime)]
    public void What_is_urgent_leaves_at_once_and_alone(Pace pace)
    {
        var listener = new Listener(Listener.Terms(pace));
        listener.Until("10-12 22:00").Hear(Listener.News("step-1")).Hear(Listener.News("gas-1", isUrgent: true)).Until("10-13 22:00");
        Assert.Equal("gas-1", Assert.Single(Assert.Single(listener.Taken).Message.Alerts).Alert.Value);
        listener.Until("10-14 08:00");
        Assert.Equal(Watched.At("10-14 07:30"), listener.Taken[1].At);
    }

    /// <summary>Not even where something failed before: neither by a repeat nor by what waited behind it.</summary>
    [Theory]
    [InlineData(Pace.Daytime, 10)]
    [InlineData(Pace.Morning, 11)]
    public void Nobody_is_woken_by_a_repeat_or_by_what_waits_behind_it(Pace pace, int day)
    {
        var listener = new Listener(Listener.Terms(pace)) { IsUp = false };
        listener.Hear(Listener.News("step-1")).Until($"10-{day} 19:00").Hear(Listener.News("step-2")).Until($"10-{day + 1} 01:30");
        listener.IsUp = true;
        listener.Until($"10-{day + 1} 07:29");
        Assert.Empty(listener.Taken);
        listener.Until($"10-{day + 1} 08:00");
        Assert.Equal([("step-1", Watched.At($"10-{day + 1} 07:30")), ("step-2", Watched.At($"10-{day + 1} 07:30"))], listener.Taken.Select(t => (t.Message.Alerts.Single().Alert.Value, t.At)));
    }

    /// <summary>A repeat that somebody wished for is his affair, and what was due meanwhile is not: it leaves when the quiet hours are over.</summary>
    [Fact]
    public void What_was_due_behind_a_message_that_is_hurried_in_the_night_waits_for_the_morning()
    {
        var listener = new Listener(Listener.Terms(Pace.Daytime)) { IsUp = false };
        listener.Hear(Listener.News("step-1")).Until("10-10 19:00").Hear(Listener.News("step-2")).Until("10-11 01:30");
        listener.IsUp = true;
        listener.Then(new ReceiverCommand.Resend(1));
        Assert.Equal("step-1", Assert.Single(Assert.Single(listener.Taken).Message.Alerts).Alert.Value);
        Assert.Equal((Watched.At("10-11 07:30"), Watched.At("10-11 07:30")), (listener.State.Due, Assert.Single(Receiver.Agenda(listener.State)).Due));
        listener.Until("10-11 08:00");
        Assert.Equal(Watched.At("10-11 07:30"), listener.Taken[1].At);
    }

    [Fact]
    public void What_is_urgent_is_tried_again_at_any_hour()
    {
        var listener = new Listener(Listener.Terms(Pace.Daytime)) { IsUp = false };
        listener.Until("10-12 22:00").Hear(Listener.News("gas-1", isUrgent: true)).Until("10-12 23:00");
        listener.IsUp = true;
        listener.Until("10-13 02:00");
        Assert.InRange(Assert.Single(listener.Taken).At, Watched.At("10-12 23:00"), Watched.At("10-13 00:00"));
    }

    [Fact]
    public void Other_terms_hold_for_what_waits_too()
    {
        var listener = new Listener(Listener.Terms(Pace.Morning));
        listener.Hear(Listener.News("step-1")).Then(new ReceiverCommand.Correct(Listener.Terms(Pace.AtOnce)));
        Assert.Equal(listener.Now, Assert.Single(listener.Taken).At);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(10, 2_560)]
    [InlineData(11, 3_600)]
    [InlineData(1_000, 3_600)]
    public void A_try_waits_twice_as_long_as_the_one_before_and_an_hour_at_most(int tries, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.After(tries));
}
