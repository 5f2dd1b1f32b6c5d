using Circle.Domain.Volunteering;
using CsCheck;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>Whatever is entered, corrected, returned, approved and withdrawn, in any order.</summary>
public sealed class ActivityChainPropertyTests
{
    private static readonly string[] Ids = ["1", "2", "3", "4", "5", "6"];

    private static readonly Gen<string> Id = Gen.Int[0, Ids.Length - 1].Select(i => Ids[i]);

    private static readonly Gen<Action<Team>> Deed = Gen.Frequency<Action<Team>>(
        (4, Gen.Select(Id, Gen.Int[0, 2], (id, photos) => (Action<Team>)(team => team.Tell(id, Team.Chen, team.Enter(Team.Log(id, photos)))))),
        (5, Gen.Select(Id, Id, (id, of) => (Action<Team>)(team => team.Tell(id, Team.Chen, team.Enter(Team.Log(id, corrects: of)))))),
        (3, Gen.Select(Id, Gen.Int[1, 2], (id, n) => (Action<Team>)(team => team.Tell(id, Team.Chen, new ActivityCommand.Attach(Team.Sha(n), Team.Picture) { IsKept = true })))),
        (3, Id.Select(id => (Action<Team>)(team => team.Tell(id, Team.Leader, new ActivityCommand.Return("重签"))))),
        (2, Id.Select(id => (Action<Team>)(team => team.Tell(id, Team.Leader, new ActivityCommand.Approve(null))))),
        (1, Id.Select(id => (Action<Team>)(team => team.Tell(id, Team.Chen, new ActivityCommand.Withdraw("记错了"))))),
        (4, Gen.Const<Action<Team>>(team => team.Settle())));

    /// <summary>Never two records of one chain count, before and after corrections are settled; and rows hold what counting anew gives.</summary>
    [Fact]
    public void Of_a_chain_one_record_counts_at_most()
        => Deed.Array[1, 40].Sample(
            deeds =>
            {
                var team = new Team();
                foreach (var deed in deeds)
                {
                    deed(team);
                    Assert.All(team.All.GroupBy(view => RootOf(team, view)), chain => Assert.InRange(chain.Count(v => v.Counts), 0, 1));
                    Assert.Equal(team.All.Count(v => v.Counts), team.Month().Activities);
                    Assert.Equal(team.All.Where(v => v.Counts).Sum(v => v.Minutes), team.Month().Minutes);
                }

                team.Settle();
                Assert.DoesNotContain(team.All, v => v.Stage == ActivityStage.Correcting);

                // Whoever follows a chain from its beginning comes to one end, and to each record once.
                foreach (var old in team.All.Where(v => v.By is not null)) Assert.Equal(old.Log.Id, team[old.By!.Value.Value].Log.Corrects);
            },
            iter: 3_000);

    /// <summary>A void correction never was of the chain.</summary>
    private static ActivityId RootOf(Team team, ActivityView view)
    {
        while (view.Log.Corrects is { } original && view.Stage != ActivityStage.Void) view = team[original.Value];
        return view.Log.Id;
    }
}
