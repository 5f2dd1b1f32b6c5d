using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Rights;
using Circle.Processes.Tests.Subjects;

namespace Circle.Processes.Tests.Tickets;

/// <summary>
/// Calls of people who are known by name, number and address, who say them wherever something is said, and of whom operators and units write
/// them wherever something is written: at a street, a community and a lead unit, joined, reported, sent back, supervised, done again.
/// </summary>
internal sealed class NamedCalls(Walker hotline, Walker supervisor, Walker street, Walker community, Walker unit, string district)
{
    private const string Path = "/api/v1/tickets";
    private const string Certificate = "41010519770707001X";
    private const string Landline = "037165812345";

    private readonly List<(string Name, string Phone, string Address, string Id)> _callers = [];
    private readonly List<string> _tickets = [];

    /// <summary>Every ticket, in the order of their receipt.</summary>
    public IReadOnlyList<string> Tickets => _tickets;

    public IEnumerable<string> Callers => _callers.Select(c => c.Id);

    /// <summary>At the street, open to its end.</summary>
    public string AtStreet => _tickets[0];

    public string Report { get; private set; } = "";

    /// <summary>Of an answer.</summary>
    public string Blob { get; private set; } = "";

    public string PhoneOf(string caller) => _callers.Single(c => c.Id == caller).Phone;

    public string FirstCaller => _callers[0].Id;

    /// <summary>All that nobody outside the hotline may read.</summary>
    public Traces Traces => new([.. _callers.Select(c => c.Phone), Certificate, Landline], [.. _callers.Select(c => c.Name), .. _callers.Select(c => c.Address)]);

    public async Task MakeAsync()
    {
        await AtStreetAsync();
        await AtCommunityAsync();
        await ReportedAsync();
        await SubstantiatedAsync();
        await AnsweredAtOnceAsync();
        await DoneAgainAsync();
        await NobodysAsync();
        var draft = new { data = new { matter = Said(0), caller = new { name = _callers[0].Name, phone = _callers[0].Phone } } };
        Assert.Equal(HttpStatusCode.OK, (await hotline.Api.SendAsync(HttpMethod.Put, $"{Path}/drafts/{Guid.CreateVersion7()}", new StringContent(JsonSerializer.Serialize(draft), System.Text.Encoding.UTF8, "application/json"))).Status);
    }

    private async Task AtStreetAsync()
    {
        var id = await CalledAsync("complaint", $"facility:{street.Facility}", street.Place);
        await AssignedAsync(street, id, "signature", new { });
        await AssignedAsync(street, id, "contact", new { });
        await AssignedAsync(street, id, "request", new { ask = "extend", reason = Said(0), days = 2 });
    }

    /// <summary>With another one that was joined to it, and all that is written on the way.</summary>
    private async Task AtCommunityAsync()
    {
        var id = await CalledAsync("help", $"place:{community.Place}", community.Place);
        var joined = await CalledAsync("help", $"place:{community.Place}", unit: null);
        await ToldAsync(hotline, joined, "link", new { parent = id });
        await AssignedAsync(community, id, "signature", new { });
        await AssignedAsync(community, id, "request", new { ask = "return", reason = Said(1) });
        await ToldAsync(supervisor, id, "decline", new { reason = Said(1) });
        await ToldAsync(hotline, id, "urging", new { });
        await ToldAsync(supervisor, id, "supervision", new { reason = Said(1) });
    }

    /// <summary>举报: of whoever told it nothing is anybody's.</summary>
    private async Task ReportedAsync()
    {
        Report = await CalledAsync("report", $"place:{street.Place}", district, unit.Line);
        await AssignedAsync(unit, Report, "signature", new { });
        await AssignedAsync(unit, Report, "answer", new { answer = Said(3), finding = "substantiated", files = Array.Empty<object>() });
        await ToldAsync(hotline, Report, "callback", new { isReached = false, note = Said(3) });
    }

    /// <summary>A service point's review is opened by it.</summary>
    private async Task SubstantiatedAsync()
    {
        var id = await CalledAsync("complaint", $"point:{street.Point}", street.Place);
        await AssignedAsync(street, id, "signature", new { });
        await AssignedAsync(street, id, "contact", new { });
        var kept = await street.Api.PhotoAsync($"/api/v1/assigned-tickets/{id}/files", "%PDF-1.7 receipt"u8.ToArray(), "application/pdf", Guid.CreateVersion7());
        Assert.True(kept.Status is HttpStatusCode.OK or HttpStatusCode.Created, kept.ToString());
        Blob = kept.Json.Text("blob")!;
        var file = new { blob = Blob, name = "收据.pdf", mediaType = kept.Json.Text("mediaType"), bytes = kept.Json.GetProperty("bytes").GetInt32() };
        await AssignedAsync(street, id, "answer", new { answer = Said(4), finding = "substantiated", files = new[] { file } });
        await ToldAsync(hotline, id, "callback", new { isReached = true, isSolved = true, satisfaction = "satisfied", note = Said(4) });
    }

    private async Task AnsweredAtOnceAsync()
        => await ToldAsync(hotline, await CalledAsync("consultation", $"place:{street.Place}", unit: null), "answer-at-once", new { answer = Said(5) });

    private async Task DoneAgainAsync()
    {
        var id = await CalledAsync("complaint", $"place:{street.Place}", street.Place);
        await AssignedAsync(street, id, "signature", new { });
        await AssignedAsync(street, id, "contact", new { });
        await AssignedAsync(street, id, "answer", new { answer = Said(6), finding = "unfounded", files = Array.Empty<object>() });
        await ToldAsync(hotline, id, "callback", new { isReached = true, isSolved = false, satisfaction = "dissatisfied", note = Said(6) });
        await ToldAsync(hotline, id, "dispatch", new { unit = community.Place, note = Said(6) });
    }

    /// <summary>Nobody is recorded of it, and the numbers stand in what was said alone.</summary>
    private async Task NobodysAsync()
    {
        var id = $"named-{Guid.CreateVersion7():n}";
        _tickets.Add(id);
        var numbers = string.Join('，', _callers.Select(c => c.Phone));
        var made = await hotline.Api.CommandAsync(Path, new { id, kind = "help", category = "other", urgency = "ordinary", source = "visit", about = $"place:{street.Place}", matter = $"邻居的电话 {numbers}，证件 {Certificate}", unit = street.Place });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
    }

    /// <returns>The ticket.</returns>
    private async Task<string> CalledAsync(string kind, string about, string? unit, string? unitLine = null)
    {
        var number = _callers.Count;
        var (name, phone, address) = ($"寻踪{(char)('甲' + number)}觅", Recording.Phone(), $"觅迹巷 {number + 31} 号院");
        _callers.Add((name, phone, address, await hotline.Api.RecordedAsync(new { kind = "caller", name, phone, address })));
        var id = $"named-{Guid.CreateVersion7():n}";
        _tickets.Add(id);
        var made = await hotline.Api.CommandAsync(Path, new
        {
            id,
            kind,
            category = "service",
            urgency = "ordinary",
            source = "phone",
            about,
            matter = Said(number),
            wish = Said(number),
            caller = _callers[number].Id,
            call = $"pbx-{phone}-{number}",
            recording = $"https://pbx.example/{phone}.wav",
            unit,
            unitLine,
        });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return id;
    }

    /// <summary>As people write numbers.</summary>
    private string Said(int number)
    {
        var (name, phone, address, _) = _callers[Math.Min(number, _callers.Count - 1)];
        var (a, b, c) = (phone[..3], phone[3..7], phone[7..]);
        var wide = string.Concat(phone.Select(d => (char)(d - '0' + '０')));
        return $"我是{name}，住{address}，电话{phone}，或 {a} {b} {c}，{a}-{b}-{c}，+86 {a}·{b}·{c}，{a}－{b}－{c}，{a}　{b}　{c}，{a}_{b}_{c}，{a} - {b} - {c}，{wide}，座机 0371-6581 2345，证件 {Certificate}。";
    }

    private static async Task AssignedAsync(Walker who, string id, string deed, object body) => Heard(await who.Api.CommandAsync($"/api/v1/assigned-tickets/{id}/{deed}", body), deed);

    private static async Task ToldAsync(Walker who, string id, string deed, object body) => Heard(await who.Api.CommandAsync($"{Path}/{id}/{deed}", body), deed);

    private static void Heard(Reply reply, string deed) => Assert.True(reply.Status == HttpStatusCode.OK, $"{deed}: {reply}");
}
