using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Circle.TestServers;

namespace Circle.Browser.Tests;

/// <summary>A day-care centre that is reported, checked and planned to be inspected today, by the demonstration's inspector if by nobody else.</summary>
internal sealed class PlannedInspection(ProgramProcess web)
{
    private const string Line = "day-care";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Of 100 points, 90 pass; of 3 residents 2 have to answer.</summary>
    private static readonly object Standard = new
    {
        seen = 0,
        passMark = 90,
        survey = new { size = 3, leastAnswered = 2, bound = 80, yesNo = new[] { "current" } },
        items = new object[]
        {
            new { id = "area", kind = "number", text = "建筑面积", weight = 40, required = true, bound = 100_000, unit = "㎡", source = "三（五）1" },
            new { id = "rooms", kind = "yesNo", text = "四室一课", weight = 40, required = true, source = "三（五）1" },
            new { id = "sign", kind = "photo", text = "门牌和制度上墙", weight = 20, required = false, source = "" },
        },
    };

    /// <returns>The facility.</returns>
    public async Task<string> PlanAsync(byte[] photo, params string[] colleagues)
    {
        using var host = await AsAsync("host");
        using var street = await AsAsync("street");
        using var office = await AsAsync("programme");
        var today = await web.TodayAsync();
        await TellAsync(host, $"lines/{Line}/standard", JsonContent.Create(Standard));
        var place = (await ReadAsync(street, "session")).GetProperty("grants")[0].GetProperty("place").GetString();
        var id = (await ReadAsync(host, $"facilities?line={Line}&place={place}&limit=20")).GetProperty("items").EnumerateArray()
            .First(f => f.GetProperty("stage").GetString() is not ("completed" or "accepted")).GetProperty("id").GetString()!;
        await TellAsync(host, $"facilities/{id}/completion", JsonContent.Create(new { on = today }));
        using var bytes = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        var shown = await TellAsync(host, "acceptance/report-photos", bytes);
        await TellAsync(host, $"facilities/{id}/acceptance/report", JsonContent.Create(new { note = "已建成", photos = new[] { shown } }));
        await TellAsync(street, $"facilities/{id}/acceptance/check", JsonContent.Create(new { isSound = true, note = "属实" }));
        var members = new List<string?>();
        foreach (var name in (string[])["inspector", .. colleagues])
        {
            using var member = await AsAsync(name);
            members.Add((await ReadAsync(member, "session")).GetProperty("account").GetString());
        }

        await TellAsync(office, $"facilities/{id}/acceptance/inspection", JsonContent.Create(new { on = today, members }));
        return id;
    }

    private async Task<HttpClient> AsAsync(string name)
    {
        var client = new HttpClient { BaseAddress = web.Address };
        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { name, password = ProgramProcess.DemonstrationPassword }, Cancel);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private static Task<JsonElement> ReadAsync(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}", Cancel);

    private static async Task<JsonElement> TellAsync(HttpClient client, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = body };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
