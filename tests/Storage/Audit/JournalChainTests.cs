using System.Collections.Immutable;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Silo.Audit;
using Circle.Silo.Storage;

namespace Circle.Storage.Tests.Audit;

/// <summary>A journal that was changed behind the program's back is found out, while the program has it open.</summary>
public abstract class JournalChainTests : IAsyncLifetime
{
    private static readonly StreamId A = Runs.Facility("a");

    /// <summary>Of the events of a stream one comes every quarter of an hour or so: three are before it.</summary>
    private static readonly DateTimeOffset Moment = Runs.Start.AddTicks(3 * 7_654_321_230L);

    private Site _site = null!;
    private Database _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await SiteAsync();
        _database = await Database.OpenAsync(_site.Options(), Cancel);
        await _database.Journal.CommitAsync(
            Of("a", 5), Of("b", 3), Of("c", 1), Runs.On(new StreamId("plan:district"), null, [Runs.Command(9), null]));
        foreach (var kind in LastEventOnly.Kinds)
        {
            var first = Runs.On(StreamId.Of(kind, "district"), null, 10) with { KeepsLastEventOnly = true };
            await _database.Journal.CommitAsync(first);
            await _database.Journal.CommitAsync(Runs.On(StreamId.Of(kind, "district"), first.Events[^1], 11) with { KeepsLastEventOnly = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_journal_that_nobody_touched_holds()
    {
        var found = await VerifyAsync();

        Assert.Equal((4L, 11L, 0L), (found.Streams, found.Events, found.Broken));
        Assert.Empty(found.Breaks);
    }

    [Theory]
    [InlineData("update event set data = '{\"n\":9}' where stream = 'facility:a' and version = 2", "facility:a", 2)]
    [InlineData("update event set actor = 'account:other' where stream = 'facility:a' and version = 5", "facility:a", 5)]
    [InlineData("update event set command_id = null, payload_hash = null where stream = 'facility:c'", "facility:c", 1)]
    [InlineData("delete from event where stream = 'facility:a' and version = 3", "facility:a", 3)]
    [InlineData("delete from event where stream = 'facility:a' and version = 1", "facility:a", 1)]
    [InlineData("delete from event where stream = 'facility:a' and version > 3", "facility:a", 4)]
    [InlineData("delete from event where stream = 'facility:b'", "facility:b", 1)]
    [InlineData("delete from stream where id = 'facility:b'", "facility:b", 3)]
    [InlineData("update stream set version = 2 where id = 'facility:b'", "facility:b", 3)]
    public async Task Whatever_is_changed_is_named_by_stream_and_version(string sql, string stream, long version)
    {
        Assert.NotEqual(0, await TamperAsync(sql));

        var found = Assert.Single((await VerifyAsync()).Breaks);

        Assert.Equal((stream, version), (found.Chain, found.Version));
        Assert.Contains($"{version}", found.Zh, StringComparison.Ordinal);
        Assert.Contains($"{version}", found.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_swapped_order_is_found_where_it_begins()
    {
        await TamperAsync("update event set version = 100 where stream = 'facility:a' and version = 2");
        await TamperAsync("update event set version = 2 where stream = 'facility:a' and version = 3");
        await TamperAsync("update event set version = 3 where stream = 'facility:a' and version = 100");

        var found = Assert.Single((await VerifyAsync()).Breaks);

        Assert.Equal((A.Value, 1L), (found.Chain, found.Version));
    }

    [Fact]
    public async Task Events_that_a_forger_moved_together_do_not_join()
    {
        await TamperAsync("delete from event where stream = 'facility:a' and version = 2");
        for (var version = 3; version <= 5; version++) await TamperAsync($"update event set version = {version - 1} where stream = 'facility:a' and version = {version}");
        await TamperAsync("update stream set version = 4 where id = 'facility:a'");

        Assert.Equal(1, Assert.Single((await VerifyAsync()).Breaks).Version);
    }

    [Fact]
    public async Task An_end_that_was_cut_off_with_its_head_only_a_digest_shows()
    {
        var before = await DigestAsync(DateTimeOffset.MaxValue.AddYears(-1));
        var stays = (await _database.Journal.StreamAsync(A))[3];
        await TamperAsync("delete from event where stream = 'facility:a' and version = 5");
        await TamperAsync($"update stream set version = 4, hash = '{stays.Hash}' where id = 'facility:a'");

        var found = await VerifyAsync(DateTimeOffset.MaxValue.AddYears(-1));

        Assert.Empty(found.Breaks);
        Assert.NotEqual(before, found.Kinds[0].AsEnumerable());
        Assert.Equal(("facility", 9L), (before[0].Kind, before[0].Events));
        Assert.Equal(("facility", 8L), (found.Kinds[0][0].Kind, found.Kinds[0][0].Events));
        Assert.Equal(before[1], found.Kinds[0][1]);
    }

    [Fact]
    public async Task A_digest_of_a_moment_stays_what_it_was_however_the_journal_goes_on()
    {
        var then = await DigestAsync(Moment);
        Assert.Equal([new { Kind = "facility", Streams = 3L, Events = 7L }, new { Kind = "plan", Streams = 1L, Events = 2L }], then.Select(k => new { k.Kind, k.Streams, k.Events }));

        var last = (await _database.Journal.StreamAsync(A))[^1];
        await _database.Journal.CommitAsync(Runs.On(A, last, 77));

        Assert.Equal(then, await DigestAsync(Moment));
        var found = await VerifyAsync(Moment, Runs.Start);
        Assert.Equal(then, found.Kinds[0].AsEnumerable());
        Assert.Empty(found.Kinds[1]);
        Assert.Equal(12, found.Events);
    }

    [Fact]
    public async Task More_streams_than_a_page_are_walked_whole()
    {
        await _database.Journal.CommitAsync([.. Enumerable.Range(0, 1_200).Select(i => Runs.On(Runs.Facility($"z{i:0000}"), null, 1_000 + i))]);
        await TamperAsync("update event set type = 'facility.other' where stream = 'facility:z1100'");

        var found = await VerifyAsync(DateTimeOffset.MaxValue.AddYears(-1));

        Assert.Equal((1_204L, 1_211L), (found.Streams, found.Events));
        Assert.Equal("facility:z1100", Assert.Single(found.Breaks).Chain);
    }

    [Fact]
    public async Task Auditors_find_events_newest_first_page_by_page()
    {
        var all = await FindAsync(new(null, null, null, null, null, null, 100));
        Assert.Equal(11, all.Length);
        Assert.Equal(all.OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Stream.Value, StringComparer.Ordinal).ThenByDescending(e => e.Version), all);

        var paged = new List<Contracts.Audit.AuditEvent>();
        for (Contracts.Audit.AuditPosition? before = null; ;)
        {
            var page = await FindAsync(new(null, null, null, null, null, before, 3));
            paged.AddRange(page);
            if (page.Length < 3) break;
            before = new(page[^1].RecordedAt, page[^1].Stream.Value, page[^1].Version);
        }

        Assert.Equal(all, paged);
        Assert.Equal(5, (await FindAsync(new(null, null, null, null, A, null, 100))).Length);
        Assert.Empty(await FindAsync(new(null, null, null, "facility.accepted", null, null, 100)));
        Assert.Empty(await FindAsync(new(null, null, new Actor("account:x"), null, null, null, 100)));
        Assert.Equal(2, (await FindAsync(new(Moment, null, null, null, null, null, 100))).Length);
        Assert.Equal(9, (await FindAsync(new(null, Moment, new Actor("rehearsal:street-huayuanlu"), "facility.noted", null, null, 100))).Length);
    }

    protected abstract Task<Site> SiteAsync();

    private static Run Of(string name, int command) => Runs.On(Runs.Facility(name), null, [Runs.Command(command), .. new CommandId?[command - 1]]);

    private Task<ImmutableArray<Contracts.Audit.AuditEvent>> FindAsync(Contracts.Audit.AuditEventQuery query) => _database.Audit.FindAsync(query, Cancel);

    private Task<int> TamperAsync(string sql) => Tampering.RunAsync(_site.Options(), "journal.db", sql);

    private async Task<JournalFindings> VerifyAsync(params ImmutableArray<DateTimeOffset> moments)
    {
        await using var stored = StoredRecords.Open(_site.Options());
        return await new JournalVerifier(stored.Audit).RunAsync(moments, _ => { }, Cancel);
    }

    private async Task<ImmutableArray<KindDigest>> DigestAsync(DateTimeOffset before)
    {
        using var fold = new HeadFold();
        foreach (var head in await _database.Audit.HeadsAsync(null, before, 10_000, Cancel)) fold.Add(head.Stream, head.Version, head.Hash);
        return fold.Done();
    }
}

public sealed class SqliteJournalChainTests : JournalChainTests
{
    protected override Task<Site> SiteAsync() => Task.FromResult<Site>(new SqliteSite());
}

public sealed class PostgreSqlJournalChainTests(SharedServer server) : JournalChainTests
{
    protected override async Task<Site> SiteAsync() => new PostgreSqlSite(await (await server.GetAsync()).CreateDatabaseAsync());
}
