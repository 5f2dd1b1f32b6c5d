using System.Collections.Immutable;
using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Search;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Grains.Places;
using Circle.Grains.Plans;
using Circle.Grains.Search;
using Circle.Grains.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Cluster.Tests.Search;

/// <summary>What a silo finds, and since when. A round is a comparison with the database; by itself it comes every 5 s.</summary>
public sealed class CatalogTests
{
    [Fact]
    public async Task What_is_committed_here_is_found_at_once_as_it_stands_now()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        await district.CompareAsync();

        await district.EnterAsync("p1", "东昌洗衣店", "s1c1", "东昌干洗");
        Assert.Equal(("东昌洗衣店", "place s1, place s1c1"), (await FirstAsync(district, "dongchang")) is var hit ? (hit!.Name, string.Join(", ", hit.PlaceNames)) : default);
        Assert.Equal("p1", (await FirstAsync(district, "东昌干洗"))!.Id);
        await district.EnterAsync("p2", "乐乐坊", "s1c1");
        Assert.Equal(("p2", "洗衣点"), await FirstAsync(district, "洗衣点") is { } meant ? (meant.Id, meant.Through) : default);

        await district.TellAsync("p1", new ServicePointCommand.Move(PlaceId.Of("s2c2"), "划界"));
        Assert.Equal((PlaceId.Of("s2"), PlaceId.Of("s2c2")), await FirstAsync(district, "东昌") is { } moved ? (moved.Street!.Value, moved.Community!.Value) : default);

        await district.TellAsync("p1", new ServicePointCommand.Close("搬走", SmallDistrict.Today));
        Assert.Null(await FirstAsync(district, "东昌"));

        var facility = district.Cluster.Facility("f1");
        (await facility.AskAsync(new FacilityCommand.Register(SmallDistrict.Facility("f1", PlaceId.Of("s1c1")) with { Name = "戊院调解室" }))).Accepted();
        Assert.Equal(SearchKind.Facility, (await FirstAsync(district, "wytjs"))!.Kind);
        (await facility.AskAsync(new FacilityCommand.Withdraw("重复登记"))).Accepted();
        Assert.Null(await FirstAsync(district, "wytjs"));
    }

    [Fact]
    public async Task What_another_silo_committed_is_found_after_the_next_round_on_every_silo()
    {
        await using var district = await SearchDistrict.OpenAsync(2);
        await district.CompareAsync();
        for (var i = 0; i < 8; i++) await district.EnterAsync($"p{i}", $"东昌洗衣{i}店", $"s1c{i % 4 + 1}");
        await district.CompareAsync();
        Assert.All(district.Cluster.Members, m => Assert.Equal(8, SearchDistrict.Ids(m, "东昌").Length));

        await district.TellAsync("p0", new ServicePointCommand.Close("搬走", SmallDistrict.Today));
        await district.TellAsync("p1", new ServicePointCommand.Move(PlaceId.Of("s3c1"), "划界"));
        await district.TellAsync("p2", new ServicePointCommand.Correct(new PointListing("西昌洗衣店", [], null, null, [], [], null, null, null, null)));
        await district.CompareAsync();
        Assert.All(district.Cluster.Members, m =>
        {
            Assert.Equal(["p1", "p3", "p4", "p5", "p6", "p7"], SearchDistrict.Ids(m, "东昌").Order());
            Assert.Equal(["p2"], SearchDistrict.Ids(m, "西昌"));
            Assert.Equal(PlaceId.Of("s3c1"), m.Get<SearchCatalog>().Find(new SearchQuery("东昌洗衣一店", []), null).Hits[0].Community);
        });
    }

    [Fact]
    public async Task Silos_that_start_on_a_database_find_what_is_in_it()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        for (var i = 0; i < 30; i++) await district.EnterAsync($"p{i}", $"东昌洗衣{i}店", $"s1c{i % 4 + 1}");
        await district.RestartAsync(2);
        await district.CompareAsync();

        Assert.All(district.Cluster.Members, m => Assert.Equal(30, m.Get<SearchCatalog>().Find(new SearchQuery("dc", [SearchKind.ServicePoint]), null).Total));
    }

    [Fact]
    public async Task Before_its_rows_are_read_a_silo_says_so_and_what_is_committed_meanwhile_is_not_lost()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        await district.EnterAsync("p1", "东昌洗衣店", "s1c1");
        var rows = new WaitingRows();
        await district.RestartAsync(1, silo => silo.Services.AddSingleton<ISearchRows>(rows));
        await district.EnterAsync("p2", "西昌洗衣店", "s1c1");
        Assert.Null(await district.Queries.Find(new SearchQuestion("东昌", [], null, 10)));

        rows.Open(district.Cluster.First.Database.Search);
        await Eventually.TrueAsync(async () => await district.Queries.Find(new SearchQuestion("东昌", [], null, 10)) is not null, () => "the silo has read its rows");
        Assert.Equal("p1", (await FirstAsync(district, "东昌"))!.Id);
        Assert.Equal("p2", (await FirstAsync(district, "西昌"))!.Id);
    }

    [Fact]
    public async Task What_is_committed_or_goes_while_the_first_index_is_built_is_in_it()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        var member = district.Cluster.First;
        var rows = new OldRows(3_000);
        var catalog = new SearchCatalog(SearchWords.Empty, member.Get<Atlas>(), member.Get<BusinessClock>(), NullLogger<SearchCatalog>.Instance);
        var watch = new SearchWatch(catalog, rows, rows, member.Get<Atlas>(), TimeProvider.System, NullLogger<SearchWatch>.Instance);
        var round = Task.Run(() => watch.RoundAsync(CancellationToken.None), TestContext.Current.CancellationToken);
        await rows.Asked.WithinLimitAsync("the rows are read");
        var told = 0;
        for (; !round.IsCompleted && told < 100_000; told++)
        {
            catalog.Know(RowOf(told, 1), OldRows.PointOf($"new{told}", "西昌店"));
            if (told % 2 == 0) catalog.Know(RowOf(told, 2), null);
            Thread.SpinWait(1_000);
        }

        await round;
        Assert.Equal(told / 2, catalog.Find(new SearchQuery("西昌", []), null).Total);
        Assert.Equal(3_000, catalog.Find(new SearchQuery("东昌", []), null).Total);
    }

    [Fact]
    public async Task Queries_go_on_and_miss_nothing_while_the_index_is_built_anew()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        for (var i = 0; i < 40; i++) await district.EnterAsync($"p{i}", $"东昌洗衣{i}店", $"s1c{i % 4 + 1}");
        await district.CompareAsync();
        var catalog = district.Cluster.First.Get<SearchCatalog>();
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            var asked = 0;
            for (; !stop.IsCancellationRequested; asked++) Assert.Equal(40, catalog.Find(new SearchQuery("东昌", []), null).Total);
            return asked;
        });

        for (var i = 0; i < 10; i++)
        {
            await district.Cluster.SetClockAsync(SmallDistrict.Morning.AddDays(i + 1));
            await district.CompareAsync();
            await district.EnterAsync($"n{i}", $"新开{i}店", "s2c1");
            Assert.Contains($"n{i}", SearchDistrict.Ids(district.Cluster.First, $"新开{i}店"));
        }

        await stop.CancelAsync();
        Assert.True(await asking > 0);
    }

    [Fact]
    public async Task Another_plan_gives_kinds_other_words()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        await district.EnterAsync("p1", "东昌", "s1c1");
        await district.CompareAsync();
        Assert.Empty(SearchDistrict.Ids(district.Cluster.First, "干洗坊"));

        var plan = (await district.Cluster.Plan.View())!.Document;
        var next = plan with { Directory = plan.Directory! with { Kinds = [plan.Directory!.Kinds[0] with { Name = "干洗坊" }, plan.Directory.Kinds[1]] } };
        (await district.Cluster.Plan.AskAsync(new PlanCommand.Propose(next, "test"), actor: Actor.Seeds)).Accepted();
        (await district.Cluster.Plan.AskAsync(new PlanCommand.Take((await district.Cluster.Plan.View())!.Open!.Number), actor: new Actor("rehearsal:programme-office"))).Accepted();

        // The silo's own round, which the change began, may be the one that builds the index anew.
        await district.CompareAsync();
        await Eventually.TrueAsync(() => SearchDistrict.Ids(district.Cluster.First, "干洗坊") is ["p1"], "the kind's new name finds it");
    }

    private static async Task<SearchHit?> FirstAsync(SearchDistrict district, string text)
        => (await district.Queries.Find(new SearchQuestion(text, [SearchKind.ServicePoint, SearchKind.Facility], null, 10)))!.Hits.FirstOrDefault();

    private static PlaceRow RowOf(int number, long revision) => new(ServicePoint.StreamOf(ServicePointId.Of($"new{number}")), PlaceId.Of("s2c1"), revision, Tally.Empty);

    /// <summary>A database of so many laundries of one name.</summary>
    private sealed class OldRows(int count) : ISearchRows, IPlaceRows
    {
        private readonly ImmutableArray<StreamId> _all = [.. Enumerable.Range(0, count).Select(i => ServicePoint.StreamOf(ServicePointId.Of($"old{i}")))];

        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when a silo reads what it found that it lacks: what it is told from now on is none of that.</summary>
        public Task Asked => _asked.Task;

        public static Searchable PointOf(string id, string name) => new(SearchKind.ServicePoint, id, name, [], PlaceId.Of("s2c1"), SmallDistrict.Room, SearchDistrict.Laundry, []);

        public Task<ImmutableArray<RowRevision>> RevisionsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
            => Task.FromResult(_all.Select(id => new RowRevision(id, PlaceId.Of("s1c1"), 1)).ToImmutableArray());

        public Task<ImmutableArray<SearchRow>> RowsAsync(ImmutableArray<StreamId> rows, CancellationToken cancel)
        {
            _asked.TrySetResult();
            return Task.FromResult(rows.Select(id => new SearchRow(id, PlaceId.Of("s1c1"), 1, ViewOf(id))).ToImmutableArray());
        }

        public Task<ImmutableArray<RegionMark>> MarksAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
            => Task.FromResult<ImmutableArray<RegionMark>>([new(PlaceId.Of("s1c1"), _all.Length, _all.Sum(id => (long)PlaceRow.MarkOf(id, 1)))]);

        public Task<ImmutableArray<PlaceRow>> OfRegionAsync(PlaceId region, CancellationToken cancel) => throw new NotSupportedException();

        public Task<PlaceRow?> FindAsync(StreamId id, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ImmutableArray<PlaceHead>> PlacesAsync(CancellationToken cancel) => throw new NotSupportedException();

        private static string ViewOf(StreamId id)
        {
            var listing = new PointListing("东昌洗衣店", [], null, null, [], [], null, null, null, null);
            var draft = new PointDraft(ServicePointId.Of(id.Value["point:".Length..]), SearchDistrict.Laundry, PlaceId.Of("s1c1"), listing, null, "test");
            return JsonSerializer.Serialize(ServicePointView.Of(ServicePoint.Empty with { Draft = draft, Line = SmallDistrict.Room, StateSince = SmallDistrict.Today }), JournalJson.Options);
        }
    }

    /// <summary>A database that does not answer until it is told to.</summary>
    private sealed class WaitingRows : ISearchRows
    {
        private readonly TaskCompletionSource<ISearchRows> _rows = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open(ISearchRows rows) => _rows.SetResult(rows);

        public async Task<ImmutableArray<RowRevision>> RevisionsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
            => await (await _rows.Task.WaitAsync(cancel)).RevisionsAsync(regions, cancel);

        public async Task<ImmutableArray<SearchRow>> RowsAsync(ImmutableArray<StreamId> rows, CancellationToken cancel)
            => await (await _rows.Task.WaitAsync(cancel)).RowsAsync(rows, cancel);
    }
}
