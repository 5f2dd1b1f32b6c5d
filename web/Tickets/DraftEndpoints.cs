using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Accounts;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Circle.Web.Tickets;

/// <param name="Seen">The version that it was made from; left out: it is new.</param>
/// <param name="Data">Any JSON object.</param>
internal sealed record CallDraftBody(long? Seen, JsonElement Data);

/// <param name="Version">Named as <see cref="CallDraftBody.Seen"/> by whoever changes it.</param>
/// <param name="Data">Null: it does not open, and can only be removed.</param>
internal sealed record CallDraftView(DraftId Id, long Version, DateTimeOffset Changed, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonElement? Data)
{
    public static CallDraftView Of(Draft draft) => new(
        draft.Id, draft.Version, DateTimeOffset.FromUnixTimeMilliseconds(draft.Version), draft.Data is { } data ? JsonSerializer.Deserialize<JsonElement>(data) : null);
}

/// <summary>草稿: calls that are being taken survive a closed tab and a crashed server. Each account's own alone, and kept by no browser.</summary>
internal static class DraftEndpoints
{
    private static readonly Refusal None = Refusal.Unknown("id", "没有这份草稿", "there is no such draft");

    public static void MapDrafts(this IEndpointRouteBuilder api)
    {
        var drafts = api.MapGroup("/tickets/drafts").WithTags("tickets");
        drafts.MapGet("/", ListAsync).WithSummary("The caller's own drafts of calls (草稿), newest first: at most twenty, each until 7 days after its last change.").Needs(Permission.Intake)
            .Produces<ListOf<CallDraftView>>();
        drafts.MapPut("/{id}", PutAsync).Takes<CallDraftBody>()
            .WithSummary("Keeps a draft of at most 16 KB; it is on the disk when this is answered. Where another version stands than was seen: 409 changed-meanwhile, with what stands as stands.")
            .Needs(Permission.Intake).Produces<CallDraftView>().ProducesProblem(404).ProducesProblem(409);
        drafts.MapDelete("/{id}", RemoveAsync).WithSummary("Removes a draft for good.").Needs(Permission.Intake).Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpContext http, DraftStore store)
        => Results.Ok(new ListOf<CallDraftView>([.. (await store.ListAsync(Own(http))).Select(CallDraftView.Of)]));

    private static Task<IResult> PutAsync(HttpContext http, DraftStore store, string id) => JsonBody.WithAsync(http, async json =>
    {
        if (!TextId.TryParse<DraftId>(id, out var draft)) return Problems.Of(http, None);
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var seen = body.OptionalWhole("seen");
        var data = body.Part("data") is null ? null : BytesOf(json.GetProperty("data"), faults);
        body.Close();
        if (data is null && !faults.Has("data")) faults.Add("data", "required", "不能为空", "is required");
        if (faults.Any || data is null) return Problems.Of(http, faults.ToRefusal());

        var put = await store.PutAsync(Own(http), draft, seen, data);
        if (put.Refusal is not { } refusal) return Results.Ok(CallDraftView.Of(put.Stands!));
        var problem = Problems.Of(http, refusal);
        if (put.Stands is { } stands && problem is ProblemHttpResult { ProblemDetails: var details }) details.Extensions["stands"] = CallDraftView.Of(stands);
        return problem;
    });

    private static async Task<IResult> RemoveAsync(HttpContext http, DraftStore store, string id)
        => TextId.TryParse<DraftId>(id, out var draft) && await store.RemoveAsync(Own(http), draft) ? Results.NoContent() : Problems.Of(http, None);

    /// <summary>Somebody is signed in, since a permission is needed.</summary>
    private static AccountId Own(HttpContext http) => AccountId.Of(AccountHosting.ActorOf(http.User)!.Value)!.Value;

    /// <summary>In one form, however it was sent.</summary>
    private static byte[]? BytesOf(JsonElement data, FaultList faults)
    {
        if (faults.Has("data")) return null;
        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(data, JournalJson.Options);
            if (bytes.Length <= DraftStore.MaxBytes) return bytes;
            faults.Add("data", "too-long", "草稿最大 16 KB", "a draft may have 16 KB");
        }
        catch (JsonException)
        {
            // Half a surrogate pair.
            faults.Add("data", "wrong-shape", "含有不完整的字符", "it has characters that are none");
        }

        return null;
    }
}
