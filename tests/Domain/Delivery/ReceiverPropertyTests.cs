using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Delivery;

/// <summary>Whatever comes, whatever fails and whatever the office does, in whatever order.</summary>
public sealed class ReceiverPropertyTests
{
    private static readonly Gen<Action<Listener>> Deed = Gen.Frequency<Action<Listener>>(
        (8, Gen.Select(Gen.Int[0, 30], Gen.Long[1, 5], Gen.Enum<NewsKind>(), Gen.Int[0, 9], (alert, version, kind, urgent) => (Action<Listener>)(l => l.Hear(Listener.News($"step-{alert}", version, kind, urgent == 0))))),
        (1, Gen.Int[0, 3].Select(size => (Action<Listener>)(l => l.Hear([.. Enumerable.Range(0, size * 150).Select(n => Listener.News($"many-{n}"))])))),
        (4, Gen.Bool.Select(isUp => (Action<Listener>)(l => l.IsUp = isUp))),
        (6, Gen.Int[1, 60].Select(hours => (Action<Listener>)(l => l.Until($"{District.Local(l.Now.AddHours(hours)):yyyy-MM-dd HH:mm}")))),
        (2, Gen.Long[1, 10].Select(number => (Action<Listener>)(l => { l.Try(new ReceiverCommand.Resend(number)); l.Send(); }))),
        (1, Gen.Enum<Pace>().Select(pace => (Action<Listener>)(l => { l.Try(new ReceiverCommand.Correct(Listener.Terms(pace))); l.Send(); }))),
        (1, Gen.Const<Action<Listener>>(l => { l.Try(new ReceiverCommand.Test()); l.Send(); })));

    private static readonly Gen<Action<Listener>[]> Deeds = Deed.Array[1, 80];

    [Fact]
    public void The_queue_is_bounded_and_has_one_row_while_anything_waits() => Gen.Select(Gen.Enum<Pace>(), Deeds).Sample((pace, deeds) =>
    {
        var listener = new Listener(Listener.Terms(pace));
        foreach (var deed in deeds)
        {
            deed(listener);
            var state = listener.State;
            Assert.InRange(state.Waiting.Count, 0, 5_000);
            Assert.InRange(state.Dead.Length, 0, Receiver.MaxDead);
            Assert.InRange(state.Out?.Alerts.Length ?? 0, 0, Receiver.MaxTogether);
            Assert.True(state.More >= 0);
            var isIdle = state.Out is null && state.Waiting.IsEmpty && state.More == 0;
            Assert.Equal(isIdle ? 0 : 1, Receiver.Agenda(state).Length);
        }
    });

    /// <summary>Each alert's newest version is taken, waits, is under way or lies among the dead, unless so many are counted instead.</summary>
    [Fact]
    public void No_news_is_lost_in_silence() => Gen.Select(Gen.Enum<Pace>(), Deeds).Sample((pace, deeds) =>
    {
        var listener = new Listener(Listener.Terms(pace));
        var told = new Dictionary<AlertId, long>();
        foreach (var deed in deeds)
        {
            deed(listener);
            foreach (var heard in Everywhere(listener)) told[heard.Alert] = Math.Max(told.GetValueOrDefault(heard.Alert), heard.Version);
        }

        listener.IsUp = true;
        foreach (var letter in listener.State.Dead) listener.Then(new ReceiverCommand.Resend(letter.Number));
        listener.Until("2015-01-05 12:00");

        Assert.Empty(Receiver.Agenda(listener.State));
        var counted = listener.Taken.Sum(t => t.Message.More);
        var taken = listener.Taken.SelectMany(t => t.Message.Alerts).GroupBy(a => a.Alert).ToDictionary(g => g.Key, g => g.Max(a => a.Version));
        Assert.InRange(told.Count(t => taken.GetValueOrDefault(t.Key) < t.Value), 0, counted);
    });

    [Fact]
    public void Numbers_rise_and_none_is_taken_twice() => Gen.Select(Gen.Enum<Pace>(), Deeds).Sample((pace, deeds) =>
    {
        var listener = new Listener(Listener.Terms(pace));
        foreach (var deed in deeds) deed(listener);
        var numbers = listener.Taken.Select(t => t.Message.Number).ToArray();
        Assert.Equal(numbers.Distinct().Order(), numbers);
    });

    private static IEnumerable<HeardAlert> Everywhere(Listener listener)
        => listener.State.Waiting.Values.Concat(listener.State.Out?.Alerts ?? []).Concat(listener.State.Dead.SelectMany(d => d.Alerts)).Concat(listener.Taken.SelectMany(t => t.Message.Alerts));
}
