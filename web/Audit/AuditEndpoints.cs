using System.Text;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Accounts;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Audit;

/// <param name="Entries">Of all chains of the audit, those let go included.</param>
internal sealed record DigestView(long Number, DateOnly? Day, DateTimeOffset TakenAt, long Streams, long Events, long Entries, string Hash);

/// <param name="Taking">Whether a digest is being taken.</param>
/// <param name="KeepDays">Days for which entries are kept.</param>
internal sealed record AuditState(DigestView? Digest, bool Taking, JournalVerification? Verification, int KeepDays);

/// <param name="Actor">As lists name it.</param>
internal sealed record AuditPerson(string Actor, string Name, string DisplayName);

internal static class AuditEndpoints
{
    public const int MostExported = 50_000;

    private const int MaxLimit = 200;
    private const int Batch = 5_000;

    /// <summary>A search may read the whole journal: so many at once, so many that wait, and "busy" for the others.</summary>
    private const string Limit = "audit";
    private const int MostAtOnce = 2;
    private const int MostWaiting = 8;

    public static void AddLimit(RateLimiterOptions limits) => limits.AddConcurrencyLimiter(Limit, limit => (limit.PermitLimit, limit.QueueLimit) = (MostAtOnce, MostWaiting));

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("audit");
        audit.MapGet("/", PageAsync).WithSummary("Who did what to what, when, from where, with what result; newest first.").Queries<AuditSource>("source").Queries<DateOnly>("from", "to").Queries<bool>("done").Produces<AuditPage>().RequireRateLimiting(Limit).Needs(Permission.Audit);
        audit.MapGet("/export", ExportAsync).WithSummary("The same as a table, at most 50,000 lines.").Queries<AuditSource>("source").Queries<DateOnly>("from", "to").Queries<bool>("done").Produces<Stream>(200, "text/csv").RequireRateLimiting(Limit).Needs(Permission.Audit);
        audit.MapGet("/people", PeopleAsync).WithSummary("Accounts by a part of their names, at most twenty.").Produces<ListOf<AuditPerson>>().Needs(Permission.Audit);
        audit.MapGet("/state", StateAsync).WithSummary("The last digest (摘要) and the last verification.").Produces<AuditState>().Needs(Permission.Audit);
        audit.MapPost("/digests", AskAsync).WithSummary("Asks for a digest; the state says when it is there.").Produces(202).Needs(Permission.Audit);
    }

    /// <summary>Who did what to what, when, from where, with what result; newest first.</summary>
    private static async Task<IResult> PageAsync(
        HttpContext http, AuditSearch search, string? source, string? from, string? to, string? actor, string? action, string? subject, string? done, string? address,
        string? before, QueryNumber? limit)
    {
        var faults = new FaultList();
        var question = AuditQuestion.Read(faults, http.Request);
        var cursor = AuditCursor.Read(faults, "before", before);
        var most = (int)faults.Number("limit", limit, 1, MaxLimit, 50);
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await search.PageAsync(question, cursor, most, http.RequestAborted));
    }

    /// <summary>The same as a table, at most <see cref="MostExported"/> lines.</summary>
    private static async Task<IResult> ExportAsync(
        HttpContext http, AuditSearch search, AuditTrail trail, string? source, string? from, string? to, string? actor, string? action, string? subject, string? done, string? address)
    {
        var faults = new FaultList();
        var question = AuditQuestion.Read(faults, http.Request);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        // The first part before anything is answered: what cannot be read is no file.
        var page = await search.PageAsync(question, null, Batch, http.RequestAborted);
        await trail.WriteAsync(http, AuditAction.Exported, AccountHosting.ActorOf(http.User), "audit", note: question.ToString());
        return Results.Stream(body => WriteAsync(body, search, question, page, http.RequestAborted), "text/csv; charset=utf-8", "audit.csv");
    }

    private static async Task WriteAsync(Stream body, AuditSearch search, AuditQuestion question, AuditPage page, CancellationToken cancel)
    {
        // With a mark, by which a spreadsheet knows that it is UTF-8.
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await text.WriteAsync(AuditCsv.Head.AsMemory(), cancel);
        for (var written = 0; ;)
        {
            foreach (var item in page.Items) await text.WriteAsync(AuditCsv.Line(item).AsMemory(), cancel);
            written += page.Items.Count;
            if (page.Next is not { } next) return;
            if (written >= MostExported)
            {
                await text.WriteAsync(CsvLine.Of([$"只导出最新的 {MostExported} 条，请缩小范围再导出其余的；only the newest {MostExported}, narrow the question for the others"]).AsMemory(), cancel);
                return;
            }

            page = await search.PageAsync(question, AuditCursor.Read(new FaultList(), "", next), Batch, cancel);
        }
    }

    /// <summary>Accounts by a part of their names, at most twenty.</summary>
    private static async Task<IResult> PeopleAsync(HttpContext http, IDbContextFactory<Credentials> credentials, string? name)
    {
        if (name?.Trim() is not { Length: > 0 and <= Person.MaxName } part) return Results.Ok(new ListOf<AuditPerson>([]));
        await using var db = await credentials.CreateDbContextAsync(http.RequestAborted);
        var found = await db.Users.AsNoTracking().Where(p => p.DisplayName.Contains(part) || p.UserName!.Contains(part)).OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(20)
            .Select(p => new { p.Id, p.UserName, p.DisplayName }).ToListAsync(http.RequestAborted);
        return Results.Ok(new ListOf<AuditPerson>([.. found.Select(p => new AuditPerson(AccountId.Of(p.Id).Actor.Value, p.UserName ?? "", p.DisplayName))]));
    }

    private static async Task<IResult> StateAsync(HttpContext http, AuditStore store, DigestFiles files, DigestKeeper keeper, AuditRules rules)
    {
        var digest = await store.LastDigestAsync(http.RequestAborted);
        return Results.Ok(new AuditState(
            digest is null ? null : new DigestView(
                digest.Number, digest.Day, digest.TakenAt, digest.Journal.Kinds.Sum(k => k.Streams), digest.Journal.Kinds.Sum(k => k.Events), digest.Audit.Sum(c => c.Version), digest.Hash),
            keeper.IsBusy, await files.LastVerificationAsync(http.RequestAborted), rules.KeepDays));
    }

    /// <summary>A digest beside the daily ones. It takes half a minute or more; the state says when it is there.</summary>
    private static async Task<IResult> AskAsync(HttpContext http, DigestKeeper keeper, AuditTrail trail)
    {
        if (keeper.IsBusy) return Taking();
        await trail.WriteAsync(http, AuditAction.DigestAsked, AccountHosting.ActorOf(http.User), "audit");
        return keeper.Ask() ? Results.Accepted() : Taking();

        IResult Taking() => Problems.Of(http, Refusal.NotNow("taking", "正在留存摘要，请稍后再看", "a digest is being taken: look again in a minute"));
    }
}
