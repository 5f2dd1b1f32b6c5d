using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Duties;

/// <summary>What holds whatever is asked, in whatever order.</summary>
public sealed class AnyCommandsTests
{
    private static readonly AccountId[] People = [Roster.Wang, Roster.Li, Roster.Zhao];

    /// <summary>A kind of command and numbers that it makes of what it needs; small, so that they meet.</summary>
    private static readonly Gen<(int Kind, int A, int B, int C, int D)[]> Steps =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 40], Gen.Int[-3, 12], Gen.Int[0, 2], Gen.Int[1, 9]).Array[0, 60];

    [Fact]
    public void On_no_day_has_a_post_two_leads_or_two_stand_ins()
        => Steps.Sample(steps =>
        {
            var roster = new Roster();
            foreach (var step in steps) Do(roster, step);

            foreach (var post in roster.State.Duties.GroupBy(d => (d.Line, d.Kind)))
            {
                var inOrder = post.OrderBy(d => d.From).ToList();
                for (var i = 1; i < inOrder.Count; i++)
                    Assert.True(inOrder[i - 1].Until < inOrder[i].From, $"{inOrder[i - 1]} and {inOrder[i]}");
            }

            Assert.All(roster.State.Duties, d => Assert.True(d.Until is null || d.From <= d.Until, $"{d}"));
            Assert.Equal(roster.State.Duties.Length, roster.State.Duties.Select(d => d.Number).Distinct().Count());
        });

    /// <summary>A day that had a lead before a hand-over has one after it, and days of others are nobody else's.</summary>
    [Fact]
    public void A_hand_over_leaves_no_gap_and_moves_nothing_but_what_was_handed_over()
        => Steps.Sample(steps =>
        {
            var roster = new Roster();
            foreach (var step in steps)
            {
                var before = roster.State;
                Do(roster, step);
                if (ReferenceEquals(before, roster.State) || roster.Events[^1] is not DutyEvent.HandedOver done) continue;
                var handOver = before.Open.Single(h => h.Number == done.HandOver);
                foreach (var line in new LineId?[] { null, Roster.Park, Roster.Clinic })
                {
                    for (var day = Sample.Day("09-01"); day < Sample.Day("2014-02-01"); day = day.AddDays(1))
                    {
                        var (was, now) = (LeadOn(before, line, day), LeadOn(roster.State, line, day));
                        var isMoved = was is not null && day >= handOver.On && handOver.Duties.Any(d => d.Number == was.Number);
                        Assert.Equal(isMoved ? handOver.To : was?.Holder, now?.Holder);
                    }
                }
            }
        });

    [Fact]
    public void A_day_that_is_not_forgotten_is_told_as_the_whole_journal_tells_it()
        => Steps.Sample(steps =>
        {
            var roster = new Roster();
            foreach (var step in steps)
            {
                Do(roster, step);
                roster.Today = roster.Today.AddDays(step.C);
            }

            var ever = roster.Events.Aggregate(DutyRoster.Empty, DutyRoster.Apply);
            for (var day = (roster.State.Forgotten ?? Sample.Day("08-31")).AddDays(1); day < Sample.Day("2014-06-01"); day = day.AddDays(1))
                Assert.Equal(Said(ever, day), Said(roster.State, day));
        });

    private static string Said(DutyRosterState state, DateOnly day)
        => string.Join('\n', Post.On(state.Duties, day).Select(p => $"{p.Line} {p.Lead} {p.StandIn} {p.NextChange} {string.Join(',', p.Upcoming)}"));

    private static Duty? LeadOn(DutyRosterState state, LineId? line, DateOnly day) => Post.On(state.Duties, day).FirstOrDefault(p => p.Line == line)?.Lead;

    private static void Do(Roster roster, (int Kind, int A, int B, int C, int D) step)
    {
        var line = step.D % 3 == 0 ? null : step.D % 3 == 1 ? (LineId?)Roster.Park : Roster.Clinic;
        var from = roster.Today.AddDays(step.A - 20);
        var (person, until) = (People[step.C], step.B < 0 ? (DateOnly?)null : from.AddDays(step.B));
        var open = roster.State.Open.FirstOrDefault();
        roster.Try(step.Kind switch
        {
            0 or 1 or 2 => new DutyCommand.Assign(Roster.Street, line, person, from, until),
            3 => new DutyCommand.StandIn(Roster.Street, line, person, from, until ?? from),
            4 => new DutyCommand.End(Roster.Street, step.D, from),
            5 or 6 or 7 => new DutyCommand.ProposeHandOver(
                Roster.Street, [.. roster.State.Duties.Where(d => d.IsOn(from) && d.Kind == DutyKind.Lead && d.Holder != person).Take(step.D % 2 + 1).Select(d => d.Number)], person, from, null),
            8 or 9 => new DutyCommand.AcceptHandOver(Roster.Street, open?.Number ?? step.D, OnBehalf: step.D % 2 == 0),
            10 => new DutyCommand.DeclineHandOver(Roster.Street, open?.Number ?? step.D, OnBehalf: true, "试"),
            _ => new DutyCommand.AcceptHandOver(Roster.Street, step.D, OnBehalf: true),
        }, by: open?.To);
    }
}
