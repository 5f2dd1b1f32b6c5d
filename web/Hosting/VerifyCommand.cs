using System.Collections.Immutable;
using System.Data.Common;
using Circle.Contracts.Journal;
using Circle.Domain.Audit;
using Circle.Silo.Audit;
using Circle.Silo.Hosting;
using Circle.Silo.Lists;
using Circle.Silo.Photos;
using Circle.Silo.Storage;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Hosting;

/// <summary>
/// 核验: <c>verify [--digest file]…</c> walks every chain of the journal and of the audit and compares them with the digests, those in the
/// database and those that are named, folds every stream that stands in a list and compares its row, and reads every photo that is shown and every piece of evidence. Writes nothing but what it found, for the page of the audit; the system may work meanwhile or be stopped.
/// </summary>
internal static class VerifyCommand
{
    public const string Name = "verify";

    private const int Sound = 0;
    private const int Broken = 1;
    private const int NotVerified = 2;

    private const string DigestOption = "--digest";
    private const long SayEvery = 10_000;

    /// <summary>Where digests are written, and how long entries are kept.</summary>
    public static AuditRules RulesOf(CircleOptions options, string root) => new(
        options.Audit.KeepDays,
        options.Digests.Directory.Length > 0 ? Path.GetFullPath(options.Digests.Directory, root) : Path.Combine(Path.GetFullPath(options.DataDirectory, root), "digests"));

    /// <returns>0: everything holds. 1: something does not. 2: it could not be verified.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
        try
        {
            var builder = WebApplication.CreateBuilder(Settings(args));
            return await VerifyAsync(CircleOptions.Read(builder.Configuration), builder.Environment.ContentRootPath, await KeptAsync(args, stop.Token), stop.Token);
        }
        catch (Exception e) when (e is StartupException or JournalException or DbException or IOException or UnauthorizedAccessException or OperationCanceledException or InvalidOperationException { InnerException: DbException })
        {
            await Console.Error.WriteLineAsync($"没有核验 · not verified: {e.Message}");
            return NotVerified;
        }
    }

    private static async Task<int> VerifyAsync(CircleOptions options, string root, IReadOnlyCollection<KeptDigest> kept, CancellationToken cancel)
    {
        if (options.Storage == StorageKind.Sqlite && CredentialStore.FileOf(options, root) is var file && !File.Exists(file))
            throw new StartupException($"没有数据库 {file}。There is no database {file}.");
        await using var store = CredentialStore.Open(options, root);
        var audit = await new AuditVerifier(store.GetRequiredService<IDbContextFactory<Credentials>>(), AuditSettings.FewestDays, TimeProvider.System).RunAsync(kept, cancel);
        Console.WriteLine($"审计：{audit.Chains} 条链，{audit.Entries} 条记录，{audit.Digests.Length} 个摘要 · audit: {audit.Chains} chains, {audit.Entries} entries, {audit.Digests.Length} digests");

        await using var stored = StoredRecords.Open(new StorageOptions { Kind = options.Storage, DataDirectory = Path.GetFullPath(options.DataDirectory, root), ConnectionString = options.ConnectionString });
        var journal = await new JournalVerifier(stored.Audit).RunAsync([.. audit.Digests.Select(d => d.Journal.Before)], Saying("个流… streams"), cancel);
        Console.WriteLine($"业务日志：{journal.Streams} 个流，{journal.Events} 个事件 · journal: {journal.Streams} streams, {journal.Events} events");

        var lists = await new ListVerifier(stored.Audit, stored.Lists).RunAsync(Saying("个列表行… list rows"), cancel);
        Console.WriteLine($"列表行：{lists.Rows} 行 · list rows: {lists.Rows}");

        var photos = await new PhotoVerifier(stored.ServicePoints, stored.Blobs).RunAsync(Saying("张照片… photos"), cancel);
        Console.WriteLine($"照片：{photos.Photos} 张 · photos: {photos.Photos}");

        var evidence = await new EvidenceVerifier(stored.Audit, stored.Blobs).RunAsync(Saying("件材料… pieces of evidence"), cancel);
        Console.WriteLine($"验收、督办、工单和活动材料：{evidence.Pieces} 件 · evidence: {evidence.Pieces}");

        ImmutableArray<ChainBreak> breaks = [.. audit.Breaks, .. journal.Breaks, .. AuditVerifier.Compare(audit.Digests, journal.Kinds), .. lists.Breaks, .. photos.Breaks, .. evidence.Breaks];
        foreach (var found in breaks) Console.WriteLine($"✗ {found.Chain} {found.Version}: {found.Zh} · {found.En}");
        if (journal.Broken > journal.Breaks.Length) Console.WriteLine($"✗ …{journal.Broken - journal.Breaks.Length} 个流从略 · more streams");
        if (lists.Broken > lists.Breaks.Length) Console.WriteLine($"✗ …{lists.Broken - lists.Breaks.Length} 个列表行从略 · more list rows");
        if (photos.Broken > photos.Breaks.Length) Console.WriteLine($"✗ …{photos.Broken - photos.Breaks.Length} 张照片从略 · more photos");
        if (evidence.Broken > evidence.Breaks.Length) Console.WriteLine($"✗ …{evidence.Broken - evidence.Breaks.Length} 件材料从略 · more pieces of evidence");
        Console.WriteLine(breaks.IsEmpty ? "✓ 全部完好 · everything holds" : $"✗ {breaks.Length} 处不符 · breaks: {breaks.Length}");
        await KeepAsync(RulesOf(options, root), new JournalVerification(
            TimeProvider.System.GetUtcNow(), breaks.IsEmpty, journal.Streams, journal.Events, audit.Chains, audit.Entries, audit.Digests.Length, audit.Breaks.Length + journal.Broken + lists.Broken + photos.Broken + evidence.Broken, [.. breaks.Take(20)]), cancel);
        return breaks.IsEmpty ? Sound : Broken;
    }

    /// <summary>Something is heard of a walk that takes minutes.</summary>
    private static Action<long> Saying(string what)
    {
        var said = 0L;
        return count =>
        {
            if (count - said < SayEvery) return;
            said = count;
            Console.WriteLine($"  {count} {what}");
        };
    }

    /// <summary>For the page of the audit, if the folder is this program's to write.</summary>
    private static async Task KeepAsync(AuditRules rules, JournalVerification verification, CancellationToken cancel)
    {
        try
        {
            await new DigestFiles(rules).WriteAsync(verification, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"结果没有写入 {rules.Directory}：{e.Message}。The result is not kept: {e.Message}");
        }
    }

    private static async Task<IReadOnlyCollection<KeptDigest>> KeptAsync(string[] args, CancellationToken cancel)
    {
        var kept = new List<KeptDigest>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] != DigestOption) continue;
            if (i + 1 == args.Length) throw new StartupException($"{DigestOption} 之后应是文件。{DigestOption} is followed by a file.");
            kept.Add(new KeptDigest(args[i + 1], HeadsDigest.Read(await File.ReadAllTextAsync(args[i + 1], cancel))));
        }

        return kept;
    }

    /// <summary>The rest are settings as the program takes them.</summary>
    private static string[] Settings(string[] args) => [.. args.Where((arg, i) => arg != DigestOption && (i == 0 || args[i - 1] != DigestOption))];
}
