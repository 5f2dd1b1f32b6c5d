using System.Net;
using System.Text.Json;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>What others build on.</summary>
public sealed class SurfaceTests(QuietWeb quiet)
{
    private static readonly string[] Actions =
        ["correction", "progress", "completion", "filing", "retraction", "acceptance", "return", "suspension", "resumption", "withdrawal", "move"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_lists_the_outer_surface_and_nothing_else()
    {
        var api = Api.Of(await quiet.GetAsync());
        var document = await api.GetAsync("/openapi/v1.json");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        string[] expected =
        [
            "get /api/v1/account", "post /api/v1/account/confirmation", "post /api/v1/account/password",
            "get /api/v1/account/sessions", "delete /api/v1/account/sessions", "delete /api/v1/account/sessions/{id}",
            "post /api/v1/account/authenticator", "post /api/v1/account/authenticator/confirmation", "post /api/v1/account/authenticator/removal",
            "post /api/v1/account/recovery-codes",
            "post /api/v1/account/passkeys", "post /api/v1/account/passkeys/options", "put /api/v1/account/passkeys/{id}", "delete /api/v1/account/passkeys/{id}",
            "post /api/v1/account/external", "delete /api/v1/account/external", "get /api/v1/account/external/challenge",
            "get /api/v1/alerts", "get /api/v1/alerts/{id}", "get /api/v1/alerts/{id}/history",
            .. AlertActions.Select(a => $"post /api/v1/alerts/{{id}}/{a}"),
            "get /api/v1/deliveries", "get /api/v1/deliveries/{id}", "post /api/v1/deliveries/{id}/resend", "post /api/v1/deliveries/{id}/give-up",
            "get /api/v1/receivers", "post /api/v1/receivers", "get /api/v1/receivers/targets", "get /api/v1/receivers/{id}", "get /api/v1/receivers/{id}/history",
            "post /api/v1/receivers/{id}/correction", "post /api/v1/receivers/{id}/closure", "post /api/v1/receivers/{id}/test",
            "get /api/v1/facilities/{id}/acceptance", "get /api/v1/facilities/{id}/acceptance/history", "get /api/v1/facilities/{id}/acceptance/photos/{photo}",
            .. AcceptanceActions.Select(a => $"post /api/v1/facilities/{{id}}/acceptance/{a}"),
            "get /api/v1/inspections", "get /api/v1/acceptance/inspectors", "post /api/v1/acceptance/report-photos", "post /api/v1/acceptance/inspection-photos",
            "post /api/v1/acceptance/inspection-uploads", "head /api/v1/acceptance/inspection-uploads/{id}", "patch /api/v1/acceptance/inspection-uploads/{id}", "post /api/v1/acceptance/inspection-uploads/{id}/photo",
            "get /api/v1/lines/{id}/standard", "get /api/v1/lines/{id}/standard/{version}", "post /api/v1/lines/{id}/standard",
            "get /api/v1/lines/{id}/allocation", "post /api/v1/lines/{id}/allocation",
            "get /api/v1/supervisions", "post /api/v1/supervisions", "get /api/v1/supervisions/since", "get /api/v1/supervisions/{id}", "get /api/v1/supervisions/{id}/history",
            .. SupervisionActions.Select(a => $"post /api/v1/supervisions/{{id}}/{a}"), "post /api/v1/supervisions/{id}/evidence", "get /api/v1/supervisions/{id}/evidence/{blob}",
            "get /api/v1/coordinations", "post /api/v1/coordinations", "get /api/v1/coordinations/{id}", "get /api/v1/coordinations/{id}/history",
            .. CoordinationActions.Select(a => $"post /api/v1/coordinations/{{id}}/{a}"),
            "get /api/v1/tickets", "post /api/v1/tickets", "get /api/v1/tickets/queue", "get /api/v1/tickets/limits", "get /api/v1/tickets/rates", "get /api/v1/tickets/oversight", "post /api/v1/tickets/city-import", "post /api/v1/tickets/city-import/application", "get /api/v1/tickets/city-status",
            "post /api/v1/tickets/similar",
            "get /api/v1/tickets/{id}", "get /api/v1/tickets/{id}/history", "get /api/v1/tickets/{id}/files/{blob}", .. TicketActions.Select(a => $"post /api/v1/tickets/{{id}}/{a}"),
            "get /api/v1/assigned-tickets", "get /api/v1/assigned-tickets/{id}", "post /api/v1/assigned-tickets/{id}/files", "get /api/v1/assigned-tickets/{id}/files/{blob}",
            "post /api/v1/assigned-tickets/{id}/caller", .. AssignedActions.Select(a => $"post /api/v1/assigned-tickets/{{id}}/{a}"),
            "get /api/v1/audit", "get /api/v1/audit/export", "get /api/v1/audit/people", "get /api/v1/audit/state", "post /api/v1/audit/digests",
            "get /api/v1/duties", "get /api/v1/duties/answering", "get /api/v1/duties/candidates", "get /api/v1/duties/mine", "get /api/v1/duties/{place}/history",
            "post /api/v1/duties/{place}/assignment", "post /api/v1/duties/{place}/stand-in", "post /api/v1/duties/{place}/end", "post /api/v1/duties/{place}/hand-over",
            "post /api/v1/duties/{place}/hand-over/acceptance", "post /api/v1/duties/{place}/hand-over/dismissal",
            "get /api/v1/evidence", "get /api/v1/evidence/facilities",
            "get /api/v1/facilities", "post /api/v1/facilities", "get /api/v1/facilities/{id}", "get /api/v1/facilities/{id}/history",
            .. Actions.Select(a => $"post /api/v1/facilities/{{id}}/{a}"),
            "get /api/v1/imports", "get /api/v1/imports/forms", "get /api/v1/imports/forms/{form}/template", "get /api/v1/imports/forms/{form}/export",
            "get /api/v1/imports/{id}", "get /api/v1/imports/{id}/rows", "get /api/v1/imports/{id}/result", "post /api/v1/imports/{id}/file",
            "post /api/v1/imports/{id}/choices", "post /api/v1/imports/{id}/application", "post /api/v1/imports/{id}/cancellation",
            "post /api/v1/invitation",
            "get /api/v1/living-circles", "get /api/v1/living-circles/{community}/history", "post /api/v1/living-circles/{community}/drawing",
            "get /api/v1/point-checks", "get /api/v1/point-checks/wrong", "get /api/v1/point-checks/{id}", "post /api/v1/point-checks/{id}/drawing", "post /api/v1/point-checks/{id}/answers",
            "get /api/v1/people", "post /api/v1/people", "get /api/v1/people/names", "get /api/v1/people/roles", "get /api/v1/people/{id}", "post /api/v1/people/{id}/disablement",
            "post /api/v1/people/{id}/enablement", "post /api/v1/people/{id}/grants", "post /api/v1/people/{id}/invitation", "delete /api/v1/people/{id}/second-factors", "delete /api/v1/people/{id}/sessions",
            "get /api/v1/people/{id}/keys", "post /api/v1/people/{id}/keys", "delete /api/v1/people/{id}/keys/{key}",
            "post /api/v1/phones/preview", "post /api/v1/phones/enrolment", "get /api/v1/phones/own",
            "get /api/v1/phones/teams", "get /api/v1/phones/teams/{team}", "post /api/v1/phones/teams/{team}/invitations", "delete /api/v1/phones/teams/{team}/invitations/{id}",
            "post /api/v1/phones/teams/{team}/members/{account}/removal", "post /api/v1/phones/teams/{team}/phones/{id}/extension", "delete /api/v1/phones/teams/{team}/phones/{id}",
            "get /api/v1/places", "get /api/v1/places/{id}", "get /api/v1/places/{id}/tally",
            "get /api/v1/plan", "get /api/v1/plan/versions", "get /api/v1/plan/differences", "get /api/v1/plan/files",
            "get /api/v1/plan/proposal", "post /api/v1/plan/proposal", "post /api/v1/plan/proposal/{number}/adoption", "post /api/v1/plan/proposal/{number}/dismissal",
            "get /api/v1/progress-sheets/{place}", "post /api/v1/progress-sheets/{place}",
            "post /api/v1/session/passkey", "post /api/v1/session/passkey/options",
            "get /api/v1/session/external", "post /api/v1/session/external", "get /api/v1/session/external/challenge",
            "get /api/v1/screens", "post /api/v1/screens", "post /api/v1/screens/pairing", "post /api/v1/screens/pairing/claim", "post /api/v1/screens/self",
            "post /api/v1/screens/{id}/correction", "post /api/v1/screens/{id}/move", "post /api/v1/screens/{id}/reload", "post /api/v1/screens/{id}/revocation",
            "get /api/v1/search", "get /api/v1/search/unmet",
            "get /api/v1/opening-hours", "get /api/v1/service-points", "get /api/v1/service-points/counts", "get /api/v1/service-points/spacing", "get /api/v1/service-points/reviewed", "post /api/v1/service-points", "get /api/v1/service-points/{id}", "get /api/v1/service-points/{id}/history", "get /api/v1/service-points/{id}/findings",
            .. PointActions.Select(a => $"post /api/v1/service-points/{{id}}/{a}"), "get /api/v1/photos/{id}",
            "get /api/v1/activities", "post /api/v1/activities", "get /api/v1/activities/{id}", "get /api/v1/activities/{id}/photos/{blob}", .. ActivityActions.Select(a => $"post /api/v1/activities/{{id}}/{a}"),
            "post /api/v1/activities/uploads", "head /api/v1/activities/uploads/{id}", "patch /api/v1/activities/uploads/{id}", "post /api/v1/activities/uploads/{id}/photo",
            "get /api/v1/volunteer-teams", "get /api/v1/volunteer-teams/overview", "get /api/v1/volunteer-teams/allowances", "get /api/v1/volunteer-teams/allowances/table", "get /api/v1/volunteer-teams/{team}", "get /api/v1/volunteer-teams/{team}/activities", "post /api/v1/volunteer-teams/{team}/members",
            "post /api/v1/volunteer-teams/{team}/members/{who}/craft", "post /api/v1/volunteer-teams/{team}/members/{who}/departure",
            "get /api/v1/volunteer-teams/{team}/own-service", "get /api/v1/service-records", "post /api/v1/service-records", "post /api/v1/service-records/verification",
            "get /api/v1/service-records/{id}", "get /api/v1/service-records/{id}/table", "post /api/v1/service-records/{id}/issue", "post /api/v1/service-records/{id}/refusal", "post /api/v1/service-records/{id}/revocation",
            "get /api/v1/session", "post /api/v1/session", "delete /api/v1/session", "get /api/v1/session/demonstration", "post /api/v1/first-administrator",
            "get /api/v1/subjects", "post /api/v1/subjects", "post /api/v1/subjects/search", "get /api/v1/subjects/erasures", "get /api/v1/subjects/rules",
            "post /api/v1/subjects/{id}/reveal", "post /api/v1/subjects/{id}/erase", "put /api/v1/subjects/{id}/hold", "delete /api/v1/subjects/{id}/hold",
            "get /api/v1/tickets/drafts", "put /api/v1/tickets/drafts/{id}", "delete /api/v1/tickets/drafts/{id}",
            "get /api/v1/targets", "post /api/v1/lines/{id}/baseline",
            "get /api/v1/rights",
            "get /api/v1/rehearsal", "post /api/v1/rehearsal/pause", "post /api/v1/rehearsal/resume", "post /api/v1/rehearsal/speed",
        ];
        var listed = Operations(document).Select(o => o.Name);
        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static readonly string[] ActivityActions = ["attachments", "withdrawal", "approval", "return"];

    private static readonly string[] AlertActions = ["acknowledgement", "plan", "silence", "silence-end", "closure"];

    private static readonly string[] AcceptanceActions =
        ["report", "retraction", "check", "inspection", "cancellation", "cards", "answers", "findings", "position", "pass", "failure"];
    private static readonly string[] SupervisionActions = ["signature", "reply", "check", "closure", "withdrawal"];

    private static readonly string[] CoordinationActions = ["taking", "answer", "return", "settlement"];

    private static readonly string[] TicketActions =
        ["dispatch", "answer-at-once", "link", "take", "let-go", "classification", "target", "urging", "callback", "grant", "decline", "supervision", "closure"];

    private static readonly string[] AssignedActions = ["signature", "contact", "answer", "request", "resumption"];

    private static readonly string[] PointActions =
    [
        "filing", "return", "registration", "agreement", "sign", "supervision", "disqualification", "review-end", "sign-removal",
        "correction", "record", "move", "pause", "resumption", "closure", "verification", "photo", "photo-removal", "mismatch",
    ];

    /// <summary>What is journaled nowhere needs no key.</summary>
    private static readonly string[] Unkeyed =
    [
        "/account", "/audit/digests", "/caller", "/city-import", "/files", "/evidence", "/extension", "/first-administrator", "/imports/", "/activities/uploads", "/inspection-uploads", "/invitations", "/phones/enrolment", "/phones/preview", "/progress-sheets", "/rehearsal/", "/screens/pairing",
        "/screens/self", "/service-records/verification", "/session", "/similar", "/subjects", "/v1/invitation",
    ];

    [Fact]
    public async Task Every_command_is_described_with_its_key_and_its_body()
    {
        var api = Api.Of(await quiet.GetAsync());
        var commands = Operations(await api.GetAsync("/openapi/v1.json"))
            .Where(o => o.Name.StartsWith("post ", StringComparison.Ordinal) && !Unkeyed.Any(o.Name.Contains)).ToList();

        Assert.Equal(Actions.Length + PointActions.Length + AlertActions.Length + AcceptanceActions.Length + SupervisionActions.Length + CoordinationActions.Length + TicketActions.Length + AssignedActions.Length + ActivityActions.Length + 48, commands.Count);
        Assert.All(commands, command =>
        {
            var key = command.Operation.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "Idempotency-Key");
            Assert.True(key.GetProperty("required").GetBoolean());
            string[] expected = command.Name switch
            {
                "post /api/v1/plan/proposal" => ["multipart/form-data"],
                "post /api/v1/service-points/{id}/photo" or "post /api/v1/acceptance/report-photos" or "post /api/v1/acceptance/inspection-photos" => ["image/jpeg", "image/png", "image/webp"],
                _ => ["application/json"],
            };
            Assert.Equal(expected, command.Operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(b => b.Name));
        });
    }

    [Fact]
    public async Task Numbers_of_a_query_are_described_as_numbers()
    {
        var api = Api.Of(await quiet.GetAsync());
        var numbers = Operations(await api.GetAsync("/openapi/v1.json"))
            .Where(o => o.Operation.TryGetProperty("parameters", out _))
            .SelectMany(o => o.Operation.GetProperty("parameters").EnumerateArray())
            .Where(p => p.GetProperty("name").GetString() is "limit" or "version").ToList();

        Assert.Equal(33, numbers.Count);
        Assert.All(numbers, n => Assert.Contains("integer", n.GetProperty("schema").GetProperty("type").GetRawText()));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_answers(string path)
    {
        var reply = await Api.Of(await quiet.GetAsync()).SendAsync(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (reply.Status, reply.Text));
    }

    [Fact]
    public async Task A_tally_says_of_when_it_is()
    {
        var api = Api.Of(await quiet.GetAsync());

        await Eventually.HoldsAsync(
            async () => Assert.StartsWith("2013-09-2", (await api.GetAsync("/api/v1/places/dashiqiao/tally")).GetProperty("asOf").GetString()),
            TimeSpan.FromSeconds(15),
            Cancel);
    }

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document)
        => document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => ($"{m.Name} {p.Name}", m.Value)));
}
