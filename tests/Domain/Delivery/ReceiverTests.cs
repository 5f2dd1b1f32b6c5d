using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Delivery;

public sealed class ReceiverTests
{
    [Fact]
    public void A_lone_alert_leaves_in_the_commit_that_heard_of_it()
    {
        var listener = new Listener { IsUp = false };
        Assert.True(listener.Try(new ReceiverCommand.Hear([Listener.News("step-1")])));

        Assert.Equal((1, 0, 1), (listener.State.Out!.Alerts.Length, listener.State.Waiting.Count, (int)listener.State.Out.Number));
        Assert.Equal(Receiver.SendKind, Assert.Single(Receiver.Agenda(listener.State)).Kind);
    }

    [Fact]
    public void One_is_under_way_and_the_rest_leaves_together()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1"));
        for (var i = 2; i <= 40; i++) listener.Hear(Listener.News($"step-{i}"));
        Assert.Equal(1, listener.Tries);
        listener.IsUp = true;
        listener.Until("10-10 10:01");

        Assert.Equal([1, 39], listener.Taken.Select(t => t.Message.Alerts.Length));
        Assert.Empty(Receiver.Agenda(listener.State));
    }

    [Fact]
    public void A_storm_is_a_bounded_number_of_bounded_messages_and_the_rest_a_count()
    {
        var listener = new Listener { IsUp = false };
        foreach (var some in Enumerable.Range(0, 10_000).Chunk(Receiver.MaxTogether)) listener.Hear([.. some.Select(i => Listener.News($"step-{i}"))]);
        listener.IsUp = true;
        listener.Until("10-10 10:10");

        Assert.InRange(listener.Taken.Count, 1, 11);
        Assert.All(listener.Taken, t => Assert.InRange(t.Message.Alerts.Length, 1, Receiver.MaxTogether));
        Assert.Equal(10_000, listener.Taken.Sum(t => t.Message.Alerts.Length + t.Message.More));
        Assert.Equal(4_500, listener.Taken.Sum(t => t.Message.More));
    }

    [Fact]
    public void What_is_told_twice_is_heard_once_and_what_is_newer_is_added()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1", 3));
        Assert.False(listener.Try(new ReceiverCommand.Hear([Listener.News("step-1", 3)])));
        listener.Hear(Listener.News("step-1", 5, NewsKind.Escalated)).Hear(Listener.News("step-1", 7, NewsKind.Resolved));

        Assert.False(listener.Try(new ReceiverCommand.Hear([Listener.News("step-1", 7, NewsKind.Resolved)])));
        var waiting = Assert.Single(listener.State.Waiting.Values);
        Assert.Equal((7, "Escalated Resolved"), (waiting.Version, string.Join(' ', waiting.Kinds)));
    }

    [Fact]
    public void A_message_keeps_its_number_and_content_however_often_it_is_tried()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1")).Until("10-10 10:02");
        listener.Hear(Listener.News("step-2")).Until("10-10 10:05");
        Assert.Equal((1, "step-1", "answered 503"), ((int)listener.State.Out!.Number, Assert.Single(listener.State.Out.Alerts).Alert.Value, listener.State.Out.Failure));
        Assert.InRange(listener.State.Out.Tries, 4, 7);
    }

    [Fact]
    public void A_receiver_that_is_down_for_an_hour_loses_nothing()
    {
        var listener = new Listener { IsUp = false };
        for (var minute = 0; minute < 60; minute++) listener.Hear(Listener.News($"step-{minute}")).Until($"10-10 10:{minute:00}");
        listener.IsUp = true;
        listener.Until("10-10 12:30");

        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"step-{i}").Order(), listener.Taken.SelectMany(t => t.Message.Alerts).Select(a => a.Alert.Value).Order());
        Assert.Equal((2, 0, 0), (listener.Taken.Count, listener.State.Dead.Length, listener.Taken.Sum(t => t.Message.More)));
    }

    [Fact]
    public void It_is_given_up_after_a_day_and_stays_to_be_seen_and_sent_again()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1"));
        listener.Until("10-11 09:59");
        Assert.Empty(listener.State.Dead);
        listener.Until("10-11 12:00");
        Assert.Null(listener.State.Out);
        var letter = Assert.Single(listener.State.Dead);
        Assert.InRange(letter.At, Watched.At("10-11 10:00"), Watched.At("10-11 11:00"));
        Assert.InRange(listener.Tries, 25, 40);

        listener.IsUp = true;
        listener.Then(new ReceiverCommand.Resend(letter.Number));
        Assert.Equal("step-1", Assert.Single(Assert.Single(listener.Taken).Message.Alerts).Alert.Value);
        Assert.Empty(listener.State.Dead);
        Assert.Equal("unknown", listener.Code(new ReceiverCommand.Resend(letter.Number)));
    }

    [Fact]
    public void A_clock_that_jumped_gives_a_message_its_tries_all_the_same()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1"));
        listener.Until("11-10 10:00");
        Assert.Single(listener.State.Dead);
        Assert.True(listener.Tries >= BackOff.LeastTries);
    }

    [Fact]
    public void Who_is_asked_to_hurry_tries_at_once()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1")).Until("10-10 12:01");
        listener.IsUp = true;
        listener.Then(new ReceiverCommand.Resend(1));
        Assert.Equal(Watched.At("10-10 12:01"), Assert.Single(listener.Taken).At);
    }

    [Fact]
    public void Old_dead_letters_give_way_and_are_counted_in_the_next_message()
    {
        var listener = new Listener { IsUp = false };
        for (var day = 0; day <= Receiver.MaxDead; day++) listener.Hear(Listener.News($"step-{day}")).Until($"{new DateOnly(2013, 10, 11).AddDays(2 * day):MM-dd} 23:00");
        Assert.Equal(Receiver.MaxDead, listener.State.Dead.Length);
        Assert.Equal((1, 0), (listener.State.Out!.More, listener.State.Out.Alerts.Length));
    }

    [Fact]
    public void A_test_is_tried_once_and_holds_nobody_up()
    {
        var listener = new Listener { IsUp = false };
        listener.Then(new ReceiverCommand.Test());
        Assert.Equal((null, "answered 503", 1), (listener.State.Out, listener.State.Tested!.Failure, listener.Tries));
        listener.IsUp = true;
        listener.Then(new ReceiverCommand.Test());
        Assert.Equal((null, 0L), (listener.State.Tested!.Failure, listener.State.Delivered));
    }

    [Fact]
    public void One_that_is_closed_hears_no_more()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1")).Then(new ReceiverCommand.Close("改用邮件"));
        Assert.Empty(Receiver.Agenda(listener.State));
        Assert.Equal("closed", listener.Code(new ReceiverCommand.Hear([Listener.News("step-2")])));
    }

    [Fact]
    public void Every_fault_of_its_terms_is_told_at_once()
        => Assert.Equal("required wrong-shape unknown unknown wrong-shape", new Listener().Code(new ReceiverCommand.Correct(
            new ReceiverTerms(" ", "https://example.test/?token=1", Pace.Morning, PlaceId.Of("nowhere"), LineId.Of("none"), AlertLevel.Behind, Rung.Street, QuietHours.Usual))));

    [Theory]
    [InlineData("district", null, AlertLevel.Notice, Rung.Community, true)]
    [InlineData("s1", "mediation-room", AlertLevel.Behind, Rung.Street, true)]
    [InlineData("s1c1", null, AlertLevel.Notice, Rung.Community, true)]
    [InlineData("s2", null, AlertLevel.Notice, Rung.Community, false)]
    [InlineData("s1", "park", AlertLevel.Notice, Rung.Community, false)]
    [InlineData("s1", null, AlertLevel.Missed, Rung.Community, false)]
    [InlineData("s1", null, AlertLevel.Notice, Rung.LeadUnit, false)]
    public void It_hears_of_its_place_line_level_and_rung(string place, string? line, AlertLevel level, Rung from, bool hears)
        => Assert.Equal(hears, new ReceiverTerms("x", "x", Pace.AtOnce, PlaceId.Of(place), line is null ? null : LineId.Of(line), level, from)
            .Hears(Sample.Tree(2, 1), new AlertKey(AlertRule.Step, PlaceId.Of("s1c1"), Watched.Line, "x"), AlertLevel.Behind, isHeldBack: false, Rung.Street));

    /// <summary>The street's own alert speaks for it.</summary>
    [Theory]
    [InlineData("s1c1", true)]
    [InlineData("s1", false)]
    [InlineData("district", false)]
    public void A_copy_that_is_held_back_is_told_to_its_own_place_alone(string place, bool hears)
        => Assert.Equal(hears, (Listener.Terms(Pace.AtOnce) with { Place = PlaceId.Of(place) })
            .Hears(Sample.Tree(2, 1), new AlertKey(AlertRule.Step, PlaceId.Of("s1c1"), Watched.Line, "x"), AlertLevel.Behind, isHeldBack: true, Rung.Community));

    [Fact]
    public void Only_the_system_tells_it_and_only_the_office_changes_it()
    {
        var state = new Listener().State;
        Assert.All((ReceiverCommand[])[new ReceiverCommand.Hear([]), new ReceiverCommand.Depart(), new ReceiverCommand.Settle(1, 1, null)], c => Assert.Null(Receiver.Needs(state, c)));
        Assert.All((ReceiverCommand[])[new ReceiverCommand.Test(), new ReceiverCommand.Resend(1), new ReceiverCommand.GiveUp(1), new ReceiverCommand.Close("x")], c => Assert.Equal(Circle.Domain.Accounts.Permission.Administer, Receiver.Needs(state, c)!.Permission));
    }
}
