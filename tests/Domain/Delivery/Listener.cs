using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Delivery;

/// <summary>A receiver, the time in which it lives and the other side, which takes messages or not: what its agenda holds is started when it is due, as the silo would.</summary>
internal sealed class Listener
{
    private static readonly Actor Office = AccountId.Of("office").Actor;
    private long version;

    public Listener(ReceiverTerms? terms = null) => Then(new ReceiverCommand.Open(ReceiverId.Of("r1"), terms ?? Terms(Pace.AtOnce)));

    public ReceiverState State { get; private set; } = Receiver.Empty;

    /// <summary>A Thursday after the holidays.</summary>
    public DateTimeOffset Now { get; private set; } = Watched.At("10-10 10:00");

    /// <summary>Whether the other side takes what comes.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>What the other side took, with its time.</summary>
    public List<(DateTimeOffset At, Outgoing Message)> Taken { get; } = [];

    public int Tries { get; private set; }

    public static ReceiverTerms Terms(Pace pace) => new("值班群", "duty", pace, Sample.District, null, AlertLevel.Notice, Rung.Community);

    public static HeardAlert News(string alert, long version = 1, NewsKind kind = NewsKind.Raised, bool isUrgent = false, string since = "10-10 09:00")
        => new(AlertId.Of(alert), version, [kind], Watched.At(since), isUrgent);

    public Listener Hear(params HeardAlert[] news)
    {
        Try(new ReceiverCommand.Hear([.. news]));
        return Send();
    }

    /// <summary>Lets time pass up to then.</summary>
    public Listener Until(string time)
    {
        var end = Watched.At(time);
        while (Receiver.Agenda(State) is [var item] && item.Due <= end)
        {
            if (item.Due > Now) Now = item.Due;
            if (item.Kind == ReceiverCommand.Depart.AgendaKind) Then(new ReceiverCommand.Depart());
            Send();
        }

        Now = end;
        return this;
    }

    public Listener Then(ReceiverCommand command)
    {
        if (!Try(command)) Assert.Fail($"{command} was refused: {Code(command)}");
        return Send();
    }

    public bool Try(ReceiverCommand command)
    {
        if (Decide(command) is not Decision<ReceiverEvent>.Accepted accepted) return false;
        foreach (var happened in accepted.Events) State = Receiver.Fold(State, new Recorded<ReceiverEvent>(happened.Event, ++version, Office, Now));
        return true;
    }

    public string Code(ReceiverCommand command) => string.Join(' ', Assert.IsType<Decision<ReceiverEvent>.Declined>(Decide(command)).Refusal.Faults.Select(f => f.Code));

    /// <summary>What is due to be sent is, and its outcome told.</summary>
    public Listener Send()
    {
        while (State.Out is { } message && message.IsDue(Now))
        {
            Tries++;
            if (IsUp) Taken.Add((Now, message));
            Assert.True(Try(new ReceiverCommand.Settle(message.Number, message.Tries + 1, IsUp ? null : "answered 503")));
        }

        return this;
    }

    private Decision<ReceiverEvent> Decide(ReceiverCommand command)
        => Receiver.Decide(State, command, new Circumstances(Now, Office, null, Sample.Tree(2, 1)) { Calendar = Watched.Calendar });
}
