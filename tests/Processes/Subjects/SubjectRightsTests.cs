using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Phones;

namespace Circle.Processes.Tests.Subjects;

/// <summary>Who sees what of whom: masked, in full for a reason, or not at all.</summary>
public sealed class SubjectRightsTests(QuietWeb quiet) : IClassFixture<QuietWeb>
{
    private static readonly string[] Without = ["leadership", "lead-unit", "inspector", "street", "community", "volunteer"];

    [Fact]
    public async Task An_operator_records_finds_and_is_shown_for_a_reason()
    {
        using var caller = await AsAsync("operator");
        var phone = Recording.Phone();
        var recorded = await caller.Api.RecordAsync(new { kind = "caller", phone = $"+86 {phone[..3]} {phone[3..7]} {phone[7..]}" });
        Assert.Equal(HttpStatusCode.Created, recorded.Status);
        Assert.Equal((JsonValueKind.Null, $"{phone[..3]}****{phone[^2..]}"), (recorded.Json.GetProperty("name").ValueKind, recorded.Json.Text("phone")));

        var again = await caller.Api.RecordAsync(new { kind = "caller", phone, name = "欧阳示例", address = "金水区大石桥街道示例路7号" });
        Assert.Equal((HttpStatusCode.OK, recorded.Id(), "欧＊＊", "金水区大石桥街道＊＊＊"), (again.Status, again.Id(), again.Json.Text("name"), again.Json.Text("address")));
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("hold").ValueKind);
        Assert.False(again.Json.GetProperty("unreadable").GetBoolean());
        Assert.Equal(recorded.Id(), Assert.Single((await caller.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray()).Text("id"));
        Assert.Contains(await caller.Api.SubjectsAsync("&kind=caller"), s => s.Text("id") == recorded.Id());

        var shown = await caller.Api.RevealAsync(recorded.Id(), new { fields = new[] { "name", "phone" }, reason = "emergency", note = $"欧阳示例走失 {phone}" });
        Assert.Equal($$"""{"name":"欧阳示例","phone":"{{phone}}"}""", shown.Text);

        using var auditor = await AsAsync("auditor");
        var entries = await auditor.Api.AuditedAsync(recorded.Id());
        Assert.Equal(["revealed", "subjectRecorded", "subjectRecorded"], entries.Select(e => e.Text("action")));
        Assert.Equal(("account:demonstration-operator", $"name,phone; emergency: 欧＊＊走失 {phone[..3]}****{phone[^2..]}"), (entries[0].Text("actor"), entries[0].Text("note")));
        Assert.All(entries, e => Assert.Equal("127.0.0.1", e.GetProperty("addresses")[0].GetString()));
        foreach (var told in (string[])["欧阳", phone, "示例路"]) Assert.DoesNotContain(told, (await quiet.GetAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_nothing_is_kept_by_a_browser()
    {
        using var caller = await AsAsync("supervisor");
        var recorded = await caller.Api.RecordAsync(new { kind = "stranger", name = new string('长', 51), phone = "63812345", account = "a", more = 1 });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "kind,more,name,phone"), (recorded.Status, FieldsOf(recorded)));
        Assert.Equal("account", FieldsOf(await caller.Api.RecordAsync(new { kind = "caller", name = "张三", account = "a" })));
        Assert.Equal("phone", FieldsOf(await caller.Api.SearchAsync("12345")));
        var id = await caller.Api.RecordedAsync(new { kind = "resident", name = "张示例" });
        Assert.Equal("fields,note", FieldsOf(await caller.Api.RevealAsync(id, new { fields = new[] { "age" }, reason = "request" })));
        Assert.Equal("reason", FieldsOf(await caller.Api.RevealAsync(id, new { fields = new[] { "name" }, reason = "curiosity" })));

        using var web = new HttpClient { BaseAddress = (await quiet.GetAsync()).Address };
        using var answer = await web.GetAsync(new Uri("/api/v1/subjects", UriKind.Relative), Api.Cancel);
        Assert.Equal((HttpStatusCode.Unauthorized, true), (answer.StatusCode, answer.Headers.CacheControl?.NoStore));
    }

    [Fact]
    public async Task The_office_erases_holds_and_reads_the_ledger_and_is_shown_nothing_in_full()
    {
        using var caller = await AsAsync("operator");
        using var office = await AsAsync("programme");
        var phone = Recording.Phone();
        var id = await caller.Api.RecordedAsync(new { kind = "resident", name = "慕容示例", phone });
        Assert.Equal("慕＊＊", Assert.Single((await office.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray()).Text("name"));
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Api.RevealAsync(id)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await caller.Api.EraseAsync(id)).Status);

        Assert.Equal("reason,until", FieldsOf(await office.Api.HoldAsync(id, "2020-01-01", " ")));
        var until = DateTime.UtcNow.AddHours(8).AddDays(200).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.NoContent, (await office.Api.HoldAsync(id, until, "慕容示例的投诉")).Status);
        var held = (await office.Api.SubjectsAsync("&kind=resident")).Single(s => s.Text("id") == id).GetProperty("hold");
        Assert.Equal((until, "慕容示例的投诉", "account:demonstration-programme"), (held.Text("until"), held.Text("reason"), held.Text("by")));
        Assert.Equal("held", (await office.Api.EraseAsync(id)).Code());
        Assert.Equal(HttpStatusCode.NoContent, (await office.Api.ReleaseAsync(id)).Status);

        var before = await office.Api.RulesAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await office.Api.EraseAsync(id, "mistake", "慕容示例说打错了")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Api.EraseAsync(id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.Api.RevealAsync(id)).Status);
        Assert.Empty((await caller.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray());

        using var auditor = await AsAsync("auditor");
        var listed = (await auditor.Api.ErasuresAsync()).Single(e => e.Text("subject") == id);
        Assert.Equal(("resident", "account:demonstration-programme", "区长效办", "mistake"), (listed.Text("kind"), listed.Text("by"), listed.Text("byName"), listed.Text("reason")));
        var after = await auditor.Api.RulesAsync();
        Assert.Equal(180, after.GetProperty("keepDays").GetProperty("caller").GetInt32());
        Assert.Equal(before.GetProperty("counts").GetProperty("resident").GetInt32() - 1, after.GetProperty("counts").GetProperty("resident").GetInt32());
        Assert.True(after.GetProperty("ledgerDirectoryOk").GetBoolean());
        var audited = await auditor.Api.AuditedAsync(id);
        Assert.Equal(["erased", "subjectReleased", "subjectHeld", "subjectRecorded"], audited.Select(e => e.Text("action")));
        Assert.Equal("mistake: 慕＊＊说打错了", audited[0].Text("note"));
        Assert.All(audited, e => Assert.DoesNotContain("慕容", e.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_team_leader_has_to_do_with_volunteers_of_the_team_and_to_nobody_else_is_anybody_there()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var other = await Team.OfAsync(web);
        var (handset, account) = await team.JoinedAsync(web);
        using (handset)
        {
            var phone = Recording.Phone();
            Assert.Equal("required", (await team.Api.RecordAsync(new { kind = "volunteer", phone })).Code());
            Assert.Equal(HttpStatusCode.NotFound, (await other.Api.RecordAsync(new { kind = "volunteer", phone, account })).Status);
            var id = await team.Api.RecordedAsync(new { kind = "volunteer", phone, account, name = "张小河" });
            using var caller = await AsAsync("operator");
            var stranger = await caller.Api.RecordedAsync(new { kind = "caller", phone });

            Assert.Equal([id], (await team.Api.SubjectsAsync()).Select(s => s.Text("id")));
            Assert.Equal([id], (await team.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray().Select(s => s.Text("id")));
            Assert.Equal("张小河", (await team.Api.RevealAsync(id)).Json.Text("name"));
            Assert.Equal("张小河", (await caller.Api.RevealAsync(id)).Json.Text("name"));

            Assert.Empty(await other.Api.SubjectsAsync());
            Assert.Empty((await other.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray());
            var none = await other.Api.RevealAsync("no-such-subject");
            Assert.Equal(HttpStatusCode.NotFound, none.Status);
            foreach (var reply in (Reply[])[await other.Api.RevealAsync(id), await other.Api.RevealAsync(stranger), await other.Api.RevealAsync(id, new { }), await team.Api.RevealAsync(stranger)])
                Assert.Equal((none.Status, none.Code(), none.Json.Text("detail")), (reply.Status, reply.Code(), reply.Json.Text("detail")));
            Assert.Equal(HttpStatusCode.Forbidden, (await team.Api.EraseAsync(id)).Status);

            // Of somebody who is a volunteer no more the account is disabled first; then nothing of them stays.
            using var office = await AsAsync("programme");
            Assert.Equal("account-enabled", (await office.Api.EraseAsync(id)).Code());
            Assert.Equal(HttpStatusCode.OK, (await team.RemoveAsync(account)).Status);
            Assert.Equal(HttpStatusCode.NoContent, (await office.Api.EraseAsync(id)).Status);
            Assert.Equal("已删除", (await office.Api.GetAsync($"/api/v1/people/{account}")).Text("displayName"));
            Assert.Null(await handset.WhoAsync());
        }
    }

    [Fact]
    public async Task Who_has_nothing_to_do_with_it_learns_nothing()
    {
        using var caller = await AsAsync("operator");
        var id = await caller.Api.RecordedAsync(new { kind = "caller", name = "司马示例" });
        foreach (var name in Without)
        {
            using var someone = await AsAsync(name);
            Reply[] replies =
            [
                await someone.Api.RecordAsync(new { kind = "caller", name = "张三" }), await someone.Api.SendAsync(HttpMethod.Get, "/api/v1/subjects"), await someone.Api.SearchAsync("13812345678"),
                await someone.Api.RevealAsync(id), await someone.Api.EraseAsync(id), await someone.Api.HoldAsync(id, "2027-01-01", "x"), await someone.Api.ReleaseAsync(id),
                await someone.Api.SendAsync(HttpMethod.Get, "/api/v1/subjects/erasures"), await someone.Api.SendAsync(HttpMethod.Get, "/api/v1/subjects/rules"),
            ];
            Assert.All(replies, r => Assert.Equal((name, HttpStatusCode.Forbidden), (name, r.Status)));
        }

        using var auditor = await AsAsync("auditor");
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Api.SendAsync(HttpMethod.Get, "/api/v1/subjects")).Status);
    }

    [Fact]
    public async Task Sixty_an_hour_and_then_it_is_said_so()
    {
        using var office = await AsAsync("host");
        var name = Office.Name("hurried");
        var (hurried, _) = await office.Api.WelcomeAsync(await quiet.GetAsync(), name, "long evening at the river", Office.Of("operator"));
        using (hurried)
        {
            var id = await hurried.Api.RecordedAsync(new { kind = "caller", name = "诸葛示例" });
            for (var i = 0; i < 60; i++) Assert.Equal(HttpStatusCode.OK, (await hurried.Api.RevealAsync(id)).Status);

            var reply = await hurried.Api.RevealAsync(id);
            Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/too-many"), (reply.Status, reply.Json.Text("type")));
            Assert.DoesNotContain("诸葛", reply.Text, StringComparison.Ordinal);
        }
    }

    private static string FieldsOf(Reply reply) => string.Join(',', reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).Distinct().Order(StringComparer.Ordinal));

    private async Task<Someone> AsAsync(string name) => await Someone.AsAsync(await quiet.GetAsync(), name);
}
