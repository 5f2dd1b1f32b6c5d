using Circle.Domain.Acceptance;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Facilities;
using CsCheck;
using static Circle.Domain.Tests.Acceptance.Inspected;

namespace Circle.Domain.Tests.Acceptance;

/// <summary>Whatever four people do to a facility and its acceptance in whatever order, each doing whatever they are not refused.</summary>
public sealed class AcceptancePropertyTests
{
    private static readonly string[] People = [Community, Street, Office, Inspector];

    private static readonly Gen<string> Somebody = Gen.Int[0, People.Length - 1].Select(i => People[i]);

    private static readonly Gen<Action<Inspected>> Deed = Gen.Frequency(
        (3, By((told, by) => told.Facility.Tell(Story.Complete("11-12"), by, "11-12"))),
        (1, By((told, by) => told.Facility.Tell(Story.Retract(Stage.Completed), by, "11-12"))),
        (3, By((told, by) => told.Tell(told.Report(), by))),
        (1, By((told, by) => told.Tell(new AcceptanceCommand.TakeBack("错"), by))),
        (4, Gen.Select(Gen.Int[0, 4], Somebody, (sound, by) => (Action<Inspected>)(told => told.Tell(new AcceptanceCommand.CheckReport(sound > 0, "看过"), by)))),
        (4, Gen.Select(Somebody, Somebody, (member, by) => (Action<Inspected>)(told => told.Tell(Plan("11-12", member), by)))),
        (1, By((told, by) => told.Tell(new AcceptanceCommand.CallOff("错"), by))),
        (5, Gen.Select(Gen.Bool, Somebody, (full, by) => (Action<Inspected>)(told => ScoreAll(told, full, by)))),
        (3, By((told, by) => told.Tell(Pass(), by))),
        (2, By((told, by) => told.Tell(Fail("11-12", "缺"), by))),
        (4, Gen.Const<Action<Inspected>>(told => told.StartDue())),
        (30, Gen.Select(Somebody, Somebody, (by, member) => (Action<Inspected>)(told => GoOn(told, by, member)))));

    [Fact]
    public void Nobody_accepts_what_they_reported_and_reported_is_never_mixed_with_accepted()
    {
        var accepted = 0;
        Deed.Array[40, 160].Sample(deeds =>
        {
            if (Live(deeds).Facility.Stage == Stage.Accepted) Interlocked.Increment(ref accepted);
        });
        Assert.True(accepted > 0, "no life came as far as an acceptance: the deeds show nothing");
    }

    [Fact]
    public void Rounds_are_what_the_events_say_and_one_at_most_is_open() => Deed.Array[1, 80].Sample(deeds =>
    {
        var told = new Inspected(Site.Room);
        foreach (var deed in deeds) deed(told);

        Assert.Equal(Enumerable.Range(1, told.State.Rounds.Length), told.State.Rounds.Select(r => r.Number));
        Assert.Equal(told.Events.Count(e => e.Event is AcceptanceEvent.Reported), told.State.Rounds.Length);
        Assert.All(told.State.Rounds.SkipLast(1), r => Assert.NotNull(r.End));
        Assert.Equal(told.State.Open is { Verdict: not null } ? 1 : 0, AcceptanceCase.Agenda(told.State).Length);
    });

    private static Inspected Live(Action<Inspected>[] deeds)
    {
        var told = new Inspected(Site.Room);
        var over = new List<string>();
        foreach (var deed in deeds)
        {
            var (before, stage) = (told.State, told.Facility.Stage);
            deed(told);

            // A facility is accepted by a settled verdict and by nothing else, and never before one.
            if (stage != Stage.Accepted && told.Facility.Stage == Stage.Accepted)
                Assert.True(before.Open is { Verdict.IsPass: true } && told.Round.End is { How: RoundEnding.Accepted }, "accepted without a verdict");
            if (told.State.Open is { Verdict: null }) Assert.NotEqual(Stage.Accepted, told.Facility.Stage);

            // What is over stays as it was.
            for (var i = 0; i < over.Count; i++) Assert.Equal(over[i], Story.Text(told.State.Rounds[i]));
            over.AddRange(told.State.Rounds.Skip(over.Count).Where(r => r.End is not null).Select(Story.Text));
            AssertHands(told);
        }

        return told;
    }

    private static Gen<Action<Inspected>> By(Action<Inspected, string> deed) => Somebody.Select(by => (Action<Inspected>)(told => deed(told, by)));

    /// <summary>What comes next, by whoever it may be: else no life comes far.</summary>
    private static void GoOn(Inspected told, string by, string member)
    {
        switch (told.State.Waits)
        {
            case Waiting.Nothing:
                told.Facility.Tell(Story.Complete("11-12"), by, "11-12");
                told.Tell(told.Report(), by);
                break;
            case Waiting.Check:
                told.Tell(new AcceptanceCommand.CheckReport(true, null), by);
                break;
            case Waiting.Plan:
                told.Tell(Plan("11-12", member), by);
                break;
            case Waiting.Inspect:
                ScoreAll(told, full: true, by);
                told.Tell(Pass(), by);
                break;
            default:
                told.StartDue();
                break;
        }
    }

    private static void ScoreAll(Inspected told, bool full, string by)
    {
        told.Tell(Score(Area, full ? 50 : 30, measured: full ? 126_000 : 90_000, defect: full ? null : "不足"), by);
        told.Tell(Score(Rooms, 30), by);
        told.Tell(Score(Sign, 20), by);
        told.Tell(new AcceptanceCommand.DrawCards(640), by);
        foreach (var card in told.State.Open?.Survey?.Cards ?? []) told.Tell(Answer(card.Card, 5), by);
    }

    private static void AssertHands(Inspected told)
    {
        foreach (var round in told.State.Rounds)
        {
            Assert.NotEqual(round.Report.By, round.Check?.By);
            if (round.Verdict is not { } verdict) continue;
            Assert.False(round.IsWorkOf(verdict.By), "somebody concluded what they reported or checked");
            Assert.Contains(verdict.By, round.Inspection!.Members);
            Assert.All(round.Findings, f => Assert.False(round.IsWorkOf(f.By), "somebody scored what they reported or checked"));
        }

        if (told.Facility.Stage == Stage.Accepted) Assert.False(told.Facility.State.IsWorkOf(told.Round.Verdict!.By), "somebody accepted what they reported");
    }
}
