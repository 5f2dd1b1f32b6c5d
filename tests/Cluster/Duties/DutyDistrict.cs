using System.Collections.Immutable;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Accounts;
using Circle.Contracts.Duties;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Circle.Grains.Accounts;

namespace Circle.Cluster.Tests.Duties;

/// <summary>The small district with a few people, on two silos.</summary>
internal sealed class DutyDistrict : IAsyncDisposable
{
    public static readonly AccountId Office = AccountId.Of("office");
    public static readonly AccountId Street = AccountId.Of("street");
    public static readonly AccountId Neighbour = AccountId.Of("neighbour");
    public static readonly AccountId Community = AccountId.Of("community");
    public static readonly AccountId Unit = AccountId.Of("lead-unit");
    public static readonly AccountId Leadership = AccountId.Of("leadership");

    public static readonly Actor Rehearsal = new("rehearsal:duties");
    public static readonly PlaceId S1 = PlaceId.Of("s1");
    public static readonly PlaceId S1C1 = PlaceId.Of("s1c1");

    private static readonly DateOnly Since = new(2013, 9, 26);

    private readonly SqliteFolder _folder = new();

    public CircleCluster Cluster { get; private set; } = null!;

    public IDutyQueries Queries => Cluster.Grains.GetGrain<IDutyQueries>(0);

    public static ImmutableArray<AccountId> Everybody => [Office, Street, Neighbour, Community, Unit, Leadership];

    public static async Task<DutyDistrict> OpenAsync()
    {
        var district = new DutyDistrict();
        district.Cluster = await CircleCluster.StartAsync(new ClusterSetup(district._folder.Options(OperatingMode.Rehearsal), Silos: 2));
        await district.Cluster.PrepareAsync();
        foreach (var (account, role, place, line) in new (AccountId, Role, PlaceId?, LineId?)[]
        {
            (Office, Role.Programme, null, null), (Street, Role.Street, S1, null), (Neighbour, Role.Street, PlaceId.Of("s2"), null),
            (Community, Role.Community, S1C1, null), (Unit, Role.LeadUnit, null, SmallDistrict.Room), (Leadership, Role.Leadership, null, null),
        })
        {
            (await district.Cluster.Grains.GetGrain<IAccountGrain>(account.Value).AskAsync(
                new AccountCommand.Open(account, [new Grant(role, place, line, null, Since, null)]), actor: Rehearsal)).Accepted();
        }

        // Nobody has been asked about before: what a silo remembers of it is true.
        foreach (var member in district.Cluster.Members)
            await Eventually.TrueAsync(async () => await member.Get<RightsBook>().MissingAsync(Leadership.Actor, new Need(Permission.Read)) is null, () => "every silo knows them");
        return district;
    }

    public IDutyGrain Roster(PlaceId place) => Cluster.Grains.GetGrain<IDutyGrain>(place.Value);

    public async Task AssignAsync(PlaceId place, LineId? line, AccountId holder, DateOnly? from = null, DateOnly? until = null)
        => (await Roster(place).AskAsync(new DutyCommand.Assign(place, line, holder, from ?? SmallDistrict.Today, until), actor: Rehearsal)).Accepted();

    public static async Task<T> AsAsync<T>(AccountId account, Func<Task<T>> call)
    {
        Caller.Current = account.Actor;
        return await call();
    }

    public static async Task<string> RefusedAsync<T>(AccountId account, Func<Task<T>> call)
        => (await Assert.ThrowsAsync<NotAllowedException>(() => AsAsync(account, call))).Refusal.Faults[0].Code;

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }
}
