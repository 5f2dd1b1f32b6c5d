using System.Net;
using Circle.Processes.Tests.Accounts;

namespace Circle.Processes.Tests.Duties;

/// <summary>Every role against every endpoint, in a street that is nobody's of them.</summary>
public sealed class DutyRightsTests(QuietWeb quiet)
{
    private const string Place = "dongfenglu";
    private const string Day = "2013-09-26";

    private static readonly (string Path, object Body)[] Commands =
    [
        ("assignment", new { line = "no-such-line", holder = "demonstration-programme", from = Day }),
        ("stand-in", new { line = "no-such-line", holder = "demonstration-programme", from = Day, until = Day }),
        ("end", new { number = 4711, on = Day }),
        ("hand-over", new { duties = new[] { 4711 }, to = "demonstration-programme", on = Day }),
        ("hand-over/acceptance", new { handOver = 4711, by = "appointer" }),
        ("hand-over/dismissal", new { handOver = 4711, by = "appointer", reason = "试" }),
    ];

    /// <summary>What needs no more than to have something to do there.</summary>
    private static readonly (string Path, object Body)[] InPerson =
    [
        ("hand-over/acceptance", new { handOver = 4711 }),
        ("hand-over/dismissal", new { handOver = 4711, by = "receiver", reason = "试" }),
    ];

    private static readonly string[] Reads = ["", $"?place={Place}", $"/answering?place={Place}&line=service-station", $"/{Place}/history"];

    [Theory]
    [InlineData("leadership", true, false)]
    [InlineData("programme", true, true)]
    [InlineData("inspector", true, false)]
    [InlineData("auditor", true, false)]
    [InlineData("lead-unit", false, false, true)]
    [InlineData("street", false, false, true)]
    [InlineData("community", false, false, true)]
    [InlineData("operator", true, false)]
    [InlineData("supervisor", true, false)]
    [InlineData("team-leader", false, false)]
    [InlineData("volunteer", false, false)]
    public async Task Who_reads_rosters_and_who_names_people(string role, bool reads, bool appoints, bool readsOwn = false)
    {
        using var someone = await Someone.AsAsync(await quiet.GetAsync(), role);

        foreach (var path in Reads)
            Assert.Equal((path, reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (path, await someone.StatusAsync($"/api/v1/duties{path}")));
        Assert.Equal(reads || readsOwn ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await someone.StatusAsync("/api/v1/duties/mine"));
        Assert.Equal(appoints ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await someone.StatusAsync($"/api/v1/duties/candidates?place={Place}"));
        foreach (var (path, body) in Commands)
        {
            // What the office asks for is not there, or wrong; that it is looked at is what counts here.
            var reply = await someone.Api.CommandAsync($"/api/v1/duties/{Place}/{path}", body);
            Assert.True(appoints ? reply.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity : reply.Status == HttpStatusCode.Forbidden, $"{role} {path}: {reply}");
        }

        foreach (var (path, body) in InPerson) (await someone.Api.CommandAsync($"/api/v1/duties/{Place}/{path}", body)).IsRefused(HttpStatusCode.Forbidden, "not-yours");
    }

    [Fact]
    public async Task Who_works_in_a_place_or_on_a_line_reads_who_answers_there()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        using var community = await Someone.AsAsync(web, "community");
        using var unit = await Someone.AsAsync(web, "lead-unit");
        var (own, below) = (await PlaceAsync(street), await PlaceAsync(community));

        foreach (var place in (string[])[own, below])
            Assert.Equal(HttpStatusCode.OK, await street.StatusAsync($"/api/v1/duties?place={place}"));
        Assert.Equal(HttpStatusCode.OK, await community.StatusAsync($"/api/v1/duties/answering?place={below}&line=service-centre"));
        Assert.Equal(HttpStatusCode.Forbidden, await community.StatusAsync($"/api/v1/duties?place={own}"));
        Assert.Equal(HttpStatusCode.OK, await unit.StatusAsync("/api/v1/duties?line=service-centre"));
        Assert.Equal(HttpStatusCode.OK, await unit.StatusAsync($"/api/v1/duties/answering?place={below}&line=service-centre"));
        Assert.Equal(HttpStatusCode.Forbidden, await unit.StatusAsync("/api/v1/duties?line=service-station"));

        // Of one line, nothing of the others.
        var rosters = (await unit.Api.GetAsync("/api/v1/duties?line=service-centre")).GetProperty("rosters").EnumerateArray();
        Assert.All(rosters.SelectMany(r => r.GetProperty("posts").EnumerateArray()), p => Assert.Equal("service-centre", p.Text("line")));

        async Task<string> PlaceAsync(Someone someone) => (await someone.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_hears_nobody_s_name()
    {
        using var stranger = Someone.At(await quiet.GetAsync());

        foreach (var path in (string[])[.. Reads, "/mine", $"/candidates?place={Place}"]) Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await stranger.StatusAsync($"/api/v1/duties{path}")));
        foreach (var (path, body) in Commands.Concat(InPerson)) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Api.CommandAsync($"/api/v1/duties/{Place}/{path}", body)).Status);
    }
}
