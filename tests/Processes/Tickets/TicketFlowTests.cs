using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;
using Circle.Processes.Tests.Subjects;

namespace Circle.Processes.Tests.Tickets;

/// <summary>A call from its receipt to its callback over HTTP, and what of whoever called anybody hears on the way.</summary>
public sealed class TicketFlowTests(QuietWeb quiet)
{
    private const string Path = "/api/v1/tickets";

    [Fact]
    public async Task A_call_is_received_dispatched_handled_and_called_back_and_its_unit_reads_no_number_that_it_did_not_ask_for()
    {
        var web = await quiet.GetAsync();
        using var hotline = await Someone.AsAsync(web, "operator");
        using var street = await Someone.AsAsync(web, "street");
        var (phone, place) = (Recording.Phone(), await PlaceOfAsync(street));
        var caller = await hotline.Api.RecordedAsync(new { kind = "caller", name = "李来电", phone });
        var id = await ReceivedAsync(hotline, place, caller, $"李来电说多收 60 元，请回电 {phone}", unit: place);

        // Inside the hotline it stands as it was said.
        var own = await hotline.Api.GetAsync($"{Path}/{id}");
        Assert.Contains(phone, own.GetProperty("words").GetRawText(), StringComparison.Ordinal);

        var seen = new List<string>();
        async Task<JsonElement> ReadAsync(string path)
        {
            var reply = await street.Api.SendAsync(HttpMethod.Get, path);
            Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
            seen.Add(reply.Text);
            return reply.Json;
        }

        async Task TellAsync(string deed, object body)
        {
            var reply = await street.Api.CommandAsync($"/api/v1/assigned-tickets/{id}/{deed}", body);
            Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
            seen.Add(reply.Text);
        }

        Assert.Contains(id, (await ReadAsync($"/api/v1/assigned-tickets?unit={place}&limit=200")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("dispatched", (await ReadAsync($"/api/v1/assigned-tickets/{id}")).GetProperty("ticket").Text("stage"));
        await TellAsync("signature", new { });
        await TellAsync("contact", new { });
        await TellAsync("answer", new { answer = "已退还 60 元", finding = "substantiated", files = Array.Empty<object>() });
        await ReadAsync($"/api/v1/assigned-tickets/{id}");
        await ReadAsync($"/api/v1/assigned-tickets?unit={place}&over=true&limit=200");
        Assert.All(seen, text => Assert.DoesNotContain(phone, text, StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain("李来电", text, StringComparison.Ordinal));

        // The unit cannot call back for itself, and has the number no more.
        (await street.Api.CommandAsync($"{Path}/{id}/callback", new { isReached = true, isSolved = true })).IsRefused(HttpStatusCode.Forbidden, "not-yours");
        (await RevealAsync(street, id)).IsRefused(HttpStatusCode.Conflict, "not-at-a-unit");
        Assert.Equal(HttpStatusCode.OK, (await hotline.Api.CommandAsync($"{Path}/{id}/callback", new { isReached = true, isSolved = true, satisfaction = "satisfied", note = "满意" })).Status);
        var closed = (await hotline.Api.GetAsync($"{Path}/{id}")).GetProperty("ticket");
        Assert.Equal(("closed", "solved"), (closed.Text("stage"), closed.Text("end")));
        Assert.DoesNotContain(phone, web.Output + web.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_called_is_shown_for_a_reason_that_the_audit_keeps_and_of_a_report_never()
    {
        var web = await quiet.GetAsync();
        using var hotline = await Someone.AsAsync(web, "operator");
        using var street = await Someone.AsAsync(web, "street");
        using var unit = await Someone.AsAsync(web, "lead-unit");
        var (phone, place) = (Recording.Phone(), await PlaceOfAsync(street));
        var caller = await hotline.Api.RecordedAsync(new { kind = "caller", name = "王举报", phone });
        var id = await ReceivedAsync(hotline, place, caller, "多收费", unit: place);
        (await street.Api.PostAsync($"/api/v1/assigned-tickets/{id}/caller", """{"fields":[]}""", key: null)).IsRefused(HttpStatusCode.UnprocessableEntity, "required");
        var shown = await RevealAsync(street, id);
        Assert.True(shown.Status == HttpStatusCode.OK, shown.ToString());
        Assert.Equal(phone, shown.Json.Text("phone"));
        Assert.True(shown.Json.TryGetProperty("until", out _));
        using var auditor = await Someone.AsAsync(web, "auditor");
        Assert.Contains(await auditor.Api.AuditedAsync(caller), e => e.GetRawText().Contains("dispatch", StringComparison.Ordinal));

        // Another unit has nothing of it.
        using var community = await Someone.AsAsync(web, "volunteer");
        Assert.Equal(HttpStatusCode.Forbidden, await community.StatusAsync($"/api/v1/assigned-tickets/{id}"));
        await HiddenAsync(unit, id, await ReceivedAsync(hotline, place, caller, "还没有派单", unit: null));
        Assert.Equal(HttpStatusCode.Forbidden, await street.StatusAsync($"{Path}/{id}"));

        var grant = (await unit.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("line");
        var district = (await hotline.Api.GetAsync("/api/v1/places")).GetProperty("items").EnumerateArray().Single(p => p.Text("kind") == "district").Text("id");
        (await hotline.Api.CommandAsync(Path, Body($"report-{Guid.CreateVersion7():n}", place, caller, "举报", place, kind: "report"))).IsRefused(HttpStatusCode.UnprocessableEntity, "not-allowed");
        var report = $"report-{Guid.CreateVersion7():n}";
        var made = await hotline.Api.CommandAsync(Path, Body(report, place, caller, $"王举报反映乱收费，电话 {phone}", district, grant, "report"));
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        await HiddenAsync(street, report);
        var told = await unit.Api.SendAsync(HttpMethod.Get, $"/api/v1/assigned-tickets/{report}");
        Assert.True(told.Status == HttpStatusCode.OK, told.ToString());
        foreach (var secret in (string[])[phone, caller, "王举报"]) Assert.DoesNotContain(secret, told.Text, StringComparison.Ordinal);
        (await RevealAsync(unit, report)).IsRefused(HttpStatusCode.Conflict, "no-caller");

        // Whoever audits sees that it was received, and not from whom.
        var audited = (await auditor.Api.GetAsync($"/api/v1/audit?limit=200&subject=ticket:{report}")).GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(audited, e => e.Text("action") == "ticket.received");
        Assert.DoesNotContain(audited, e => e.GetRawText().Contains(caller, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repeated_call_is_one_ticket_and_two_operators_who_take_it_are_told_apart()
    {
        var web = await quiet.GetAsync();
        using var first = await Someone.AsAsync(web, "operator");
        using var second = await Someone.AsAsync(web, "supervisor");
        using var street = await Someone.AsAsync(web, "street");
        var (key, id, place) = (Guid.CreateVersion7(), $"ticket-{Guid.CreateVersion7():n}", await PlaceOfAsync(street));
        var body = Body(id, place, null, "路灯不亮", null);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => first.Api.CommandAsync(Path, body, key)));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.ToString()));
        (await first.Api.CommandAsync(Path, Body(id, place, null, "另一件事", null), key)).IsRefused(HttpStatusCode.Conflict, "id-reused");
        Assert.Equal("路灯不亮", (await first.Api.GetAsync($"{Path}/{id}")).GetProperty("words").EnumerateObject().Single().Value.GetString());

        var taken = await Task.WhenAll(first.Api.CommandAsync($"{Path}/{id}/take", new { }), second.Api.CommandAsync($"{Path}/{id}/take", new { }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], taken.Select(t => t.Status).Order());
        var (winner, loser) = taken[0].Status == HttpStatusCode.OK ? (first, second) : (second, first);
        (await loser.Api.CommandAsync($"{Path}/{id}/dispatch", new { unit = place })).IsRefused(HttpStatusCode.Conflict, "taken");
        Assert.Equal(HttpStatusCode.OK, (await winner.Api.CommandAsync($"{Path}/{id}/dispatch", new { unit = place, note = "请尽快" })).Status);

        var alike = await first.Api.PostAsync($"{Path}/similar", JsonSerializer.Serialize(new { about = $"place:{place}", category = "damage", matter = "这里路灯不亮" }), key: null);
        var found = alike.Json.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("item").GetProperty("ticket").GetProperty("intake").Text("id") == id);
        Assert.True(found.GetProperty("likeness").GetProperty("sameTarget").GetBoolean());
        Assert.Contains("路灯不亮", found.GetProperty("likeness").GetProperty("words").EnumerateArray().Select(w => w.GetString()));
    }

    private static async Task<string> PlaceOfAsync(Someone street) => (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;

    private static async Task<string> ReceivedAsync(Someone hotline, string place, string? caller, string matter, string? unit)
    {
        var id = $"ticket-{Guid.CreateVersion7():n}";
        var made = await hotline.Api.CommandAsync(Path, Body(id, place, caller, matter, unit));
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return id;
    }

    /// <summary>Whatever a unit asks about tickets that are not its own, it hears what it hears of one that does not exist.</summary>
    private static async Task HiddenAsync(Someone who, params string[] others)
    {
        (string Ending, object? Body)[] asked =
        [
            ("", null), ("/files/0123456789abcdef0123456789abcdef", null), ("/signature", new { }), ("/contact", new { }), ("/answer", new { answer = "已办", finding = "unfounded", files = Array.Empty<object>() }),
            ("/answer", new { answer = "" }), ("/request", new { ask = "return", reason = "不是我们" }), ("/resumption", new { }), ("/caller", new { fields = new[] { "phone" }, reason = "dispatch" }),
        ];
        foreach (var (ending, body) in asked)
        {
            var none = await AskAsync($"none-{Guid.CreateVersion7():n}");
            Assert.Equal(ending == "/answer" && none.Status == HttpStatusCode.UnprocessableEntity ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound, none.Status);
            foreach (var other in others) Assert.Equal((none.Status, Said(none)), (await AskAsync(other) is var reply ? reply.Status : default, Said(reply)));

            Task<Reply> AskAsync(string id) => body is null
                ? who.Api.SendAsync(HttpMethod.Get, $"/api/v1/assigned-tickets/{id}{ending}")
                : ending == "/caller" ? who.Api.PostAsync($"/api/v1/assigned-tickets/{id}/caller", JsonSerializer.Serialize(body), key: null)
                : who.Api.CommandAsync($"/api/v1/assigned-tickets/{id}{ending}", body);
        }

        static string Said(Reply reply) => string.Join('\n', reply.Json.EnumerateObject().Where(p => p.Name is not ("traceId" or "instance")).Select(p => $"{p.Name} {p.Value.GetRawText()}"));
    }

    private static object Body(string id, string place, string? caller, string matter, string? unit, string? unitLine = null, string kind = "complaint")
        => new { id, kind, category = "damage", urgency = "ordinary", source = "phone", about = $"place:{place}", matter, caller, unit, unitLine };

    private static Task<Reply> RevealAsync(Someone who, string id)
        => who.Api.PostAsync($"/api/v1/assigned-tickets/{id}/caller", JsonSerializer.Serialize(new { fields = new[] { "phone" }, reason = "dispatch" }), key: null);
}
