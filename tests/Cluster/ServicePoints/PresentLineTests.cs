using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Cluster.Tests.ServicePoints;

/// <summary>A plan moves a kind to another line: whose lead unit registers its points.</summary>
public sealed class PresentLineTests : IAsyncLifetime
{
    private static readonly PointKindId Laundry = PointKindId.Of("laundry");

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync(PlanOf(SmallDistrict.Room));
        foreach (var (account, line) in new[] { ("old-unit", SmallDistrict.Room), ("new-unit", SmallDistrict.Bench) })
        {
            (await cluster.Grains.GetGrain<IAccountGrain>(account).AskAsync(
                new AccountCommand.Open(AccountId.Of(account), [new Grant(Role.LeadUnit, null, line, null, new(2013, 9, 26), null)]), actor: new Actor("rehearsal:office"))).Accepted();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Rights_and_lists_follow_the_plan_in_force_for_points_that_were_entered_before_it()
    {
        var shop = cluster.Grains.GetGrain<IServicePointGrain>("shop");
        var listing = new PointListing("shop", [], null, null, [], [], null, null, null, null);
        (await shop.AskAsync(new ServicePointCommand.Find(new PointDraft(ServicePointId.Of("shop"), Laundry, PlaceId.Of("s1c1"), listing, null, "test")))).Accepted();
        (await shop.AskAsync(new ServicePointCommand.File(SmallDistrict.Today))).Accepted();
        Assert.Equal(["shop"], await ListedAsync("old-unit", SmallDistrict.Room));

        (await cluster.Plan.AskAsync(new PlanCommand.Propose(PlanOf(SmallDistrict.Bench), "test"))).Accepted();
        (await cluster.Plan.AskAsync(new PlanCommand.Take(1))).Accepted();
        await cluster.LookAsync();

        var register = new ServicePointCommand.Register("备 1", SmallDistrict.Today);
        (await shop.AskAsync(register, actor: AccountId.Of("old-unit").Actor)).Refused("not-yours");
        (await shop.AskAsync(register, actor: AccountId.Of("new-unit").Actor)).Accepted();
        Assert.Empty(await ListedAsync("old-unit", SmallDistrict.Room));
        Assert.Equal(["shop"], await ListedAsync("new-unit", SmallDistrict.Bench));
        Assert.Equal(SmallDistrict.Bench, (await AsAsync("new-unit", () => shop.View()))!.Point.Line);
        await Assert.ThrowsAsync<NotAllowedException>(() => AsAsync("old-unit", () => shop.View()));
        var counted = await AsAsync("new-unit", () => cluster.Grains.GetGrain<IServicePointQueries>(0).Count(new PointScope(null, SmallDistrict.Bench)));
        Assert.Equal(Laundry, Assert.Single(counted).Kind);
    }

    private static PlanDocument PlanOf(LineId line)
        => SmallDistrict.Plan with { Directory = new DirectoryRules([new PointKind(Laundry, "洗衣点", "Laundry", line, true)], [Laundry], 90, 180, 800, 500, 30, []) };

    private static Task<T> AsAsync<T>(string account, Func<Task<T>> call)
    {
        Caller.Current = AccountId.Of(account).Actor;
        return call();
    }

    private async Task<IEnumerable<string>> ListedAsync(string account, LineId line)
    {
        var page = await AsAsync(account, () => cluster.Grains.GetGrain<IServicePointQueries>(0).List(new ServicePointQuery(null, line, null, null, null, null, false, null, 50)));
        Assert.All(page.Items, p => Assert.Equal(line, p.Point.Line));
        return page.Items.Select(p => p.Point.Id.Value);
    }
}
