using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Domain.Facilities;
using Circle.Domain.Plans;
using Circle.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>A grain that comes back: from the journal, or from a snapshot where one fits.</summary>
public sealed class LoadingTests(OneSilo silo) : WritePathTests(silo)
{
    private IGrainStorage Snapshots => Cluster.First.Services.GetRequiredKeyedService<IGrainStorage>(AggregateServices.SnapshotStorage);

    [Fact]
    public async Task It_is_the_same_after_deactivation()
    {
        var facility = await RegisterAsync(SmallDistrict.Bench);
        foreach (var command in (FacilityCommand[])
        [
            Rename("bench"),
            new FacilityCommand.ReportProgress(SmallDistrict.Metres, Stage.Prepared, 4_000, SmallDistrict.Today.AddDays(-2), "half"),
            new FacilityCommand.ReportCompletion(SmallDistrict.Today.AddDays(-1), null),
            new FacilityCommand.Suspend("floods", SmallDistrict.Today.AddDays(9)),
        ])
            (await facility.AskAsync(command)).Accepted();
        var before = await facility.View();

        await Cluster.DeactivateAsync(facility);
        Assert.False(Cluster.IsActive(facility));
        Assert.Equivalent(before, await facility.View(), strict: true);
        Assert.Equal(6, (await facility.AskAsync(new FacilityCommand.Resume())).Accepted().Version);
    }

    [Fact]
    public async Task A_long_stream_is_loaded_from_its_snapshot_and_the_tail()
    {
        var facility = await LongAsync(700);
        Journal.Reads.Clear();
        Assert.Equal("name 698", (await facility.View())!.Name);
        var read = Journal.Reads.Where(r => r.Stream == StreamOf(facility)).ToArray();
        Assert.True(read.Sum(r => r.Events) < 400, $"read {string.Join(", ", read)}");
        Assert.Contains(read, r => r.After > 500);
        Assert.Equal(701, (await facility.AskAsync(Rename("after"))).Accepted().Version);
        await ReadAsync(facility);
    }

    [Fact]
    public async Task A_snapshot_that_fits_is_believed()
    {
        // Only to show that the tests after this one would see a snapshot that is used.
        var facility = await LongAsync(300);
        await TamperAsync(facility, s => s);
        Assert.Equal("tampered", (await facility.View())!.Name);
    }

    public static TheoryData<string> Misfits => ["database", "fold", "version", "hash"];

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task A_snapshot_that_does_not_fit_is_discarded(string what)
    {
        var facility = await LongAsync(300);
        await TamperAsync(facility, s => what switch
        {
            "database" => s with { Database = Guid.NewGuid() },
            "fold" => s with { FoldVersion = Facility.FoldVersion + 1 },

            // The journal was put back from a backup, and the snapshots were not.
            "version" => s with { Version = 1_000 },
            "hash" => s with { LastHash = new string('0', 64) },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        });

        Assert.Equal("name 298", (await facility.View())!.Name);
        Assert.Equal(301, (await facility.AskAsync(Rename("after"))).Accepted().Version);
        await ReadAsync(facility);
    }

    [Fact]
    public async Task Facilities_whose_ids_are_one_number_share_no_snapshot()
    {
        // ADO.NET storage keys both rows by the number 12.
        var (one, other) = (await LongAsync(200, "12"), await LongAsync(200, "012"));
        Assert.Equal(("facility 12", "facility 012"), await NamesAsync());

        async Task<(string, string)> NamesAsync()
        {
            (await one.AskAsync(Rename("facility 12"))).Accepted();
            (await other.AskAsync(Rename("facility 012"))).Accepted();
            await Cluster.DeactivateAsync(one);
            await Cluster.DeactivateAsync(other);
            return ((await one.View())!.Name, (await other.View())!.Name);
        }
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_read_costs_nobody_an_answer()
    {
        var facility = await LongAsync(300);
        var stored = await SnapshotAsync(facility);
        await Snapshots.WriteStateAsync("facility", facility.GetGrainId(), new GrainState<string>("no snapshot at all") { ETag = stored.ETag });
        Assert.Equal("name 298", (await facility.View())!.Name);
        Assert.Equal(301, (await facility.AskAsync(Rename("after"))).Accepted().Version);
    }

    [Fact]
    public async Task It_waits_briefly_for_a_database_that_comes_up()
    {
        var facility = await LongAsync(3);
        var left = 5;
        Journal.OnRead = () => Interlocked.Decrement(ref left) < 0 ? Task.CompletedTask : throw new JournalException(JournalFault.Transient, "starting up");
        Assert.Equal(4, (await facility.AskAsync(Rename("new"))).Accepted().Version);
    }

    [Fact]
    public async Task A_database_that_stays_away_is_what_the_caller_hears()
    {
        var facility = await LongAsync(3);
        Journal.OnRead = () => throw new JournalException(JournalFault.Transient, "starting up");
        await Assert.ThrowsAsync<JournalException>(() => facility.AskAsync(Rename("new")));
        Journal.OnRead = null;
        Assert.Equal(4, (await facility.AskAsync(Rename("new"))).Accepted().Version);
    }

    [Fact]
    public async Task Its_history_comes_in_pages_without_a_gap()
    {
        var facility = await LongAsync(450);
        var pages = new List<HistoryPage>();
        for (long? after = 0; after is { } from; after = pages[^1].Next) pages.Add(await facility.History(from, 500));

        Assert.Equal([200, 200, 50], pages.Select(p => p.Entries.Length));
        var entries = pages.SelectMany(p => p.Entries).ToArray();
        Assert.Equal(Enumerable.Range(1, 450).Select(v => (long)v), entries.Select(e => e.Version));
        Assert.Equal(("facility.registered", Asking.Street), (entries[0].Type, entries[0].Actor));
        Assert.Contains("name 448", entries[^1].Data, StringComparison.Ordinal);
        Assert.Equal([3], (await facility.History(2, 1)).Entries.Select(e => e.Version));
        Assert.Empty((await facility.History(450, 10)).Entries);
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_event_has_no_next()
    {
        var facility = await LongAsync(10);
        Assert.Null((await facility.History(0, 10)).Next);
        Assert.Equal(9, (await facility.History(0, 9)).Next);
    }

    /// <summary>A stream of so many events, whose grain is not active; each hundredth leaves a snapshot.</summary>
    private async Task<IFacilityGrain> LongAsync(int events, string? name = null)
    {
        var facility = await RegisterAsync(name: name);
        for (var i = 0; i < events - 1; i++) (await facility.AskAsync(Rename(i))).Accepted();
        await Cluster.DeactivateAsync(facility);

        // The last one is saved after its commit was answered.
        if (events >= 100) await Eventually.TrueAsync(async () => (await SnapshotAsync(facility)).State!.Version == events / 100 * 100, () => "the last snapshot is saved");
        return facility;
    }

    private async Task<GrainState<Snapshot<FacilityState>>> SnapshotAsync(IFacilityGrain facility)
    {
        var stored = new GrainState<Snapshot<FacilityState>>(new Snapshot<FacilityState>());
        await Snapshots.ReadStateAsync("facility", facility.GetGrainId(), stored);
        return stored;
    }

    /// <summary>Changes the stored snapshot, and its name so that it shows when it is used.</summary>
    private async Task TamperAsync(IFacilityGrain facility, Func<Snapshot<FacilityState>, Snapshot<FacilityState>> change)
    {
        var stored = await SnapshotAsync(facility);
        stored.State = change(stored.State! with { State = stored.State!.State! with { Draft = stored.State!.State!.Draft! with { Name = "tampered" } } });
        await Snapshots.WriteStateAsync("facility", facility.GetGrainId(), stored);
    }
}
