using Circle.Domain.Delivery;
using Circle.Domain.Tests.Alerts;

namespace Circle.Domain.Tests.Delivery;

/// <summary>What the office does with messages that do not arrive: sends them again, or gives them up.</summary>
public sealed class ByHandTests
{
    [Fact]
    public void A_dead_letter_is_sent_again_by_itself_and_the_next_list_keeps_its_hour()
    {
        var (listener, number) = Dead();
        listener.Until("10-14 22:00").Hear(Listener.News("step-2", since: "10-14 22:00")).Until("10-14 23:00");
        listener.IsUp = true;
        listener.Then(new ReceiverCommand.Resend(number));
        Assert.Equal("step-1", Assert.Single(Assert.Single(listener.Taken).Message.Alerts).Alert.Value);
        Assert.Equal(Watched.At("10-15 07:30"), listener.State.Due);

        listener.Until("10-15 08:00");
        Assert.Equal(("step-2", Watched.At("10-15 07:30")), (listener.Taken[1].Message.Alerts.Single().Alert.Value, listener.Taken[1].At));
        Assert.Empty(Receiver.Agenda(listener.State));
    }

    [Fact]
    public void A_dead_letter_that_finds_another_message_under_way_leaves_after_it_and_alone()
    {
        var (listener, number) = Dead();
        listener.Hear(Listener.News("gas-1", isUrgent: true)).Hear(Listener.News("step-2"));
        listener.Then(new ReceiverCommand.Resend(number));
        Assert.Empty(listener.Taken);
        listener.IsUp = true;
        listener.Then(new ReceiverCommand.Resend(listener.State.Out!.Number));
        Assert.Equal(["gas-1", "step-1"], listener.Taken.Select(t => t.Message.Alerts.Single().Alert.Value));
        Assert.Equal((1, Watched.At("10-15 07:30")), (listener.State.Waiting.Count, listener.State.Due));
    }

    [Fact]
    public void What_is_given_up_is_a_dead_letter_at_once_and_what_waits_behind_it_leaves()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1")).Until("10-10 11:00").Hear(Listener.News("step-2"));
        listener.IsUp = true;
        listener.Then(new ReceiverCommand.GiveUp(1));
        Assert.Equal("step-2", Assert.Single(Assert.Single(listener.Taken).Message.Alerts).Alert.Value);
        var letter = Assert.Single(listener.State.Dead);
        Assert.Equal((1L, "人工放弃 · given up by hand: answered 503"), (letter.Number, letter.Failure));

        listener.Then(new ReceiverCommand.Resend(letter.Number));
        Assert.Equal("step-1", Assert.Single(listener.Taken[1].Message.Alerts).Alert.Value);
    }

    /// <summary>How its last try ends is no matter any more.</summary>
    [Fact]
    public void Only_what_is_under_way_is_given_up()
    {
        var listener = new Listener { IsUp = false };
        listener.Hear(Listener.News("step-1")).Then(new ReceiverCommand.GiveUp(1));
        Assert.Equal(("unknown", "unchanged"), (listener.Code(new ReceiverCommand.GiveUp(1)), listener.Code(new ReceiverCommand.Settle(1, 2, null))));
    }

    /// <summary>A person's list of Friday that failed for a day; it is Monday noon.</summary>
    private static (Listener Listener, long Number) Dead()
    {
        var listener = new Listener(Listener.Terms(Pace.Morning)) { IsUp = false };
        listener.Hear(Listener.News("step-1")).Until("10-14 12:00");
        return (listener, Assert.Single(listener.State.Dead).Number);
    }
}
