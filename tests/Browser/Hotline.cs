using System.Text.Json;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>The hotline's console and what stands behind it, as its tests use them.</summary>
internal static class Hotline
{
    private static int phones;

    /// <summary>A number that no other test has.</summary>
    public static string Phone() => $"1567{Environment.ProcessId % 1_000:D3}{Interlocked.Increment(ref phones):D4}";

    public static string Masked(string phone) => $"{phone[..3]}****{phone[^2..]}";

    /// <summary>受理台 of an operator who has no draft.</summary>
    /// <param name="keepsDrafts">As they were left.</param>
    public static async Task<Visit> ConsoleAsync(this Suite suite, string name = "operator", string path = "/hotline", Func<IPage, Task>? before = null, bool keepsDrafts = false)
        => await suite.VisitAsync(path, 1440, 900, signedIn: (name, ProgramProcess.DemonstrationPassword), before: async page =>
        {
            if (!keepsDrafts)
                foreach (var draft in (await page.AskAsync("tickets/drafts")).GetProperty("items").EnumerateArray()) await page.Context.APIRequest.DeleteAsync($"/api/v1/tickets/drafts/{draft.GetProperty("id").GetString()}");
            if (before is not null) await before(page);
        });

    /// <summary>Reads as whoever is signed in there.</summary>
    public static async Task<JsonElement> AskAsync(this IPage page, string path)
    {
        var answer = await page.Context.APIRequest.GetAsync($"/api/v1/{path}");
        Assert.True(answer.Ok, $"{path}: {answer.Status} {await answer.TextAsync()}");
        return (await answer.JsonAsync())!.Value;
    }

    /// <summary>Tells as whoever is signed in there.</summary>
    public static async Task<JsonElement> TellAsync(this IPage page, string path, object body)
    {
        var answer = await page.Context.APIRequest.PostAsync($"/api/v1/{path}", new APIRequestContextOptions { DataObject = body, Headers = new Dictionary<string, string> { ["Idempotency-Key"] = $"{Guid.CreateVersion7()}" } });
        Assert.True(answer.Ok, $"{path}: {answer.Status} {await answer.TextAsync()}");
        return (await answer.JsonAsync())!.Value;
    }

    /// <summary>A ticket that was received past the page.</summary>
    /// <param name="unit">Null: it waits to be dispatched.</param>
    /// <returns>Its id.</returns>
    public static async Task<string> ReceivedAsync(this IPage page, string matter, string? unit, string? phone = null, string kind = "complaint")
    {
        var caller = phone is null ? null : (await page.TellAsync("subjects", new { kind = "caller", name = "李来电", phone })).GetProperty("id").GetString();
        var id = $"browser-{Guid.CreateVersion7():n}";
        await page.TellAsync("tickets", new { id, kind, category = "damage", urgency = "ordinary", source = "phone", about = "place:beilinlu", matter, caller, unit });
        return id;
    }

    /// <summary>The ticket, and the words by their ids.</summary>
    public static Task<JsonElement> TicketAsync(this IPage page, string id) => page.AskAsync($"tickets/{id}");

    public static string Stage(this JsonElement shown) => shown.GetProperty("ticket").GetProperty("stage").GetString()!;

    /// <summary>Of all that there are, by what was said.</summary>
    public static async Task<JsonElement> FindAsync(this IPage page, string matter)
        => (await page.AskAsync("tickets?limit=50")).GetProperty("tickets").EnumerateArray().Single(t => t.TryGetProperty("matter", out var said) && said.GetString() == matter);

    /// <summary>Fills in a call as fast as the page takes it, by keyboard.</summary>
    /// <param name="category">The digit of its chip.</param>
    public static async Task CallAsync(this IPage page, string phone, string matter, string category)
    {
        await page.GetByTestId("phone").FillAsync(phone);
        await page.GetByTestId("matter").FillAsync(matter);
        var target = page.GetByTestId("target");
        await target.GetByRole(AriaRole.Combobox).FillAsync("blljd");
        await target.GetByTestId("hit").Filter(new LocatorFilterOptions { HasText = "北林路街道" }).First.WaitForAsync();
        await target.GetByRole(AriaRole.Combobox).PressAsync("Enter");
        await Assertions.Expect(target.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("北林路街道");
        await page.Keyboard.PressAsync("Alt+3");
        await page.Keyboard.PressAsync(category);
    }

    /// <summary>Opens a ticket from the queue.</summary>
    public static async Task OpenAsync(this IPage page, string id)
    {
        await page.Locator($"[data-testid=queue-row][data-id='{id}']").PressAsync("Enter", new LocatorPressOptions { Timeout = 60_000 });
        await page.GetByTestId("deeds").WaitForAsync();
    }
}
