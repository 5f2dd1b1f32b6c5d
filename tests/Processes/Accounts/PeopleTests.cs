using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>People from the day they are opened to the day they leave.</summary>
public sealed class PeopleTests(QuietWeb quiet)
{
    private const string Password = "long evening at the river";
    private const string Other = "short morning on the hill";

    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_is_opened_sets_a_password_signs_in_and_does_what_was_granted()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var name = Office.Name("street");
        var (person, id) = await api.WelcomeAsync(web, name, Password, Office.Of("street", place: "dashiqiao"));
        using (person)
        {
            Assert.Equal(HttpStatusCode.OK, await person.StatusAsync("/api/v1/facilities?place=dashiqiao"));
            Assert.Equal(HttpStatusCode.Forbidden, await person.StatusAsync("/api/v1/facilities?place=wenhualu"));

            var view = await api.GetAsync($"/api/v1/people/{id}");
            Assert.Equal((name, "王五", "person", 1), (view.Text("name"), view.Text("displayName"), view.Text("holder"), view.GetProperty("sessions").GetInt32()));
            Assert.True(view.GetProperty("hasPassword").GetBoolean());
            Assert.False(view.GetProperty("hasAuthenticator").GetBoolean());
            Assert.False(view.GetProperty("hasPasskey").GetBoolean());
            Assert.NotNull(view.Text("seen"));
            Assert.Null(view.Text("invitedUntil"));

            var granted = await api.CommandAsync($"/api/v1/people/{id}/grants", new { grants = new[] { Office.Of("street", place: "wenhualu") } });
            Assert.True(granted.Status == HttpStatusCode.OK, granted.ToString());
            await Eventually.IsTrueAsync("the new grant holds", async () => await person.StatusAsync("/api/v1/facilities?place=wenhualu") == HttpStatusCode.OK, Seconds, Cancel);
            await Eventually.IsTrueAsync("the old one does not", async () => await person.StatusAsync("/api/v1/facilities?place=dashiqiao") == HttpStatusCode.Forbidden, Seconds, Cancel);
        }
    }

    [Fact]
    public async Task Disabling_ends_the_session_and_the_stream_within_seconds()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var name = Office.Name("leaver");
        var (person, id) = await api.WelcomeAsync(web, name, Password, Office.Of("leadership"));
        using (person)
        {
            await using var screen = await Screen.OpenAsync(web.Address, cookies: person.Cookies);
            await using var frames = screen.WatchAsync().GetAsyncEnumerator(Cancel);
            Assert.True(await frames.MoveNextAsync());

            var disabled = await api.CommandAsync($"/api/v1/people/{id}/disablement", new { reason = "离岗" });
            Assert.True(disabled.Status == HttpStatusCode.OK, disabled.ToString());

            var ended = await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                while (await frames.MoveNextAsync().AsTask().WaitAsync(Seconds, Cancel)) { }
            });
            Assert.Contains("not-allowed", ended.Message);
            await Eventually.IsTrueAsync("the session is over", async () => (await person.Api.GetAsync("/api/v1/session")).Text("account") is null, Seconds, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, (await person.SignInAsync(name, Password)).Status);
            var view = await api.GetAsync($"/api/v1/people/{id}");
            Assert.Equal(("离岗", 0), (view.Text("disabled"), view.GetProperty("sessions").GetInt32()));
            Assert.Equal("disabled", (await api.CommandAsync($"/api/v1/people/{id}/invitation", new { })).Code());

            Assert.Equal(HttpStatusCode.OK, (await api.CommandAsync($"/api/v1/people/{id}/enablement", new { })).Status);
            Assert.Null((await person.Api.GetAsync("/api/v1/session")).Text("account"));
            Assert.Equal(HttpStatusCode.OK, (await person.SignInAsync(name, Password)).Status);
        }
    }

    [Fact]
    public async Task All_sessions_end_at_once_and_the_password_stays()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var name = Office.Name("sessions");
        var (person, id) = await api.WelcomeAsync(web, name, Password, Office.Of("leadership"));
        using (person)
        using (var phone = Someone.At(web))
        {
            Assert.Equal(HttpStatusCode.OK, (await phone.SignInAsync(name, Password)).Status);
            Assert.Equal(2, (await api.GetAsync($"/api/v1/people/{id}")).GetProperty("sessions").GetInt32());

            Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync(HttpMethod.Delete, $"/api/v1/people/{id}/sessions")).Status);

            foreach (var one in (Someone[])[person, phone])
                await Eventually.IsTrueAsync("it is over", async () => (await one.Api.GetAsync("/api/v1/session")).Text("account") is null, Seconds, Cancel);
            Assert.Equal(HttpStatusCode.OK, (await person.SignInAsync(name, Password)).Status);
        }
    }

    [Fact]
    public async Task An_invitation_works_once()
    {
        var web = await quiet.GetAsync();
        var opened = await Api.Of(web).OpenAsync(Office.Name("once"), [Office.Of("leadership")]);
        using var person = Someone.At(web);

        var weak = await person.UseAsync(opened.Link(), "12345678");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "password-is-common"), (weak.Status, weak.Code()));
        var tries = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => person.UseAsync(opened.Link(), $"{Password} {i}")));

        Assert.Single(tries, t => t.Status == HttpStatusCode.OK);
        Assert.All(tries.Where(t => t.Status != HttpStatusCode.OK), t => Assert.Equal((HttpStatusCode.Forbidden, "link-over"), (t.Status, t.Code())));
        Assert.Equal("link-over", (await person.UseAsync("/invitation#no-such", Password)).Code());
    }

    [Fact]
    public async Task An_invitation_ends_after_three_days()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var opened = await api.OpenAsync(Office.Name("late"), [Office.Of("leadership")]);
        Assert.InRange(DateTimeOffset.Parse((await api.GetAsync($"/api/v1/people/{opened.Id()}")).Text("invitedUntil")!, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow, TimeSpan.FromHours(71), TimeSpan.FromHours(72));

        await CredentialsFile.ShiftAsync(quiet.DataDirectory, "invitation", opened.Id(), TimeSpan.FromHours(-72));

        using var person = Someone.At(web);
        Assert.Equal("link-over", (await person.UseAsync(opened.Link(), Password)).Code());
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_another_link_and_old_ones_end()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var name = Office.Name("forgot");
        var (person, id) = await api.WelcomeAsync(web, name, Password, Office.Of("leadership"));
        using (person)
        {
            var first = await api.CommandAsync($"/api/v1/people/{id}/invitation", new { });
            var second = await api.CommandAsync($"/api/v1/people/{id}/invitation", new { });
            Assert.Equal("link-over", (await person.UseAsync(first.Link(), Other)).Code());

            Assert.Equal(HttpStatusCode.OK, (await person.UseAsync(second.Link(), Other)).Status);

            await Eventually.IsTrueAsync("whoever was signed in is not", async () => (await person.Api.GetAsync("/api/v1/session")).Text("account") is null, Seconds, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, (await person.SignInAsync(name, Password)).Status);
            Assert.Equal(HttpStatusCode.OK, (await person.SignInAsync(name, Other)).Status);
        }
    }

    [Fact]
    public async Task A_repeated_request_opens_one_person_and_its_link_works()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var (key, name) = (Guid.CreateVersion7(), Office.Name("twice"));
        object[] grants = [Office.Of("leadership")];

        var first = await api.OpenAsync(name, grants, key);
        var again = await api.OpenAsync(name, grants, key);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, first.Id()), (first.Status, again.Status, again.Id()));
        Assert.Single(await api.PeopleAsync($"&q={name}"));
        Assert.Equal("id-reused", (await api.OpenAsync(Office.Name("else"), grants, key)).Code());
        Assert.Equal("id-reused", (await api.OpenAsync(name, [Office.Of("auditor")], key)).Code());
        Assert.Equal("duplicate-user-name", (await api.OpenAsync(name, grants)).Code());

        // Whichever answer arrived, its link works.
        using var person = Someone.At(web);
        Assert.Equal(HttpStatusCode.OK, (await person.UseAsync(first.Link(), Password)).Status);
        var late = await api.OpenAsync(name, grants, key);
        Assert.Equal(HttpStatusCode.Created, late.Status);
        Assert.False(late.Json.TryGetProperty("invitation", out _), "there is nothing left to invite to");
    }

    [Fact]
    public async Task What_stopped_on_the_way_is_completed_by_the_same_request()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var (key, name) = (Guid.CreateVersion7(), Office.Name("halfway"));
        object[] grants = [Office.Of("leadership")];
        var first = await api.OpenAsync(name, grants, key);

        // As a web node leaves it that dies after the event: no row, no link, the name free.
        await CredentialsFile.ForgetAsync(quiet.DataDirectory, first.Id());
        Assert.Empty(await api.PeopleAsync($"&q={name}"));

        var again = await api.OpenAsync(name, grants, key);
        Assert.Equal((HttpStatusCode.Created, first.Id()), (again.Status, again.Id()));
        using var person = Someone.At(web);
        Assert.Equal(HttpStatusCode.OK, (await person.UseAsync(again.Link(), Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await person.SignInAsync(name, Password)).Status);
    }

    [Fact]
    public async Task Every_fault_of_a_new_person_is_named_at_once()
    {
        var reply = await Api.Of(await quiet.GetAsync()).OpenAsync("两个 字", [Office.Of("street"), Office.Of("leadership", until: "2013-01-01"), new { role = "king", from = "someday" }], displayName: "");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        var fields = reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "name", "displayName", "grants/0/place", "grants/1/until", "grants/2/role", "grants/2/from" }, fields);
    }

    [Fact]
    public async Task The_list_goes_page_by_page_and_finds_by_name_and_role()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var mark = Office.Name("page");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Created, (await api.OpenAsync($"{mark}-{i}", [Office.Of(i % 2 == 0 ? "auditor" : "leadership")], displayName: $"查{mark[5..15]}{i}")).Status);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{mark}-{i}"), (await api.PeopleAsync($"&q={mark}", limit: 2)).Select(p => p.Text("name")));
        Assert.Equal([$"{mark}-1", $"{mark}-3"], (await api.PeopleAsync($"&q={mark}&role=leadership", limit: 1)).Select(p => p.Text("name")));
        Assert.Equal($"{mark}-4", Assert.Single(await api.PeopleAsync($"&q={Uri.EscapeDataString($"查{mark[5..15]}4")}")).Text("name"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.SendAsync(HttpMethod.Get, "/api/v1/people?limit=201")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.SendAsync(HttpMethod.Get, "/api/v1/people?role=king")).Status);
    }

    [Fact]
    public async Task Histories_get_the_names_of_those_who_have_one()
    {
        var web = await quiet.GetAsync();
        using var auditor = await Someone.AsAsync(web, "auditor");

        var names = await auditor.Api.GetAsync("/api/v1/people/names?ids=demonstration-programme,no-such");

        var one = Assert.Single(names.GetProperty("items").EnumerateArray());
        Assert.Equal(("demonstration-programme", "区长效办"), (one.Text("id"), one.Text("name")));
        var many = string.Join(',', Enumerable.Range(0, 201).Select(i => $"a{i}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await auditor.StatusAsync($"/api/v1/people/names?ids={many}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await auditor.StatusAsync("/api/v1/people/names?ids=NOT_ONE"));
    }
}
