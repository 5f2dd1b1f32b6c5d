using System.Collections.Immutable;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Search;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Grains.Search;

namespace Circle.Cluster.Tests.Search;

/// <summary>The small district with a directory: laundries and bath houses.</summary>
internal sealed class SearchDistrict : IAsyncDisposable
{
    public static readonly PointKindId Laundry = PointKindId.Of("laundry");

    private static readonly DirectoryRules Rules = new(
        [new(Laundry, "洗衣点", "Laundry", SmallDistrict.Room, true), new(PointKindId.Of("bath"), "浴池", "Bath", SmallDistrict.Bench, false)], [], 90, 180, 800, 500, 0, []);

    private readonly SqliteFolder _folder = new();

    public CircleCluster Cluster { get; private set; } = null!;

    public ISearchQueries Queries => Cluster.Grains.GetGrain<ISearchQueries>(0);

    public static async Task<SearchDistrict> OpenAsync(short silos, Action<ISiloBuilder>? more = null)
    {
        var district = new SearchDistrict();
        await district.StartAsync(silos, more);
        await district.Cluster.PrepareAsync(SmallDistrict.Plan with { Directory = Rules });
        return district;
    }

    /// <summary>The silos stop, and others go on with the same database.</summary>
    public async Task RestartAsync(short silos, Action<ISiloBuilder>? more = null)
    {
        await Cluster.DisposeAsync();
        await StartAsync(silos, more);
    }

    public IServicePointGrain Point(string id) => Cluster.Grains.GetGrain<IServicePointGrain>(id);

    public async Task EnterAsync(string id, string name, string place, params ImmutableArray<string> aliases)
        => await TellAsync(id, new ServicePointCommand.Find(new(
            ServicePointId.Of(id), Laundry, PlaceId.Of(place), new PointListing(name, aliases, null, null, [], [], null, null, null, null), null, "test")));

    public async Task TellAsync(string id, ServicePointCommand command) => (await Point(id).AskAsync(command, actor: Actor.Seeds)).Accepted();

    /// <summary>What a silo of its own finds, whoever may.</summary>
    public static ImmutableArray<string> Ids(Member member, string text) => [.. member.Get<SearchCatalog>().Find(new SearchQuery(text, []), null).Hits.Select(h => h.Id)];

    /// <summary>Every silo compares with the database once.</summary>
    public async Task CompareAsync()
    {
        foreach (var member in Cluster.Members) await member.Get<SearchWatch>().RoundAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartAsync(short silos, Action<ISiloBuilder>? more = null) => Cluster = await CircleCluster.StartAsync(new ClusterSetup(_folder.Options(), silos, more));
}
