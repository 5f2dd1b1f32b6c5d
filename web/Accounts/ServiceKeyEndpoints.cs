using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Accounts;

/// <param name="Name">What it is for, 1 to 50 characters.</param>
/// <param name="Days">How long it holds, 1 to 365.</param>
internal sealed record KeyDraft(string Name, int Days);

/// <summary>接口密钥 of one service account.</summary>
internal static class ServiceKeyEndpoints
{
    private static readonly Refusal NotProgram = Refusal.NotNow("no-program", "只有接口账号有密钥，人员用口令登录", "programs alone have keys; people have passwords");
    private static readonly Refusal Disabled = Refusal.NotNow("disabled", "该账号已停用，请先启用", "the account is disabled: enable it first");

    public static void MapServiceKeys(this RouteGroupBuilder people)
    {
        people.MapGet("/{id}/keys", ListAsync).WithSummary("Keys of a service account, without their secrets.").Needs(Permission.Administer).Produces<ListOf<ServiceKeyView>>().ProducesProblem(404);
        people.MapPost("/{id}/keys", MakeAsync).WithSummary("Makes a key of a service account; its secret is told once.").Needs(Permission.Administer).TakesCommand<KeyDraft, MadeKey>(StatusCodes.Status201Created);
        people.MapDelete("/{id}/keys/{key}", RevokeAsync).WithSummary("Withdraws a key.").Needs(Permission.Administer).Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpContext http, People people, ServiceKeys keys, string id)
        => await people.SeenAsync(id) is { } view ? Results.Ok(new ListOf<ServiceKeyView>(await keys.OfAsync(view.Id))) : Problems.NotFound(http);

    private static Task<IResult> MakeAsync(HttpContext http, People people, ServiceKeys keys, AuditTrail audit, TimeProvider real, string id)
    {
        var since = real.GetUtcNow();
        return JsonBody.WithAsync(http, async json =>
        {
            var faults = new FaultList();
            var command = Commands.KeyOf(http, faults);
            var body = new CommandBody(json, faults);
            var (name, days) = (body.Required("name"), body.Whole("days"));
            body.Close();
            faults.Text("name", name, 1, ServiceKey.MaxName);
            if (!faults.Has("days")) faults.Range("days", days, 1, ServiceKeys.MaxDays);
            if (await people.SeenAsync(id) is not { } view) return Problems.NotFound(http);
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            if (Account.HolderOf(view.Grants) != Holder.Program) return Problems.Of(http, NotProgram);
            if (view.Disabled is not null) return Problems.Of(http, Disabled);

            var (made, refusal) = await keys.MakeAsync(view.Id, name, days, command, since);
            if (made is null) return Problems.Of(http, refusal!);
            await audit.WriteAsync(http, AuditAction.KeyMade, AccountHosting.ActorOf(http.User), view.Id.Actor.Value, note: made.Id);
            return Results.Created($"/api/v1/people/{view.Id}/keys", made);
        });
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, People people, ServiceKeys keys, AuditTrail audit, string id, string key)
    {
        if (await people.SeenAsync(id) is not { } view || !await keys.HasAsync(view.Id, key)) return Problems.NotFound(http);

        // Written first: a key that is gone is not asked for again, and nobody would write it then.
        await audit.WriteAsync(http, AuditAction.KeyRevoked, AccountHosting.ActorOf(http.User), view.Id.Actor.Value, note: key);
        await keys.RevokeAsync(view.Id, key);
        return Results.NoContent();
    }
}
