using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Supervisions;

/// <summary>Whatever people and time do to an order in whatever order.</summary>
public sealed class SupervisionPropertyTests
{
    private static readonly Gen<Actor> Anybody = One(Ordered.Office, Ordered.Leader, Ordered.Clerk, Ordered.Inspector);

    private static readonly Gen<Action<Ordered>> Deed = Gen.OneOf<Action<Ordered>>(
        Gen.Select(Anybody, One<SupervisionCommand>(
            new SupervisionCommand.Sign(), new SupervisionCommand.Reply("已开工", []), new SupervisionCommand.Pass(null), new SupervisionCommand.SendBack("不实"), new SupervisionCommand.Close(null)),
            (by, command) => (Action<Ordered>)(o => o.Try(by, command))),
        Gen.Select(Anybody, Gen.Int[0, 9], (by, chance) => (Action<Ordered>)(o => _ = chance == 0 && o.Try(by, new SupervisionCommand.Withdraw("重复")))),
        Gen.Select(Gen.Int[1, 200], Gen.Bool, (hours, jumps) => (Action<Ordered>)(o =>
        {
            var to = $"{District.Local(o.Now.AddHours(hours)):yyyy-MM-dd HH:mm}";
            if (jumps) o.Jump(to);
            else o.Until(to);
        })));

    [Fact]
    public void No_order_is_lost_no_rung_fires_twice_only_its_issuer_closes_it_and_nobody_checks_their_own_reply()
        => Gen.Select(Gen.Bool.Select(isStreet => isStreet ? "s1" : "s1c1"), Deed.Array[1, 60]).Sample((unit, deeds) =>
        {
            var order = Ordered.Issued(unit);
            foreach (var deed in deeds)
            {
                deed(order);
                order.StartDue();
                var state = order.State;
                Assert.NotNull(SupervisionView.Of(state));
                Assert.Single(Supervision.Contribute(state));

                // Until it ends it waits for somebody, and whoever has not heard yet is on the agenda.
                Assert.Equal(state.Stage is SupervisionStage.Closed or SupervisionStage.Withdrawn, state.Wait is null);
                Assert.Equal(state.Wait is null, state.End is not null);
                if (state.Wait is { } wait)
                {
                    Assert.Equal(wait.Fired.Length, wait.Fired.Select(f => f.Rung).Distinct().Count());
                    Assert.Equal(wait.Fired.Select(f => f.Rung).Order(), wait.Fired.Select(f => f.Rung));
                    Assert.Equal(wait.Next is null, wait.Fired is [.., { Rung: Rung.District }]);
                    Assert.Equal(wait.Next is null ? 0 : 1, Supervision.Agenda(state).Length);
                }

                Assert.All(Supervision.Agenda(state), item => Assert.True(item.Due > order.Now, $"{item.Kind} is due since {item.Due:O}"));
                if (state.Stage == SupervisionStage.Closed) Assert.Equal(state.Issue!.By, state.End!.By);
                if (state.Stage == SupervisionStage.Closed) Assert.True(state.Replies[^1].HasPassed, "closed though it did not pass");
                Assert.All(state.Replies, r => Assert.NotEqual(r.Told.By, r.Check?.By));
            }

            Assert.IsType<SupervisionEvent.Issued>(order.Events[0]);
            Assert.True(order.Events.Count(e => e is SupervisionEvent.Closed or SupervisionEvent.Withdrawn) <= 1, "it ended twice");
        });

    private static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);
}
