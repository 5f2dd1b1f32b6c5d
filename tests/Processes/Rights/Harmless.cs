using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Circle.Processes.Tests.Rights;

/// <summary>
/// How each endpoint is called without doing anything: whoever may call it is refused for what was sent, and nobody else comes so far.
/// A command's body has to be well-formed, since faults of form are answered before anybody is judged.
/// </summary>
internal static partial class Harmless
{
    private const string Early = "2013-09-20";
    private const string Late = "2099-01-01";
    private const int NoSuch = 999_999;

    /// <summary>What follows <c>/api/v1</c>, with its method → the body for it. Null: it is called without one.</summary>
    private static readonly Dictionary<string, Func<Walker, object?>> Bodies = new()
    {
        ["POST /duties/{place}/end"] = _ => new { number = NoSuch, on = Early },
        ["POST /facilities"] = w => new { id = "walked", line = w.Line, place = w.Place, name = "", origin = "planned" },
        ["POST /facilities/{id}/correction"] = _ => new { name = "" },
        ["POST /facilities/{id}/progress"] = _ => new { stage = "prepared", on = Early },
        ["POST /facilities/{id}/completion"] = _ => new { on = Early },
        ["POST /facilities/{id}/filing"] = _ => new { on = Early },
        ["POST /facilities/{id}/retraction"] = _ => new { stage = "prepared", reason = "" },
        ["POST /facilities/{id}/acceptance"] = _ => new { score = -1, on = Early },
        ["POST /facilities/{id}/return"] = _ => new { shortcomings = Array.Empty<string>(), rectifyBy = Early, on = Early },
        ["POST /facilities/{id}/suspension"] = _ => new { reason = "" },
        ["POST /facilities/{id}/resumption"] = _ => new { },
        ["POST /facilities/{id}/withdrawal"] = _ => new { reason = "" },
        ["POST /facilities/{id}/move"] = w => new { to = w.Place, reason = "" },
        ["POST /first-administrator"] = _ => new { },
        ["POST /imports/{id}/application"] = _ => new { asOf = Early, source = "" },
        ["POST /imports/{id}/cancellation"] = _ => new { },
        ["POST /imports/{id}/choices"] = _ => new { choices = Array.Empty<object>() },
        ["POST /imports/{id}/file"] = _ => Upload(),
        ["POST /progress-sheets/{place}"] = _ => Upload(),
        ["POST /lines/{id}/baseline"] = _ => new { asOf = Early, source = "" },
        ["POST /plan/proposal"] = _ => Upload(),
        ["POST /plan/proposal/{number}/adoption"] = _ => new { },
        ["POST /plan/proposal/{number}/dismissal"] = _ => new { reason = "" },
        ["POST /rehearsal/pause"] = _ => new { },
        ["POST /rehearsal/resume"] = _ => new { },
        ["POST /rehearsal/speed"] = _ => new { speed = 600 },
        ["POST /subjects"] = _ => new { },
        ["POST /subjects/search"] = _ => new { },
        ["POST /tickets"] = w => new { id = "walked", kind = "complaint", category = "no-such", urgency = "ordinary", source = "phone", about = $"place:{w.Place}", matter = "试" },
        ["POST /tickets/city-import"] = _ => Upload(),
        ["POST /tickets/city-import/application"] = _ => Upload(),
        ["POST /tickets/similar"] = _ => new { },
        ["POST /tickets/{id}/dispatch"] = w => new { unit = w.Place },
        ["POST /tickets/{id}/answer-at-once"] = _ => new { answer = "试" },
        ["POST /tickets/{id}/link"] = _ => new { parent = "no-such" },
        ["POST /tickets/{id}/take"] = _ => new { },
        ["POST /tickets/{id}/let-go"] = _ => new { },
        ["POST /tickets/{id}/classification"] = _ => new { category = "no-such", urgency = "ordinary" },
        ["POST /tickets/{id}/target"] = w => new { about = $"place:{w.Place}" },
        ["POST /tickets/{id}/urging"] = _ => new { },
        ["POST /tickets/{id}/callback"] = _ => new { isReached = false },
        ["POST /tickets/{id}/grant"] = _ => new { },
        ["POST /tickets/{id}/decline"] = _ => new { reason = "试" },
        ["POST /tickets/{id}/supervision"] = _ => new { reason = "试" },
        ["POST /tickets/{id}/closure"] = _ => new { end = "invalid", reason = "试" },
        ["POST /assigned-tickets/{id}/signature"] = _ => new { },
        ["POST /assigned-tickets/{id}/contact"] = _ => new { },
        ["POST /assigned-tickets/{id}/answer"] = _ => new { answer = "试", finding = "none" },
        ["POST /assigned-tickets/{id}/request"] = _ => new { ask = "return", reason = "试" },
        ["POST /assigned-tickets/{id}/resumption"] = _ => new { },
        ["POST /assigned-tickets/{id}/files"] = _ => NoPicture(),
        ["POST /assigned-tickets/{id}/caller"] = _ => new { fields = new[] { "phone" }, reason = "dispatch" },
        ["PUT /tickets/drafts/{id}"] = _ => new { },
        ["DELETE /tickets/drafts/{id}"] = _ => null,
        ["POST /alerts/{id}/acknowledgement"] = _ => new { on = Late, reason = "money" },
        ["POST /alerts/{id}/plan"] = _ => new { plan = "" },
        ["POST /alerts/{id}/silence"] = _ => new { until = Late, reason = "" },
        ["POST /alerts/{id}/silence-end"] = _ => new { },
        ["POST /alerts/{id}/closure"] = _ => new { reason = "" },
        ["POST /deliveries/{id}/resend"] = _ => new { number = NoSuch },
        ["POST /deliveries/{id}/give-up"] = _ => new { number = NoSuch },
        ["POST /receivers"] = w => Receiver(w),
        ["POST /receivers/{id}/correction"] = w => Receiver(w),
        ["POST /receivers/{id}/closure"] = _ => new { reason = "" },
        ["POST /receivers/{id}/test"] = _ => new { },
        ["POST /facilities/{id}/acceptance/report"] = _ => new { note = "" },
        ["POST /facilities/{id}/acceptance/retraction"] = _ => new { reason = "" },
        ["POST /facilities/{id}/acceptance/check"] = _ => new { isSound = false },
        ["POST /facilities/{id}/acceptance/inspection"] = _ => new { on = Late },
        ["POST /facilities/{id}/acceptance/cancellation"] = _ => new { reason = "" },
        ["POST /facilities/{id}/acceptance/cards"] = _ => new { population = 0 },
        ["POST /facilities/{id}/acceptance/answers"] = _ => new { card = NoSuch },
        ["POST /facilities/{id}/acceptance/findings"] = _ => new { item = "no-such", score = 0 },
        ["POST /facilities/{id}/acceptance/position"] = _ => new { position = new { latitude = 0, longitude = 0, datum = "wgs84" }, accuracy = -1 },
        ["POST /facilities/{id}/acceptance/pass"] = _ => new { on = Late },
        ["POST /facilities/{id}/acceptance/failure"] = _ => new { on = Late, rectifyBy = Early },
        ["POST /acceptance/report-photos"] = _ => NoPicture(),
        ["POST /acceptance/inspection-photos"] = _ => NoPicture(),
        ["POST /lines/{id}/allocation"] = _ => new { step = "no-such", seen = NoSuch, reason = "逐条走访" },
        ["POST /lines/{id}/standard"] = _ => new { seen = NoSuch, survey = new { size = 1, leastAnswered = 1, bound = 80 } },
        ["POST /supervisions"] = w => new { id = "walked", place = w.Place, matter = "", unit = w.Place, deadline = Late, instruction = "" },
        ["POST /supervisions/{id}/signature"] = _ => new { },
        ["POST /supervisions/{id}/reply"] = _ => new { text = "" },
        ["POST /supervisions/{id}/check"] = _ => new { passed = false },
        ["POST /supervisions/{id}/closure"] = _ => new { },
        ["POST /supervisions/{id}/withdrawal"] = _ => new { reason = "" },
        ["POST /supervisions/{id}/evidence"] = _ => NoPicture(),
        ["POST /coordinations"] = w => new { id = "walked", street = w.Place, lead = w.Line, text = "" },
        ["POST /coordinations/{id}/taking"] = _ => new { },
        ["POST /coordinations/{id}/answer"] = _ => new { text = "" },
        ["POST /coordinations/{id}/return"] = _ => new { reason = "" },
        ["POST /coordinations/{id}/settlement"] = _ => new { },
        ["POST /living-circles/{community}/drawing"] = _ => new { neighbours = new[] { "nowhere" } },
        ["POST /point-checks/{id}/drawing"] = w => new { street = w.Place },
        ["POST /point-checks/{id}/answers"] = _ => new { number = NoSuch, verdict = "wrong" },
        ["POST /service-points"] = w => new { id = "walked", kind = "laundry", place = w.Place, listing = new { name = "" } },
        ["POST /service-points/{id}/filing"] = _ => new { on = Late },
        ["POST /service-points/{id}/return"] = _ => new { reason = "" },
        ["POST /service-points/{id}/registration"] = _ => new { number = "", on = Late },
        ["POST /service-points/{id}/agreement"] = _ => new { number = "", on = Late },
        ["POST /service-points/{id}/sign"] = _ => new { number = "", on = Late },
        ["POST /service-points/{id}/supervision"] = _ => new { on = Late },
        ["POST /service-points/{id}/disqualification"] = _ => new { complaint = "", reason = "", on = Late },
        ["POST /service-points/{id}/review-end"] = _ => new { reason = "" },
        ["POST /service-points/{id}/sign-removal"] = _ => new { on = Late },
        ["POST /service-points/{id}/correction"] = _ => new { listing = new { name = "" } },
        ["POST /service-points/{id}/record"] = _ => new { record = new { staff = -1 } },
        ["POST /service-points/{id}/move"] = w => new { to = w.Place, reason = "" },
        ["POST /service-points/{id}/pause"] = _ => new { reason = "" },
        ["POST /service-points/{id}/resumption"] = _ => new { },
        ["POST /service-points/{id}/closure"] = _ => new { reason = "", on = Late },
        ["POST /service-points/{id}/photo"] = _ => NoPicture(),
        ["POST /service-points/{id}/photo-removal"] = _ => new { },
        ["POST /service-points/{id}/verification"] = _ => new { group = "contact", by = "visit", on = Late },
        ["POST /service-points/{id}/mismatch"] = _ => new { fields = new[] { "phone" }, by = "visit", on = Late },
        ["POST /service-records"] = w => w.Roles.Contains("teamLeader") || w.Roles.Contains("volunteer")
            ? new { team = "demonstration-team", from = Late, until = Early }
            : new { team = "demonstration-team", who = "demonstration-member-1", from = Late, until = Early },
        ["POST /service-records/verification"] = _ => new { code = "no-such" },
        ["POST /service-records/{id}/issue"] = _ => new { },
        ["POST /service-records/{id}/refusal"] = _ => new { reason = "" },
        ["POST /service-records/{id}/revocation"] = _ => new { reason = "" },
        ["POST /session"] = _ => new { },
        ["DELETE /session"] = _ => null,
    };

    /// <summary>Queries without which there is nothing in somebody's scope.</summary>
    private static readonly string[] Scoped = ["/alerts", "/coordinations", "/supervisions", "/duties", "/duties/answering", "/evidence", "/evidence/facilities", "/facilities", "/inspections", "/living-circles", "/point-checks", "/point-checks/wrong", "/search/unmet", "/service-points", "/service-points/counts", "/service-points/reviewed", "/service-points/spacing", "/targets"];

    /// <summary>Whether what is sent is known to come before the judge: every read does that takes nothing or an id of ours.</summary>
    public static bool IsKnown(string method, string path)
        => Bodies.ContainsKey(Key(method, path)) || (method is "GET" or "HEAD" or "*" && (!path.Contains('{', StringComparison.Ordinal) || IsOurs(path)));

    public static HttpContent? BodyOf(string method, string path, Walker walker)
    {
        var body = Bodies.TryGetValue(Key(method, path), out var make) ? make(walker) : method is "GET" or "HEAD" or "*" ? null : new { };
        return body as HttpContent ?? (body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
    }

    public static string AddressOf(string path, Walker walker)
    {
        var own = path.StartsWith("/api/v1/facilities/", StringComparison.Ordinal) ? walker.Facility
            : path.StartsWith("/api/v1/service-points/", StringComparison.Ordinal) ? walker.Point
            : path.StartsWith("/api/v1/lines/", StringComparison.Ordinal) ? walker.Line
            : path.StartsWith("/api/v1/point-checks/", StringComparison.Ordinal) ? $"{walker.Place}-2099q4"
            : path.StartsWith("/api/v1/places/", StringComparison.Ordinal) || path.StartsWith("/api/v1/progress-sheets/", StringComparison.Ordinal) || path.StartsWith("/api/v1/duties/", StringComparison.Ordinal) || path.StartsWith("/api/v1/living-circles/", StringComparison.Ordinal) ? walker.Place
            : "no-such";
        var filled = Hole().Replace(path, hole => hole.Value.Contains("int", StringComparison.Ordinal) ? "7" : own);
        if (path == "/api/v1/duties/candidates") return $"{filled}?place={walker.Place}{(walker.GrantedLine is { } line ? $"&line={line}" : "")}";
        if (path == "/api/v1/supervisions/since") return $"{filled}?street={walker.Place}&since={Early}{(walker.GrantedLine is { } only ? $"&line={only}" : "")}";
        if (path.StartsWith("/api/v1/progress-sheets/", StringComparison.Ordinal)) return walker.GrantedLine is { } of ? $"{filled}?line={of}" : filled;
        if (path == "/api/v1/tickets/limits") return $"{filled}?kind=complaint&urgency=ordinary&category=charges";
        if (path == "/api/v1/tickets/city-status") return $"{filled}?since={Early}";
        if (path == "/api/v1/assigned-tickets") return $"{filled}?unit={walker.Place}{(walker.Roles.Contains("leadUnit") ? $"&unitLine={walker.GrantedLine ?? walker.Line}" : "")}";
        if (path is "/api/v1/activities" or "/api/v1/service-records") return $"{filled}?{(walker.Roles.Contains("teamLeader") ? "team=demonstration-team" : $"place={walker.Place}")}";
        if (path == "/api/v1/search") return $"{filled}?text=yz";
        return path == "/api/v1/plan/differences" ? $"{filled}?from=1&to=1"
            : Scoped.Any(s => path == $"/api/v1{s}") ? $"{filled}?{walker.Within().TrimStart('&')}"
            : filled;
    }

    /// <summary>As the API's description writes it.</summary>
    public static string Plain(string path) => Hole().Replace(path, hole => $"{{{hole.Groups[1].Value}}}");

    private static bool IsOurs(string path)
        => path.StartsWith("/api/v1/facilities/", StringComparison.Ordinal) || path.StartsWith("/api/v1/service-points/", StringComparison.Ordinal) || path.StartsWith("/api/v1/places/", StringComparison.Ordinal) || path.StartsWith("/api/v1/progress-sheets/", StringComparison.Ordinal) || !path.StartsWith("/api/", StringComparison.Ordinal);

    private static string Key(string method, string path) => $"{method} {Plain(path).Replace("/api/v1", "", StringComparison.Ordinal)}";

    /// <summary>Without a name there is none.</summary>
    private static object Receiver(Walker walker) => new { name = "", target = "walked", pace = "atOnce", place = walker.Place, level = "behind", from = "street" };

    private static ByteArrayContent NoPicture() => new("no picture"u8.ToArray()) { Headers = { ContentType = new("image/jpeg") } };

    /// <summary>Of no files.</summary>
    private static MultipartFormDataContent Upload() => new() { { new StringContent("nothing"), "note" } };

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Hole();
}
