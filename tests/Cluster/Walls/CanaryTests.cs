using System.Collections.Concurrent;
using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Places;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Walls;
using Circle.Grains.Walls;
using Circle.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Circle.Cluster.Tests.Walls;

/// <summary>An event a second goes the whole way of every other one: command, journal, community, street, district, frame.</summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private static readonly StreamId Stream = StreamId.Of(Canary.Kind, Canary.Key);

    private readonly SqliteFolder _folder = new();
    private readonly ConcurrentDictionary<long, byte> _given = new();
    private CircleCluster _cluster = null!;

    private IRegionGrain District => _cluster.Region(SmallDistrict.District);

    public async ValueTask InitializeAsync()
    {
        _cluster = await CircleCluster.StartAsync(new ClusterSetup(_folder.Options(), More: silo =>
        {
            silo.Services.AddSingleton<CanaryKeeper>();
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<CanaryKeeper>());
        }));
        _cluster.First.Journal.OnCommit = (runs, commit, _) =>
        {
            foreach (var song in runs.Where(r => r.Stream == Stream).SelectMany(r => r.Events)) _given[AtOf(song)] = 0;
            return commit();
        };
        await _cluster.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_wall_above_its_perch_shows_the_times_at_which_it_sang_and_no_other()
    {
        var began = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var shown = new HashSet<long>();
        await Eventually.TrueAsync(
            async () =>
            {
                if (await ShownAsync(District) is { } at) shown.Add(at);
                return shown.Count(at => at >= began) >= 3;
            },
            () => $"three songs on the district's wall, {shown.Count} so far");

        Assert.All(shown, at => Assert.True(_given.ContainsKey(at), $"{at} is the time of no song"));
        foreach (var place in (string[])["s1", "s1c1"])
        {
            var region = _cluster.Region(PlaceId.Of(place));
            await Eventually.TrueAsync(async () => await ShownAsync(region) >= began, () => $"{place} hears it");
        }

        foreach (var place in (string[])["s2", "s1c2"]) Assert.Null(await ShownAsync(_cluster.Region(PlaceId.Of(place))));
    }

    [Fact]
    public async Task While_a_song_waits_for_the_journal_the_wall_shows_the_one_before_it_which_is_all_that_is_kept()
    {
        await Eventually.TrueAsync(async () => await ShownAsync(District) is not null && _given.Count >= 3, () => "it sings");
        var gate = _cluster.First.Journal.Hold();
        while ((await gate.EnteredAsync()).All(r => r.Stream != Stream)) { }

        var kept = Assert.Single(await _cluster.First.Journal.Inner.ReadAsync(Stream, 0, 10, CancellationToken.None));
        Assert.True(kept.Version >= 3, $"version {kept.Version}");
        Assert.Equal(("canary.sang", Actor.Canary), (kept.Type, kept.Actor));
        await Eventually.TrueAsync(async () => await ShownAsync(District) == AtOf(kept), () => "the wall shows the last song that was committed");
        var opened = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        gate.Open();

        // What comes next was given in before the journal answered again, and the wall says so: the stall is in the delay.
        long next = 0;
        await Eventually.TrueAsync(async () => (next = await ShownAsync(District) ?? 0) > AtOf(kept), () => "it goes on");
        Assert.True(next <= opened, $"the song at {next} waited until {opened}");
    }

    [Fact]
    public async Task It_says_nothing_of_the_district()
    {
        await Eventually.TrueAsync(async () => await ShownAsync(District) is not null, () => "it sings");

        var cells = (await District.Next(null)).Cells;

        Assert.Equal("[]", cells["ticker"]);
        Assert.All(cells.Keys.Where(k => k.StartsWith("line/", StringComparison.Ordinal)), key => Assert.NotEqual("line/canary", key));
        Assert.Equal(SmallDistrict.Plan.Lines.Length, cells.Keys.Count(k => k.StartsWith("line/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("false", false)]
    public async Task An_option_leaves_it_out(string? option, bool sings)
    {
        using var folder = new SqliteFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Circle:DataDirectory"] = folder.Options().DataDirectory,
            ["Circle:SeedsDirectory"] = TestServers.Repository.Seeds,
        });
        if (option is not null) builder.Configuration["Circle:Canary"] = option;

        await using var database = await builder.AddCircleSiloAsync(CircleOptions.Read(builder.Configuration), cancel: TestContext.Current.CancellationToken);

        Assert.Equal(sings, builder.Services.Any(s => s.ServiceType == typeof(CanaryKeeper)));
    }

    private static async Task<long?> ShownAsync(IRegionGrain region)
        => (await region.Next(null)).Cells.TryGetValue("canary", out var cell) && cell is not null ? Time(cell) : null;

    private static long AtOf(Envelope song) => Time(song.Data);

    private static long Time(string json) => JsonDocument.Parse(json).RootElement.GetProperty("at").GetInt64();
}
