using Circle.Domain.Alerts;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Alerts;

/// <summary>Whatever people, time and facts do to an alert in whatever order.</summary>
public sealed class AlertPropertyTests
{
    private static readonly Gen<Action<Watched>> Deed = Gen.OneOf<Action<Watched>>(
        Gen.Select(Gen.Enum<AlertLevel>(), Gen.Int[1, 3], Gen.Bool, (level, open, held) => (Action<Watched>)(a => a.Try(new AlertCommand.Raise(a.Found(level, open, heldBack: held))))),
        Gen.Const<Action<Watched>>(a => a.Try(new AlertCommand.Meet())),
        Gen.Select(Gen.Int[0, 20], Gen.Bool, (days, plan) => (Action<Watched>)(a => a.Try(new AlertCommand.Acknowledge(Watched.Wang, Today(a).AddDays(days), SlipReason.Money, null, plan ? "已招标" : null)))),
        Gen.Const<Action<Watched>>(a => a.Try(new AlertCommand.SayHow("租房"))),
        Gen.Int[0, 10].Select(days => (Action<Watched>)(a => a.Try(new AlertCommand.Silence(Today(a).AddDays(days), "施工")))),
        Gen.Const<Action<Watched>>(a => a.Try(new AlertCommand.Unsilence())),
        Gen.Const<Action<Watched>>(a => a.Try(new AlertCommand.Close("方案调整"))),
        Gen.Const<Action<Watched>>(a => a.Try(new AlertCommand.Drop())),
        Gen.Select(Gen.Int[1, 200], Gen.Bool, (hours, jumps) => (Action<Watched>)(a =>
        {
            var to = $"{District.Local(a.Now.AddHours(hours)):yyyy-MM-dd HH:mm}";
            if (jumps) a.Jump(to);
            else a.Until(to);
        })));

    [Fact]
    public void No_rung_fires_twice_and_each_episode_ends_once() => Gen.Select(Gen.Bool, Deed.Array[1, 60]).Sample((isStreet, deeds) =>
    {
        var alert = isStreet ? Watched.Street() : Watched.Community();
        foreach (var deed in deeds)
        {
            deed(alert);
            alert.StartDue();
            if (alert.State.Open is { } open)
            {
                Assert.Equal(open.Fired.Length, open.Fired.Select(f => f.Rung).Distinct().Count());
                Assert.Equal(open.Fired.Select(f => f.Rung).Order(), open.Fired.Select(f => f.Rung));
                Assert.True(open.Next is null || open.Next.Rung > open.Fired[^1].Rung, "the next rung is not above the last one");
            }

            // Nothing that time has to start is ever left behind, and a row that was started goes.
            Assert.All(Alert.Agenda(alert.State), item => Assert.True(item.Due > alert.Now, $"{item.Kind} is due since {item.Due:O}"));
            AssertEpisodes(alert.Events, alert.State);
        }
    });

    /// <summary>An open alert that nobody holds, silences or has met is on its way up, unless it has no further to go.</summary>
    [Fact]
    public void Nothing_that_is_open_is_forgotten() => Gen.Select(Gen.Bool, Deed.Array[1, 60]).Sample((isStreet, deeds) =>
    {
        var alert = isStreet ? Watched.Street() : Watched.Community();
        foreach (var deed in deeds) deed(alert);
        if (alert.State.Open is not { } open) return;
        var highest = open.Finding is { HeldBack: true } ? Rung.Community : open.Finding.Facts.Level == AlertLevel.Forecast ? Rung.Street : Rung.District;
        Assert.True(open.Next is not null || open.Fired[^1].Rung >= highest || open.SettlesAt is not null || !Alert.Agenda(alert.State).IsEmpty, "an open alert waits for nothing");
        if (open is { Promise: null, Silence: null, SettlesAt: null, Next: not null })
            Assert.Contains(Alert.Agenda(alert.State), i => i.Kind == AlertCommand.Escalate.AgendaKind);
    });

    private static DateOnly Today(Watched alert) => District.DateOf(alert.Now);

    private static void AssertEpisodes(IReadOnlyList<AlertEvent> events, AlertState state)
    {
        var isOpen = false;
        var episodes = 0;
        foreach (var happened in events)
        {
            switch (happened)
            {
                case AlertEvent.Raised:
                    Assert.False(isOpen, "raised while it is open");
                    (isOpen, episodes) = (true, episodes + 1);
                    break;
                case AlertEvent.Resolved or AlertEvent.Closed or AlertEvent.Dropped:
                    Assert.True(isOpen, "ended while it is not open");
                    isOpen = false;
                    break;
                case AlertEvent.Released:
                    Assert.False(isOpen, "released while it is open");
                    break;
                default:
                    Assert.True(isOpen, $"{happened.GetType().Name} while it is not open");
                    break;
            }
        }

        Assert.Equal((isOpen, episodes), (state.Open is not null, state.Episodes));
    }
}
