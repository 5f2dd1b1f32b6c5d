using System.Net;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;

namespace Circle.Processes.Tests.ServicePoints;

/// <summary>A shop's entry in the directory, from the street that finds it to the bureau that ends it.</summary>
public sealed class ServicePointTests(QuietWeb quiet)
{
    private const string Day = "2013-09-26";

    private static readonly object Listing = new
    {
        name = "东昌洗衣店",
        aliases = new[] { "东昌干洗" },
        address = "戊院路 12 号",
        phones = new[] { new { number = "0371-63812345", type = "landline" } },
        services = new[] { new { name = "干洗", priceFen = 1_500, per = "件", belowMarket = true } },
        hours = "Mo-Fr 09:00-18:00",
        homeVisits = true,
    };

    [Fact]
    public async Task The_street_finds_it_the_bureau_registers_it_and_it_is_in_the_lists()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        using var bureau = await Someone.AsAsync(web, "host");
        var place = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;

        Assert.Equal(HttpStatusCode.Created, (await street.Api.CommandAsync("/api/v1/service-points", new { id = "walked-the-way", kind = "laundry", place, listing = Listing })).Status);
        await DoneAsync(street, "filing", new { on = Day });
        (await street.Api.CommandAsync(Of("registration"), new { number = "金商备 1", on = Day })).IsRefused(HttpStatusCode.Forbidden, "not-yours");
        await DoneAsync(bureau, "registration", new { number = "金商备 1", on = Day });
        await DoneAsync(street, "agreement", new { number = "协 1", on = Day, until = "2014-09-25" });
        await DoneAsync(street, "sign", new { number = "牌 1", on = Day });
        await DoneAsync(street, "verification", new { group = "contact", by = "visit", on = Day });

        var page = await street.Api.GetAsync($"/api/v1/service-points?place={place}&kind=laundry&q={Uri.EscapeDataString("洗衣")}&limit=1");

        // Tests beside this one may have entered others there.
        Assert.Equal(1, page.GetProperty("items").GetArrayLength());
        Assert.InRange(page.GetProperty("total").GetInt32(), 1, int.MaxValue);
        var listed = (await street.Api.GetAsync($"/api/v1/service-points?place={place}&kind=laundry&registration=signHung")).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("point").Text("id") == "walked-the-way");
        var point = listed.GetProperty("point");
        Assert.Equal(("牌 1", "037163812345", "open"), (point.Text("sign"), point.GetProperty("listing").GetProperty("phones")[0].Text("number"), point.Text("state")));
        Assert.Equal([false, true], listed.GetProperty("freshness").EnumerateArray().Select(f => f.GetProperty("isOverdue").GetBoolean()));
        Assert.NotEqual("unknown", listed.GetProperty("open").Text("opening"));

        // Its name, address and services were never verified: it waits for somebody to look.
        var due = (await street.Api.GetAsync($"/api/v1/service-points?place={place}&due=true")).GetProperty("items").EnumerateArray();
        Assert.Contains("walked-the-way", due.Select(p => p.GetProperty("point").Text("id")));
        var count = (await street.Api.GetAsync($"/api/v1/service-points/counts?place={place}")).EnumerateArray().Single(c => c.Text("kind") == "laundry" && c.Text("registration") == "signHung");
        Assert.Equal((1, 1), (count.GetProperty("count").GetInt32(), count.GetProperty("overdue").GetInt32()));

        await DoneAsync(bureau, "disqualification", new { complaint = "0926-0001", reason = "多收费，经查实", on = Day });
        await DoneAsync(street, "sign-removal", new { on = Day });
        Assert.Equal("disqualified", (await street.Api.GetAsync(Of(""))).GetProperty("point").Text("state"));
        var history = (await street.Api.GetAsync(Of("history"))).GetProperty("entries").EnumerateArray().Select(e => e.Text("type"));
        Assert.Equal(["point.found", "point.filed", "point.registered", "point.agreed", "point.sign-hung", "point.verified", "point.disqualified", "point.sign-taken-down"], history);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_another_streets_point_is_nobodys_business()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        using var office = await Someone.AsAsync(web, "host");

        var reply = await office.Api.CommandAsync("/api/v1/service-points", new { id = "faulty", kind = "none", place = "nowhere", listing = new { name = "", hours = "sunrise-sunset", stepFree = "yes" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Superset(
            new HashSet<string> { "kind", "place", "listing/hours", "listing/name", "listing/stepFree" },
            reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")!).ToHashSet());

        Assert.Equal(HttpStatusCode.Created, (await office.Api.CommandAsync("/api/v1/service-points", new { id = "elsewhere", kind = "laundry", place = "dongfenglu", listing = Listing })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, await street.StatusAsync("/api/v1/service-points/elsewhere"));
        foreach (var id in (string[])["elsewhere", "nowhere-at-all"])
            (await street.Api.CommandAsync($"/api/v1/service-points/{id}/filing", new { on = Day })).IsRefused(HttpStatusCode.Forbidden, "not-yours");

        // What the directory does not have is no secret to those who read some of it, and nobody else's business.
        var none = await street.Api.SendAsync(HttpMethod.Get, "/api/v1/service-points/nowhere-at-all");
        none.IsRefused(HttpStatusCode.NotFound, "unknown");
        Assert.Contains("没有这个服务点", none.Json.GetProperty("errors")[0].Text("message")!, StringComparison.Ordinal);
        using var stranger = await Someone.AsAsync(web, "volunteer");
        Assert.Equal(HttpStatusCode.Forbidden, await stranger.StatusAsync("/api/v1/service-points/nowhere-at-all"));
    }

    private static string Of(string part) => $"/api/v1/service-points/walked-the-way/{part}".TrimEnd('/');

    private static async Task DoneAsync(Someone someone, string command, object body)
    {
        var reply = await someone.Api.CommandAsync(Of(command), body);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{command}: {reply}");
    }
}
