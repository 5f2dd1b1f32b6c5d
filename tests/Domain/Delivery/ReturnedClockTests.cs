using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Delivery;

/// <summary>A clock that was a month ahead and came back: what is journaled from then on keeps the later time, and waits for it in no case.</summary>
public sealed class ReturnedClockTests
{
    private static readonly DateTimeOffset Morning = Watched.At("10-10 10:00");

    private readonly RunQueue<Receiver, ReceiverState, ReceiverCommand, ReceiverEvent> queue = new(Receiver.StreamOf(ReceiverId.Of("r1")));
    private Committed<ReceiverState> at = Committed<ReceiverState>.None(Receiver.Empty);
    private DateTimeOffset now = Morning;

    [Fact]
    public void A_fresh_message_and_one_that_is_hurried_are_due_at_once()
    {
        BeAhead();
        Do(Hear("step-2"));
        Assert.True(at.LastRecordedAt > now);
        Assert.True(at.State.Out!.IsDue(now));
        Assert.Equal(AgendaItem.AtOnce, Assert.Single(Receiver.Agenda(at.State)).Due);

        Do(new ReceiverCommand.Settle(2, 1, "answered 503"));
        Assert.False(at.State.Out!.IsDue(now));
        Do(new ReceiverCommand.Resend(2));
        Assert.True(at.State.Out!.IsDue(now));
        Assert.Equal(AgendaItem.AtOnce, Assert.Single(Receiver.Agenda(at.State)).Due);
    }

    /// <summary>What a program was to be told of while the clock was ahead leaves behind the message that was under way.</summary>
    [Fact]
    public void What_waited_since_then_for_a_program_leaves_too()
    {
        Open();
        Do(Hear("step-1"));
        now = Morning.AddDays(31);
        Do(Hear("step-2"));
        now = Morning.AddMinutes(1);
        Do(new ReceiverCommand.Settle(1, 1, null));
        Assert.Equal("step-2", Assert.Single(at.State.Out!.Alerts).Alert.Value);
        Assert.True(at.State.Out.IsDue(now));
    }

    private static ReceiverCommand.Hear Hear(string alert) => new([new HeardAlert(AlertId.Of(alert), 1, [NewsKind.Raised], Morning)]);

    private void Open() => Do(new ReceiverCommand.Open(ReceiverId.Of("r1"), Listener.Terms(Pace.AtOnce)));

    private void BeAhead()
    {
        Open();
        Do(Hear("step-1"));
        now = Morning.AddDays(31);
        Do(new ReceiverCommand.Settle(1, 1, null));
        now = Morning.AddMinutes(1);
    }

    private void Do(ReceiverCommand command)
    {
        Assert.True(queue.TryEnqueue(Pending<ReceiverCommand>.Of(new CommandId(Guid.CreateVersion7()), command, Actor.Timekeeper)));
        var flight = queue.Depart(at, actor => new Circumstances(now, actor, null, Sample.Tree(2, 1)) { Calendar = Watched.Calendar })!;
        Assert.All(flight.Decided, d => Assert.IsType<Answer.Accepted>(d.Answer));
        at = flight.After;
    }
}
