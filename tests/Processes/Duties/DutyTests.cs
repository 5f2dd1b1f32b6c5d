using System.Net;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests.Duties;

/// <summary>Who leads, who stands in, and how it passes from one to another. Each test has a street of its own.</summary>
public sealed class DutyTests(QuietWeb quiet)
{
    private const string Line = "service-centre";
    private const string Another = "service-station";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rehearsal_begins_with_a_roster_of_its_demonstration_accounts()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        using var street = await Someone.AsAsync(web, "street");
        var place = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;
        var district = await api.DistrictAsync();

        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.Equal("demonstration-programme", (await api.RosterAsync(district)).Lead(null));
                Assert.Equal("demonstration-street", (await api.RosterAsync(place)).Lead(Line));
            },
            cancel: Cancel);

        var own = (await street.Api.GetAsync("/api/v1/duties/mine")).GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(own);
        Assert.All(own, i => Assert.Equal("demonstration-street", i.GetProperty("duty").GetProperty("holder").Text("account")));

        // Most posts stay unnamed, and who is asked then is said.
        var answering = await api.GetAsync($"/api/v1/duties/answering?place={await AnotherAsync(api, place, district)}&line={Another}");
        Assert.Equal("demonstration-programme", answering.GetProperty("duty").GetProperty("holder").Text("account"));
        Assert.Equal("区长效办", answering.GetProperty("duty").GetProperty("holder").Text("name"));
        Assert.Equal(4, answering.GetProperty("path").GetArrayLength());
    }

    [Fact]
    public async Task Street_staff_name_people_in_their_own_street_and_its_communities_and_nowhere_else()
    {
        var web = await quiet.GetAsync();
        var (street, id) = await web.WelcomeAsync("street", "wenhualu");
        using var own = street;
        var (neighbour, _) = await web.WelcomeAsync("street", "huayuanlu");
        using var other = neighbour;
        var today = await Api.Of(web).TodayAsync();

        var key = Guid.CreateVersion7();
        (await own.Api.AssignAsync("wenhualu", Line, id, today, key: key)).IsOk();
        Assert.True((await own.Api.AssignAsync("wenhualu", Line, id, today, key: key)).Repeated);
        (await own.Api.StandInAsync("wenhualu", Line, id, today, today)).IsRefused(HttpStatusCode.UnprocessableEntity, "same-person");
        using var inspector = await Someone.AsAsync(web, "inspector");
        Assert.Equal(id, (await inspector.Api.RosterAsync("wenhualu")).Lead(Line));
        Assert.True((await own.Api.GetAsync("/api/v1/duties?place=wenhualu")).GetProperty("mayAppoint").GetBoolean());
        Assert.False((await inspector.Api.GetAsync("/api/v1/duties?place=wenhualu")).GetProperty("mayAppoint").GetBoolean());

        // Another's street: refused, and the refusal says the same of what is there, what is not, and what is wrong.
        Reply[] refused =
        [
            await other.Api.AssignAsync("wenhualu", Line, id, today),
            await other.Api.AssignAsync("wenhualu", Another, id, today),
            await other.Api.AssignAsync("wenhualu", Line, "nobody-at-all", today),
            await other.Api.AssignAsync("no-such-street", Line, id, today),
            await other.Api.EndAsync("wenhualu", 1, today),
            await other.Api.EndAsync("wenhualu", 4711, today),
            await other.Api.HandOverAsync("wenhualu", 1, id, today),
            await other.Api.AcceptAsync("wenhualu", 4711, "appointer"),
            await other.Api.SendAsync(HttpMethod.Get, $"/api/v1/duties/candidates?place=wenhualu&line={Line}"),
            await other.Api.SendAsync(HttpMethod.Get, "/api/v1/duties/candidates?place=no-such-street"),
            await other.Api.SendAsync(HttpMethod.Get, "/api/v1/duties?place=wenhualu"),
            await other.Api.SendAsync(HttpMethod.Get, $"/api/v1/duties/answering?place=wenhualu&line={Line}"),
            await other.Api.SendAsync(HttpMethod.Get, "/api/v1/duties/wenhualu/history"),
        ];
        Assert.All(refused, reply => reply.IsRefused(HttpStatusCode.Forbidden, "not-yours"));
        Assert.Single(refused.Select(r => r.Json.GetProperty("errors").GetRawText()).Distinct());
        Assert.Equal(id, (await own.Api.RosterAsync("wenhualu")).Lead(Line));
    }

    [Fact]
    public async Task Whoever_is_named_can_do_something_there()
    {
        var web = await quiet.GetAsync();
        var office = Api.Of(web);
        var today = await office.TodayAsync();

        foreach (var stranger in (string[])["demonstration-leadership", "demonstration-volunteer", "demonstration-lead-unit", "nobody-at-all"])
        {
            (await office.AssignAsync("nanyanglu", Another, stranger, today)).IsRefused(HttpStatusCode.UnprocessableEntity, "not-here");
            (await office.StandInAsync("nanyanglu", Another, stranger, today, today)).IsRefused(HttpStatusCode.UnprocessableEntity, "not-here");
        }

        var names = (await office.GetAsync("/api/v1/duties/candidates?place=nanyanglu&q=%E5%8C%BA%E9%95%BF")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["demonstration-programme"], names.Select(n => n.Text("account")));

        // Display names and ids, and nothing else of anybody.
        Assert.All(names, n => Assert.Equal(["account", "name"], n.EnumerateObject().Select(p => p.Name)));
    }

    [Fact]
    public async Task A_hand_over_is_accepted_by_its_receiver_or_the_office_and_by_nobody_else()
    {
        const string place = "fengchanlu";
        var web = await quiet.GetAsync();
        var office = Api.Of(web);
        var (giver, giverId) = await web.WelcomeAsync("street", place);
        using var from = giver;
        var (receiver, receiverId) = await web.WelcomeAsync("street", place);
        using var to = receiver;
        using var inspector = await Someone.AsAsync(web, "inspector");
        using var elsewhere = await Someone.AsAsync(web, "community");
        var today = await office.TodayAsync();
        (await from.Api.AssignAsync(place, Line, giverId, today)).IsOk();
        (await from.Api.AssignAsync(place, Another, giverId, today)).IsOk();
        var (first, second) = ((await office.RosterAsync(place)).LeadNumber(Line), (await office.RosterAsync(place)).LeadNumber(Another));
        (await from.Api.HandOverAsync(place, first, receiverId, today)).IsOk();
        (await from.Api.HandOverAsync(place, second, receiverId, today)).IsOk();

        foreach (var somebody in (Someone[])[inspector, elsewhere])
        {
            foreach (var by in (string?[])[null, "receiver", "appointer"]) (await somebody.Api.AcceptAsync(place, 1, by)).IsRefused(HttpStatusCode.Forbidden, "not-yours");
        }

        (await from.Api.AcceptAsync(place, 1)).IsRefused(HttpStatusCode.Forbidden, "not-receiver");
        (await from.Api.AcceptAsync(place, 1, "appointer")).IsRefused(HttpStatusCode.Forbidden, "own-handover");
        Assert.Equal(giverId, (await office.RosterAsync(place)).Lead(Line));

        var waiting = (await to.Api.GetAsync("/api/v1/duties/mine")).GetProperty("waiting").EnumerateArray().ToList();
        Assert.Equal([1, 2], waiting.Select(w => w.GetProperty("handOver").GetProperty("number").GetInt32()));
        Assert.Equal("台账未交", waiting[0].GetProperty("handOver").Text("note"));
        (await to.Api.AcceptAsync(place, 1)).IsOk();
        (await office.AcceptAsync(place, 2, "appointer")).IsOk();

        var roster = await office.RosterAsync(place);
        Assert.Equal((receiverId, receiverId), (roster.Lead(Line), roster.Lead(Another)));
        Assert.Empty(roster.GetProperty("open").EnumerateArray());
        (await to.Api.AcceptAsync(place, 1)).IsRefused(HttpStatusCode.NotFound, "unknown");
        var history = (await office.GetAsync($"/api/v1/duties/{place}/history")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(
            ["duty.assigned", "duty.assigned", "duty.handover-proposed", "duty.handover-proposed", "duty.handed-over", "duty.handed-over"],
            history.Select(e => e.Text("type")));
        Assert.Equal(["receiver", "appointer"], history.Skip(4).Select(e => e.GetProperty("data").Text("by")));

        // Names lie in the credentials store alone.
        Assert.DoesNotContain("王五", (await office.SendAsync(HttpMethod.Get, $"/api/v1/duties/{place}/history")).Text);
    }

    [Fact]
    public async Task A_stand_in_answers_while_it_lasts_and_every_fault_is_named_at_once()
    {
        const string place = "jingbalu";
        var web = await quiet.GetAsync();
        var office = Api.Of(web);
        var (lead, leadId) = await web.WelcomeAsync("street", place);
        using var one = lead;
        var (standIn, standInId) = await web.WelcomeAsync("street", place);
        using var two = standIn;
        var today = await office.TodayAsync();
        (await office.AssignAsync(place, Line, leadId, today)).IsOk();
        (await office.StandInAsync(place, Line, standInId, today, Appointing.After(today, 2))).IsOk();

        Assert.Equal(standInId, await AnswersAsync(today));
        Assert.Equal(leadId, await AnswersAsync(Appointing.After(today, 3)));
        Assert.Equal(Appointing.After(today, 3), (await office.RosterAsync(place)).Post(Line)!.Value.Text("nextChange"));

        var faulty = await office.CommandAsync($"/api/v1/duties/{place}/assignment", new { line = "no-such-line", holder = leadId, from = "2031-01-01", until = "soon", more = 1 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.Status);
        Assert.Equal(["from", "line", "more", "until"], faulty.Json.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).Distinct().Order(StringComparer.Ordinal));
        (await office.HandOverAsync(place, 1, standInId, today, "找他 13800000000")).IsRefused(HttpStatusCode.UnprocessableEntity, "personal");

        (await office.EndAsync(place, 1, Appointing.After(today, -1))).IsOk();
        Assert.Null((await office.RosterAsync(place)).Lead(Line));
        foreach (var query in (string[])["day=soon", "place=NO", "line=%20"]) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.SendAsync(HttpMethod.Get, $"/api/v1/duties?{query}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.SendAsync(HttpMethod.Get, "/api/v1/duties?place=nowhere")).Status);

        async Task<string?> AnswersAsync(string day)
            => (await office.GetAsync($"/api/v1/duties/answering?place={place}&line={Line}&day={day}")).GetProperty("duty").GetProperty("holder").Text("account");
    }

    /// <summary>A street without anybody in it.</summary>
    private static async Task<string> AnotherAsync(Api api, string but, string district)
        => (await api.GetAsync("/api/v1/places")).GetProperty("items").EnumerateArray()
            .Last(p => p.Text("parent") == district && p.Text("id") != but && p.Text("id") is not ("wenhualu" or "huayuanlu" or "nanyanglu" or "fengchanlu" or "jingbalu")).Text("id")!;
}
