using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Rights;
using Circle.Processes.Tests.Subjects;
using Circle.TestServers;

namespace Circle.Processes.Tests.Tickets;

/// <summary>A process of its own: its log, its meters and its files are read.</summary>
public sealed class NamedWeb : IAsyncLifetime
{
    private static readonly string[] Handlers = ["nobody", Walker.Visitor, "host", "leadership", "programme", "lead-unit", "inspector", "street", "community", "team-leader", "volunteer", "auditor"];

    private readonly TemporaryFolder _data = new();
    private readonly List<Walker> _walkers = [];
    private readonly List<Walker> _hotline = [];

    public string DataDirectory => _data.FullPath;

    public ProgramProcess Web { get; private set; } = null!;

    /// <summary>Everybody who is not the hotline's own.</summary>
    internal IReadOnlyList<Walker> Walkers => _walkers;

    internal Walker Operator => _hotline[0];

    internal NamedCalls Calls { get; private set; } = null!;

    internal Walker Of(string name) => Walkers.Single(w => w.Name == name);

    public async ValueTask InitializeAsync()
    {
        Web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = DataDirectory }.Quiet(), CancellationToken.None);
        await Api.Of(Web).StandStillAsync();

        // One after the other: a password costs a second of a core, and more at once are put off.
        foreach (var name in Handlers) _walkers.Add(await Walker.ComeAsync(Web, name));
        foreach (var name in (string[])["operator", "supervisor"]) _hotline.Add(await Walker.ComeAsync(Web, name));
        Calls = new NamedCalls(Operator, _hotline[1], Of("street"), Of("community"), Of("lead-unit"), await Api.Of(Web).DistrictAsync());
        await Calls.MakeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var walker in _walkers.Concat(_hotline)) walker.Dispose();
        await Web.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>Whoever called is known to the hotline alone: nothing that anybody else is answered, and nothing that the program leaves behind, tells who it was.</summary>
public sealed class CallerScanTests(NamedWeb named) : IClassFixture<NamedWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NamedCalls Calls => named.Calls;

    [Fact]
    public async Task No_answer_to_anybody_who_handles_tickets_tells_who_called()
    {
        var traces = Calls.Traces;
        var own = await named.Operator.Api.SendAsync(HttpMethod.Get, $"/api/v1/tickets/{Calls.AtStreet}");
        Assert.Equal(5, traces.In(own.Text).Count);

        var pool = await PoolAsync();
        var (told, answered) = (new List<string>(), new Dictionary<string, HashSet<string>>());
        foreach (var scan in await Task.WhenAll(named.Walkers.Select(walker => AskedScan.OfAsync(named.Web, walker, pool, traces))))
        {
            told.AddRange(scan.Told);
            answered.Add(scan.Walker, scan.Answered);
        }

        Assert.True(told.Count == 0, string.Join('\n', told.Order(StringComparer.Ordinal)));

        // Tickets were shown, each where it is: else there was nothing to find.
        Assert.Contains($"/api/v1/assigned-tickets/{Calls.AtStreet}", answered["street"]);
        Assert.Contains($"/api/v1/assigned-tickets/{Calls.Tickets[1]}", answered["community"]);
        Assert.Contains($"/api/v1/assigned-tickets/{Calls.Report}", answered["lead-unit"]);
        Assert.Contains(answered["street"], a => a.EndsWith($"/files/{Calls.Blob}", StringComparison.Ordinal));
        Assert.Contains($"/api/v1/service-points/{named.Of("street").Point}/history", answered["street"]);
        Assert.All(answered.Where(a => a.Key is not ("nobody" or Walker.Visitor)), a => Assert.True(a.Value.Count > 10, $"{a.Key}: {string.Join(' ', a.Value)}"));
        Assert.DoesNotContain(answered[Walker.Visitor], a => a.Contains("tickets", StringComparison.Ordinal));
        Assert.DoesNotContain(answered.Where(a => a.Key != "lead-unit" && a.Key != "host").SelectMany(a => a.Value), a => a.Contains($"/{Calls.Report}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_refusal_and_no_receipt_tells_it_either()
    {
        var traces = Calls.Traces;
        foreach (var walker in named.Walkers)
        {
            foreach (var path in await DeedsAsync())
            {
                foreach (var id in Calls.Tickets)
                {
                    using var body = Harmless.BodyOf("POST", path, walker);
                    var reply = await walker.SendAsync(HttpMethod.Post, path.Replace("{id}", id, StringComparison.Ordinal), body);
                    Assert.True(traces.In(reply.Text) is [], $"{walker.Name} POST {path} {reply}");
                }
            }
        }
    }

    [Fact]
    public async Task It_is_shown_for_a_reason_to_whoever_has_the_ticket_and_the_audit_says_so_without_it()
    {
        var (street, caller) = (named.Of("street"), Calls.FirstCaller);
        foreach (var walker in named.Walkers.Where(w => w.Name is not ("street" or "host")))
            Assert.True((await RevealAsync(walker, Calls.AtStreet)).Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, walker.Name);

        var shown = await RevealAsync(street, Calls.AtStreet);
        Assert.True(shown.Status == HttpStatusCode.OK, shown.ToString());
        Assert.Equal(Calls.PhoneOf(caller), shown.Json.Text("phone"));
        Assert.False(shown.Json.TryGetProperty("name", out var name) && name.ValueKind != JsonValueKind.Null);
        foreach (var walker in (Walker[])[named.Of("lead-unit"), named.Of("host")])
            Assert.True((await RevealAsync(walker, Calls.Report)).Status is HttpStatusCode.Conflict, walker.Name);

        var kept = await named.Of("auditor").Api.AuditedAsync(caller);
        Assert.Contains(kept, e => e.GetRawText().Contains("dispatch", StringComparison.Ordinal));
        Assert.Empty(Calls.Traces.In(string.Concat(kept.Select(e => e.GetRawText()))));
    }

    [Fact]
    public async Task Walls_the_log_the_meters_and_every_file_are_clear_of_it()
    {
        var traces = Calls.Traces;
        Assert.Equal(HttpStatusCode.OK, (await RevealAsync(named.Of("street"), Calls.AtStreet)).Status);
        foreach (var walker in named.Walkers.Where(w => w.Name is "street" or "community" or "leadership"))
        {
            await using var screen = await Screen.OpenAsync(named.Web.Address, cookies: walker.Cookies);
            var frame = await screen.FirstAsync(walker.Place);
            Assert.Empty(traces.In(string.Concat(frame.Cells.Keys.Select(k => frame.Cell(k)?.GetRawText()))));
        }

        Assert.Empty(traces.In((await Api.Of(named.Web).SendAsync(HttpMethod.Get, "/metrics")).Text));
        Assert.NotEmpty(named.Web.Output);
        Assert.Empty(traces.In(named.Web.Output + named.Web.Errors));

        // A lock is open to nobody, and empty.
        var files = Directory.GetFiles(named.DataDirectory, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).ToList();
        Assert.Contains(files, f => f.EndsWith("-wal", StringComparison.Ordinal));
        var found = files.SelectMany(f => traces.InFile(f).Select(t => $"{Path.GetFileName(f)}: {t}")).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));

        // What can be found is found: the ids of these tickets stand in the journal.
        var ids = new Traces([], [Calls.AtStreet]);
        Assert.Contains(files, f => ids.InFile(f).Count > 0);
    }

    private static Task<Reply> RevealAsync(Walker who, string ticket)
        => who.Api.PostAsync($"/api/v1/assigned-tickets/{ticket}/caller", JsonSerializer.Serialize(new { fields = new[] { "phone" }, reason = "dispatch" }), key: null);

    /// <summary>What is done with a ticket, but for the one that shows whoever called.</summary>
    private async Task<List<string>> DeedsAsync()
        => [.. (await Api.Of(named.Web).GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .Where(p => p.Name.Contains("tickets/{id}/", StringComparison.Ordinal) && p.Value.TryGetProperty("post", out _) && !p.Name.EndsWith("/caller", StringComparison.Ordinal)).Select(p => p.Name)];

    private async Task<IdPool> PoolAsync()
    {
        var (street, host) = (named.Of("street"), named.Of("host"));
        var alerts = (await host.Api.GetAsync("/api/v1/alerts?limit=5")).GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("alert").Text("id")).OfType<string>();
        return new IdPool(
            Calls.Tickets, [.. Calls.Callers], Calls.Blob,
            [street.Facility, street.Point, street.Place, named.Of("community").Place, named.Of("lead-unit").Line, .. alerts],
            [Calls.PhoneOf(Calls.FirstCaller)], (await Api.Of(named.Web).GetAsync("/openapi/v1.json")).GetProperty("paths"));
    }
}
