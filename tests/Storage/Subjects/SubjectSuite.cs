using Circle.Domain.Subjects;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Circle.Web.Accounts;
using Circle.Web.Hosting;
using Circle.Web.Subjects;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Storage.Tests.Subjects;

/// <summary>What is promised of personal data, on either database. Each test has a database and a ledger's folder of its own.</summary>
public abstract partial class SubjectSuite : IAsyncLifetime
{
    private const string Phone = "13899990001";

    private static readonly DateTimeOffset Start = new(2026, 11, 29, 4, 0, 0, TimeSpan.Zero);
    private static readonly PersonalData Person = new("欧阳示例", Phone, "金水区大石桥街道示例小区7号楼");

    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("circle-ledger-");
    private readonly List<IAsyncDisposable> _stores = [];
    private readonly List<IDisposable> _parts = [];
    private readonly SetTime _time = new(Start);
    private Site _site = null!;
    private IDbContextFactory<Credentials> _credentials = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SubjectRules Rules => new(new KeepDays(180, 365, 90), Path.Combine(_folder.FullName, "erasures"));

    private SubjectCipher Cipher => new(_protection);

    public async ValueTask InitializeAsync()
    {
        _site = await SiteAsync();
        await CredentialStore.PrepareAsync(Options, "/");
        _credentials = Factory();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts) part.Dispose();
        foreach (var store in _stores) await store.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract Task<Site> SiteAsync();

    /// <summary>Every byte that the database keeps.</summary>
    protected abstract Task<byte[]> BytesAsync(string directory, string connectionString);

    private CircleOptions Options
    {
        get
        {
            var at = _site.Options();
            return new CircleOptions { Storage = at.Kind, DataDirectory = at.DataDirectory, ConnectionString = at.ConnectionString };
        }
    }

    /// <summary>As a web node of its own has it.</summary>
    private IDbContextFactory<Credentials> Factory()
    {
        var store = CredentialStore.Open(Options, "/");
        _stores.Add(store);
        return store.GetRequiredService<IDbContextFactory<Credentials>>();
    }

    private SubjectStore Store(IDbContextFactory<Credentials>? credentials = null)
        => new(credentials ?? _credentials, Cipher, Kept(new PhoneIndexes(credentials ?? _credentials, _protection)), _time);

    private ErasureFile LedgerFile(SubjectRules? rules = null) => Kept(new ErasureFile(rules ?? Rules, TimeProvider.System));

    private ErasureLedger Ledger(IDbContextFactory<Credentials>? credentials = null) => new(credentials ?? _credentials, LedgerFile());

    private async Task<SubjectRow> RecordedAsync(SubjectKind kind = SubjectKind.Caller, PersonalData? data = null) => (await Store().RecordAsync(kind, data ?? Person, null)).Row;

    private async Task<SubjectRow?> RowAsync(SubjectRow row) => await Store().FindAsync(row.SubjectId);

    private async Task<List<ErasureRow>> ErasuresAsync()
    {
        await using var db = await _credentials.CreateDbContextAsync(Cancel);
        return await db.Erasures.AsNoTracking().OrderBy(e => e.Subject).ToListAsync(Cancel);
    }

    private async Task<int> TamperAsync(string sql)
    {
        var options = _site.Options();
        return await Audit.Tampering.RunAsync(options, "credentials.db", sql.Replace("{0}", options.Kind == StorageKind.Sqlite ? "" : "credentials.", StringComparison.Ordinal));
    }

    private TPart Kept<TPart>(TPart part) where TPart : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    private sealed class SetTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class SqliteSubjectTests : SubjectSuite
{
    protected override Task<Site> SiteAsync() => Task.FromResult<Site>(new SqliteSite());

    /// <summary>The write-ahead log too.</summary>
    protected override async Task<byte[]> BytesAsync(string directory, string connectionString)
    {
        var all = new List<byte>();
        foreach (var file in Directory.GetFiles(directory))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy, TestContext.Current.CancellationToken);
            all.AddRange(copy.ToArray());
        }

        return [.. all];
    }
}

public sealed class PostgreSqlSubjectTests(SharedServer server) : SubjectSuite
{
    protected override async Task<Site> SiteAsync() => new PostgreSqlSite(await (await server.GetAsync()).CreateDatabaseAsync());

    /// <summary>Every row of every table, and what its bytes are.</summary>
    protected override async Task<byte[]> BytesAsync(string directory, string connectionString)
    {
        var all = new List<byte>();
        await using var connection = new Npgsql.NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in (string[])["subject", "subject_key", "subject_reveal", "erasure", "words", "call_draft", "audit_entry", "person"])
        {
            await using var command = new Npgsql.NpgsqlCommand($"select t::text from credentials.{table} t", connection);
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken)) all.AddRange(System.Text.Encoding.UTF8.GetBytes(rows.GetString(0)));
        }

        await using var bytes = new Npgsql.NpgsqlCommand(
            """select "Data" from credentials.subject union all select "Data" from credentials.words union all select "Data" from credentials.call_draft""", connection);
        await using var data = await bytes.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await data.ReadAsync(TestContext.Current.CancellationToken)) all.AddRange(data.GetFieldValue<byte[]>(0));
        return [.. all];
    }
}
