using System.Data.Common;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Circle.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Storage.Tests.Audit;

/// <summary>The audit's chains: nothing is lost, forked, changed or let go too early, whoever writes and whoever would like to.</summary>
public abstract class AuditChainTests : IAsyncLifetime
{
    private static readonly JournalDigest Journal = new(Guid.Empty, new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero), []);

    private Site _site = null!;
    private readonly List<IAsyncDisposable> _stores = [];
    private IDbContextFactory<Credentials> _credentials = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditStore Store => new(_credentials);

    public async ValueTask InitializeAsync()
    {
        _site = await SiteAsync();
        await CredentialStore.PrepareAsync(Options, "/");
        _credentials = Factory(Options);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Two_nodes_that_write_at_once_make_one_chain_and_lose_nothing()
    {
        AuditWriter[] nodes = [new(new AuditStore(Factory(Options))), new(new AuditStore(Factory(Options)))];

        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => nodes[i % 2].WriteAsync(Entry(i % 3 == 0 ? "reads" : "sign-in", $"n{i}"))));

        var entries = await EntriesAsync();
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"n{i}").Order(), entries.Select(e => e.Note).Order());
        Assert.Equal(Enumerable.Range(1, 200).Select(v => (long)v), entries.Where(e => e.Chain == "sign-in").Select(e => e.Version));
        var found = await VerifyAsync();
        Assert.Equal((2L, 300L, 0), (found.Chains, found.Entries, found.Breaks.Length));
    }

    [Fact]
    public async Task A_full_queue_says_so_and_what_it_took_is_stored()
    {
        var writer = new AuditWriter(Store);
        var outcomes = new List<Task>();
        var full = 0;
        await using (var held = await HoldAsync())
        {
            for (var i = 0; i < AuditWriter.Capacity * 2; i++)
            {
                try
                {
                    outcomes.Add(writer.WriteAsync(Entry("sign-in", $"n{i}")));
                }
                catch (AuditException)
                {
                    full++;
                }
            }
        }

        Assert.InRange(full, 1, AuditWriter.Capacity);
        await Task.WhenAll(outcomes);
        Assert.Equal(outcomes.Count, (await EntriesAsync()).Count);
        await writer.WriteAsync(Entry("sign-in", "after"));
    }

    [Fact]
    public async Task A_store_that_is_away_is_heard_of()
    {
        var away = new AuditWriter(new AuditStore(Factory(Away)));

        await Assert.ThrowsAsync<AuditException>(() => away.WriteAsync(Entry("sign-in", "n")));
    }

    [Theory]
    [InlineData("update {0}audit_entry set note = 'other'")]
    [InlineData("delete from {0}audit_entry")]
    [InlineData("insert into {0}audit_anchor (chain, version, hash) select chain, version, hash from {0}audit_entry where version = 1")]
    [InlineData("update {0}audit_digest set content = ''")]
    [InlineData("delete from {0}audit_digest")]
    public async Task The_database_itself_takes_no_change(string sql)
    {
        await Store.AppendAsync([Entry("sign-in", "a"), Entry("sign-in", "b")], Cancel);
        await Store.AddDigestAsync(null, Now, Journal, Cancel);

        await Assert.ThrowsAnyAsync<DbException>(() => TamperAsync(sql));

        Assert.Equal(2, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task The_retention_takes_whole_beginnings_and_the_rest_still_holds()
    {
        await Store.AppendAsync([.. Old(500, "a", 5), .. Old(300, "a", 3), .. Old(0, "a", 2), .. Old(500, "b", 4)], Cancel);
        var digest = await Store.AddDigestAsync(null, Now, Journal, Cancel);

        Assert.Equal(9, await Store.ForgetAsync(DaysAgo(400), Cancel));
        Assert.Equal(0, await Store.ForgetAsync(DaysAgo(400), Cancel));

        Assert.Equal([6L, 7, 8, 9, 10], (await EntriesAsync()).Select(e => e.Version));
        await Store.AppendAsync([Entry("a", "next"), Entry("b", "next")], Cancel);
        var found = await VerifyAsync(new KeptDigest("kept", digest));
        Assert.Empty(found.Breaks);
        Assert.Equal(7, found.Entries);
        Assert.Equal([("a", 11L), ("b", 5L)], (await Store.HeadsAsync(Cancel)).Select(h => (h.Chain, h.Version)));

        Assert.Equal(3, await Store.ForgetAsync(DaysAgo(200), Cancel));
        Assert.Empty((await VerifyAsync()).Breaks);
    }

    [Fact]
    public async Task Nothing_younger_than_six_months_goes_whatever_is_asked()
    {
        await Store.AppendAsync([.. Old(150, "a", 3)], Cancel);

        await Assert.ThrowsAnyAsync<Exception>(() => Store.ForgetAsync(DaysAgo(100), Cancel));

        Assert.Equal(3, (await EntriesAsync()).Count);
        Assert.Empty((await VerifyAsync()).Breaks);
    }

    [Theory]
    [InlineData("update {0}audit_entry set actor = 'account:other' where chain = 'a' and version = 3", 3)]
    [InlineData("delete from {0}audit_entry where chain = 'a' and version = 2", 2)]
    [InlineData("delete from {0}audit_entry where chain = 'a' and version = 1", 1)]
    [InlineData("update {0}audit_entry set previous_hash = 'x' where chain = 'a' and version = 4", 4)]
    [InlineData("delete from {0}audit_entry where chain = 'a' and version > 3", 5)]
    [InlineData("delete from {0}audit_entry where chain = 'a'", 5)]
    public async Task Whoever_owns_the_database_and_changes_it_is_found_out(string sql, long version)
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 5).Select(i => Entry("a", $"n{i}")), Entry("b", "n")], Cancel);
        await Store.AddDigestAsync(null, Now, Journal, Cancel);
        await DisarmAsync();
        Assert.NotEqual(0, await TamperAsync(sql));

        var found = Assert.Single((await VerifyAsync()).Breaks);

        Assert.Equal(("a", version), (found.Chain, found.Version));
    }

    [Fact]
    public async Task Swapped_entries_are_found_out()
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 5).Select(i => Entry("a", $"n{i}"))], Cancel);
        await DisarmAsync();
        await TamperAsync("update {0}audit_entry set version = 100 where version = 2");
        await TamperAsync("update {0}audit_entry set version = 2 where version = 3");
        await TamperAsync("update {0}audit_entry set version = 3 where version = 100");

        Assert.Equal(2, Assert.Single((await VerifyAsync()).Breaks).Version);
    }

    [Fact]
    public async Task A_digest_that_lies_elsewhere_shows_what_was_cut_off_with_the_stored_ones()
    {
        await Store.AppendAsync([Entry("a", "1"), Entry("a", "2")], Cancel);
        var kept = HeadsDigest.Read((await Store.AddDigestAsync(null, Now, Journal, Cancel)).ToJson());
        await DisarmAsync();
        await TamperAsync("delete from {0}audit_entry where version = 2");
        await TamperAsync("delete from {0}audit_digest");

        Assert.Empty((await VerifyAsync()).Breaks);
        Assert.Equal(["a 2", "digests 1"], (await VerifyAsync(new KeptDigest("file", kept))).Breaks.Select(b => $"{b.Chain} {b.Version}").Order());
        Assert.Equal("digests", Assert.Single((await VerifyAsync(new KeptDigest("file", null))).Breaks).Chain);
    }

    [Fact]
    public async Task A_beginning_that_was_taken_away_too_young_is_found_out_by_a_digest()
    {
        await Store.AppendAsync([.. Enumerable.Range(1, 3).Select(i => Entry("a", $"n{i}"))], Cancel);
        await Store.AddDigestAsync(null, Now, Journal, Cancel);
        await Store.AppendAsync([.. Enumerable.Range(4, 3).Select(i => Entry("a", $"n{i}"))], Cancel);
        var fifth = (await EntriesAsync())[4];
        await DisarmAsync();
        await TamperAsync($"insert into {{0}}audit_anchor (chain, version, hash) values ('a', 5, '{fifth.Hash}')");
        await TamperAsync("delete from {0}audit_entry where version <= 5");

        var found = Assert.Single((await VerifyAsync()).Breaks);

        Assert.Equal(("a", 4L), (found.Chain, found.Version));
    }

    [Fact]
    public async Task A_changed_digest_is_found_out()
    {
        for (var i = 0; i < 3; i++) await Store.AddDigestAsync(null, Now.AddMinutes(i), Journal, Cancel);
        await DisarmAsync();
        await TamperAsync("delete from {0}audit_digest where number = 2");

        var found = Assert.Single((await VerifyAsync()).Breaks);

        Assert.Equal(("digests", 2L), (found.Chain, found.Version));
    }

    [Fact]
    public async Task Of_several_nodes_a_day_has_one_digest_and_each_joins_the_one_before()
    {
        var day = new DateOnly(2026, 11, 29);
        var digests = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => new AuditStore(Factory(Options)).AddDigestAsync(day, Now.AddSeconds(i), Journal, Cancel)));
        var next = await Store.AddDigestAsync(day.AddDays(1), Now, Journal, Cancel);

        Assert.Single(digests.Select(d => d.Hash).Distinct());
        Assert.Equal((2L, digests[0].Hash), (next.Number, next.Previous));
        Assert.Equal(digests[0].Hash, (await Store.DigestOfAsync(day, Cancel))!.Hash);
        Assert.Equal(2, (await VerifyAsync()).Digests.Length);
    }

    [Fact]
    public async Task What_the_journal_held_is_compared_by_kind()
    {
        var digest = await Store.AddDigestAsync(null, Now, Journal with { Kinds = [new KindDigest("facility", 2, 9, "x"), new KindDigest("plan", 1, 1, "y")] }, Cancel);

        Assert.Empty(AuditVerifier.Compare([digest], [digest.Journal.Kinds]));
        var found = Assert.Single(AuditVerifier.Compare([digest], [[new KindDigest("facility", 2, 8, "z"), new KindDigest("plan", 1, 1, "y")]]));
        Assert.Equal("facility:*", found.Chain);
        Assert.Contains("9 events then, 2 and 8 now", found.En, StringComparison.Ordinal);
        Assert.Equal(2, AuditVerifier.Compare([digest], [[]]).Count());
    }

    protected abstract Task<Site> SiteAsync();

    /// <summary>Options of a store that does not answer.</summary>
    private protected abstract CircleOptions Away { get; }

    /// <summary>Statements after which the triggers are silent.</summary>
    private protected abstract IEnumerable<string> Disarming { get; }

    /// <summary>What keeps everybody else from adding.</summary>
    private protected abstract string Holding { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private CircleOptions Options
    {
        get
        {
            var at = _site.Options();
            return new CircleOptions { Storage = at.Kind, DataDirectory = at.DataDirectory, ConnectionString = at.ConnectionString };
        }
    }

    private IDbContextFactory<Credentials> Factory(CircleOptions options)
    {
        var store = CredentialStore.Open(options, "/");
        _stores.Add(store);
        return store.GetRequiredService<IDbContextFactory<Credentials>>();
    }

    private static NewEntry Entry(string chain, string note) => new(chain, Envelope.UnixMicroseconds(Now), "signedIn", "account:a", "account:a", "10.0.0.1", true, note);

    private static IEnumerable<NewEntry> Old(int days, string chain, int count) => Enumerable.Range(0, count).Select(i => Entry(chain, $"{days} {i}") with { At = DaysAgo(days) + i });

    private static long DaysAgo(int days) => Envelope.UnixMicroseconds(Now.AddDays(-days));

    private async Task<AuditFindings> VerifyAsync(params IReadOnlyCollection<KeptDigest> kept) => await new AuditVerifier(_credentials, AuditSettings.FewestDays, TimeProvider.System).RunAsync(kept, Cancel);

    private async Task<List<AuditEntry>> EntriesAsync()
    {
        await using var db = await _credentials.CreateDbContextAsync(Cancel);
        return await db.Set<AuditEntry>().AsNoTracking().OrderBy(e => e.Chain).ThenBy(e => e.Version).ToListAsync(Cancel);
    }

    private Task<int> TamperAsync(string sql)
    {
        var options = _site.Options();
        return Tampering.RunAsync(options, "credentials.db", sql.Replace("{0}", options.Kind == StorageKind.Sqlite ? "" : "credentials.", StringComparison.Ordinal));
    }

    private async Task DisarmAsync()
    {
        foreach (var sql in Disarming) await TamperAsync(sql);
    }

    /// <summary>Until it is disposed nobody else adds.</summary>
    private async Task<DbConnection> HoldAsync()
    {
        var connection = Tampering.Connection(_site.Options(), "credentials.db");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = Holding;
        await command.ExecuteNonQueryAsync(Cancel);
        return connection;
    }
}

public sealed class SqliteAuditChainTests : AuditChainTests
{
    private protected override CircleOptions Away => new() { DataDirectory = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "none") };

    private protected override IEnumerable<string> Disarming
        => ((string[])["audit_entry_stays", "audit_entry_kept", "audit_anchor_begins", "audit_digest_stays", "audit_digest_kept"]).Select(t => $"drop trigger {t}");

    private protected override string Holding => "begin immediate";

    protected override Task<Site> SiteAsync() => Task.FromResult<Site>(new SqliteSite());
}

public sealed class PostgreSqlAuditChainTests(SharedServer server) : AuditChainTests
{
    private protected override CircleOptions Away => new()
    {
        Storage = StorageKind.PostgreSql,
        ConnectionString = $"Host=127.0.0.1;Port={TestServers.LoopbackPort.Free()};Username=circle;Database=none",
    };

    private protected override IEnumerable<string> Disarming
        => ((string[])["audit_entry", "audit_anchor", "audit_digest"]).Select(t => $"alter table credentials.{t} disable trigger all");

    private protected override string Holding => $"select pg_advisory_lock({0x41_55_44_49_54})";

    protected override async Task<Site> SiteAsync() => new PostgreSqlSite(await (await server.GetAsync()).CreateDatabaseAsync());
}
