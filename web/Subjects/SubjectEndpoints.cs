using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Web.Accounts;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>个人信息: what people do with it. Nothing personal is in any address, and no answer is kept by a browser.</summary>
internal static class SubjectEndpoints
{
    private static readonly Refusal OwnAlone = new(RefusalKind.Invalid,
        [new Fault("account", "required", "请选择本队的志愿者：队长只登记本队志愿者", "choose a volunteer of your team: leaders record those alone")]);

    private static readonly Refusal NoAccount = Refusal.Unknown("account", "没有这个账号，或不在您的队里", "there is no such account, or it is not of your team");

    public static void MapSubjects(this IEndpointRouteBuilder api)
    {
        var subjects = api.MapGroup("/subjects").WithTags("subjects");
        subjects.MapPost("/", RecordAsync).WithSummary("Records somebody, or finds them again by phone and kind. Nothing of it enters an event.").Takes<SubjectDraft>()
            .Needs(Permission.Reveal).Produces<SubjectView>().Produces<SubjectView>(201).ProducesProblem(404).ProducesProblem(409);
        subjects.MapGet("/", ListAsync).WithSummary("Subjects (个人信息主体), masked, newest first.").Queries<SubjectKind>("kind").Needs(Permission.Reveal, Permission.Erase).Produces<SubjectPage>();
        subjects.MapPost("/search", SearchAsync).WithSummary("Whoever has a phone number, masked; at most twenty.").Takes<SubjectSearch>().Needs(Permission.Reveal, Permission.Erase)
            .Produces<ListOf<SubjectView>>().ProducesProblem(409);
        subjects.MapPost("/{id}/reveal", RevealAsync).WithSummary("Shows fields in full for a stated reason, which the audit keeps.").Takes<RevealBody>().Needs(Permission.Reveal)
            .Produces<Revealed>().ProducesProblem(404).ProducesProblem(409);
        subjects.MapPost("/{id}/erase", EraseAsync).WithSummary("Erases somebody for good; events and counts stay.").Takes<ErasureBody>().Needs(Permission.Erase)
            .Produces(204).ProducesProblem(404).ProducesProblem(409);
        subjects.MapPut("/{id}/hold", HoldAsync).WithSummary("Puts erasure off (暂缓删除) until a day.").Takes<HoldBody>().Needs(Permission.Erase).Produces(204).ProducesProblem(404).ProducesProblem(409);
        subjects.MapDelete("/{id}/hold", ReleaseAsync).WithSummary("Lifts what puts erasure off.").Needs(Permission.Erase).Produces(204).ProducesProblem(404).ProducesProblem(409);
        subjects.MapGet("/erasures", ErasuresAsync).WithSummary("The ledger of erasures (删除台账), newest first: that somebody was erased, never who.").Needs(Permission.Erase, Permission.Audit).Produces<ErasurePage>();
        subjects.MapGet("/rules", RulesAsync).WithSummary("How long each kind is kept, how many there are, and whether the ledger can be written.").Needs(Permission.Erase, Permission.Audit).Produces<SubjectState>();
    }

    /// <summary>Somebody new, or, by the same phone and kind, found again. A team leader records volunteers of the team alone.</summary>
    private static Task<IResult> RecordAsync(HttpContext http, SubjectBook book, SubjectRights rights) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (kind, name, phone, address, account) = (body.Choice<SubjectKind>("kind"), body.Text("name"), body.Text("phone"), body.Text("address"), body.OptionalId<AccountId>("account"));
        body.Close();
        var data = faults.Has("name") || faults.Has("phone") || faults.Has("address") ? null : PersonalData.Read(faults, name, phone, address);
        if (account is not null && kind != SubjectKind.Volunteer && !faults.Has("kind"))
            faults.Add("account", "not-allowed", "只有志愿者可以对应账号", "only a volunteer has an account");
        if (faults.Any || data is null) return Problems.Of(http, faults.ToRefusal());

        var (by, isWhole) = (Asker.Of(http), await rights.IsWholeAsync(Permission.Reveal));
        if (!isWhole && account is null) return Problems.Of(http, OwnAlone);
        if (account is { } named && !(isWhole ? await book.IsEnabledAsync(named) : await rights.MayRevealAsync(named))) return Problems.Of(http, NoAccount);
        var (view, isNew, refusal) = await book.RecordAsync(by, kind, data, account, isWhole);
        return refusal is not null ? Problems.Of(http, refusal) : isNew ? Results.Json(view, statusCode: StatusCodes.Status201Created) : Results.Ok(view);
    });

    /// <summary>Masked, newest first.</summary>
    private static async Task<IResult> ListAsync(HttpContext http, SubjectBook book, SubjectRights rights, string? kind, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var (asked, from, most) = (faults.Choice<SubjectKind>("kind", kind), faults.Id<SubjectId>("after", after), (int)faults.Number("limit", limit, 1, SubjectStore.MaxLimit, 50));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await book.PageAsync(asked, await rights.AccountsAsync(), from, most));
    }

    /// <summary>By a whole number, which stands in the body: at most twenty.</summary>
    private static Task<IResult> SearchAsync(HttpContext http, SubjectBook book, SubjectRights rights) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var phone = body.Required("phone");
        body.Close();
        var number = faults.Has("phone") ? null : PhoneNumber.Read(faults, "phone", phone);
        if (faults.Any || number is null) return Problems.Of(http, faults.ToRefusal());

        var (items, refusal) = await book.SearchAsync(number, await rights.AccountsAsync());
        return items is null ? Problems.Of(http, refusal!) : Results.Ok(new ListOf<SubjectView>(items));
    });

    private static Task<IResult> RevealAsync(HttpContext http, SubjectBook book, SubjectStore store, SubjectRights rights, string id) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var request = RevealBodies.Read(json, faults);

        // Of somebody else's nothing is told, not even that what was asked is wrong.
        if (await FindAsync(store, id) is not { } row || !await rights.MayRevealAsync(row.AccountId)) return Problems.Of(http, SubjectBook.None);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var by = Asker.Of(http);
        if (!await store.TakeRevealAsync(AccountId.Of(by.Actor)!.Value)) return RevealBodies.TooMany(http);
        var (data, refusal) = await book.RevealAsync(by, row, request);
        return refusal is not null ? Problems.Of(http, refusal) : Results.Ok(data);
    });

    private static Task<IResult> EraseAsync(HttpContext http, SubjectBook book, SubjectStore store, string id) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (reason, note) = (body.Choice<ErasureReason>("reason"), body.Text("note"));
        body.Close();
        if (!faults.Has("note")) faults.Text("note", note, 0, Reveals.MaxNote);
        if (await FindAsync(store, id) is not { } row) return Problems.Of(http, SubjectBook.None);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return await book.EraseAsync(Asker.Of(http), row, reason, note) is { } refusal ? Problems.Of(http, refusal) : Results.NoContent();
    });

    private static Task<IResult> HoldAsync(HttpContext http, SubjectBook book, SubjectStore store, TimeProvider real, string id) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (until, reason) = (body.Date("until"), body.Text("reason"));
        body.Close();
        Retention.CheckHold(faults, until, reason, real.GetUtcNow());
        if (await FindAsync(store, id) is not { } row) return Problems.Of(http, SubjectBook.None);
        if (faults.Any || reason is null) return Problems.Of(http, faults.ToRefusal());
        return await book.HoldAsync(Asker.Of(http), row, until, reason) is { } refusal ? Problems.Of(http, refusal) : Results.NoContent();
    });

    private static async Task<IResult> ReleaseAsync(HttpContext http, SubjectBook book, SubjectStore store, string id)
    {
        if (await FindAsync(store, id) is not { } row) return Problems.Of(http, SubjectBook.None);
        return await book.ReleaseAsync(Asker.Of(http), row) is { } refusal ? Problems.Of(http, refusal) : Results.NoContent();
    }

    /// <summary>删除台账, newest first: that somebody was erased, never who.</summary>
    private static async Task<IResult> ErasuresAsync(HttpContext http, IDbContextFactory<Credentials> credentials, PersonNames names, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var (from, most) = (faults.Id<SubjectId>("after", after), (int)faults.Number("limit", limit, 1, SubjectStore.MaxLimit, 50));
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        await using var db = await credentials.CreateDbContextAsync(http.RequestAborted);
        var rows = db.Erasures.AsNoTracking();
        if (from is { Value: var id } && await rows.FirstOrDefaultAsync(e => e.Subject == id, http.RequestAborted) is { } last)
            rows = rows.Where(e => e.At < last.At || (e.At == last.At && string.Compare(e.Subject, last.Subject) < 0));
        var page = await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Subject).Take(most + 1).ToListAsync(http.RequestAborted);
        var called = await names.OfAsync(page.Select(e => AccountId.Of(new Actor(e.By))).OfType<AccountId>());
        return Results.Ok(new ErasurePage(
            [.. page.Take(most).Select(e => e.Erasure).Select(e => new ErasureItem(e.Subject, e.Kind, e.At, e.By, AccountId.Of(e.By) is { } by ? called.GetValueOrDefault(by) : null, e.Reason))],
            page.Count > most ? SubjectId.Of(page[most - 1].Subject) : null));
    }

    private static async Task<IResult> RulesAsync(HttpContext http, SubjectSweep sweep, ErasureFile file, SubjectRules rules)
        => Results.Ok(new SubjectState(rules.Keep, await sweep.CountsAsync(http.RequestAborted), sweep.SweptAt, await file.IsWritableAsync(http.RequestAborted)));

    private static async Task<SubjectRow?> FindAsync(SubjectStore store, string id) => TextId.TryParse<SubjectId>(id, out var subject) ? await store.FindAsync(subject) : null;
}
