using System.Text;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>本机密码: what a phone keeps is encrypted where its person set one, and nothing of it is sent or shown until it is typed.</summary>
[Collection(Lanes.Second)]
public sealed class DeviceLockTests(Suite suite)
{
    private const string Secret = "量血压 三次";

    /// <summary>All text and all bytes in the page's database, as whoever takes the phone apart finds them.</summary>
    private const string Everything = """
        async () => {
          const database = await new Promise((done, failed) => { const asked = indexedDB.open('circle-outbox'); asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error); });
          const seen = [];
          const look = (value) => {
            if (value instanceof ArrayBuffer) seen.push(new TextDecoder('latin1').decode(value));
            else if (ArrayBuffer.isView(value) || value instanceof CryptoKey) return;
            else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
            else seen.push(String(value));
          };
          for (const store of ['entries', 'blobs', 'kept']) look(await new Promise((done) => { const asked = database.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result); }));
          database.close();
          return seen.join('\n');
        }
        """;

    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 60_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_on_a_locked_phone_is_unreadable_and_is_sent_once_it_is_opened()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-08T17:00:00+08:00", Paused = true }, Cancel);
        await web.RunsAsync();
        await using var visit = await suite.VisitAsync("/field", 390, 844, web: web, signedIn: ("volunteer", ProgramProcess.DemonstrationPassword));
        var page = visit.Page;
        await Assertions.Expect(page.GetByTestId("lock-row")).ToHaveAttributeAsync("data-state", "off");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.Context.SetOfflineAsync(true);
        await page.GetByTestId("log").ClickAsync();
        await ActivityForm.FillAsync(page, photos: 1);
        await ActivityForm.SignAsync(page);
        await page.GetByTestId("save").ClickAsync();
        var record = page.GetByTestId("record");
        await Assertions.Expect(record).ToHaveAttributeAsync("data-mark", "waiting");
        var open = await page.EvaluateAsync<string>(Everything);
        Assert.Contains(ActivityForm.Opinion, open, StringComparison.Ordinal);
        Assert.Contains("JFIF", open, StringComparison.Ordinal);

        await page.GetByTestId("lock-row").ClickAsync();
        await IsCleanAsync(visit, "field-lock");
        await SetAsync(page, "12345", "12345");
        await Assertions.Expect(page.GetByTestId("lock-fault")).ToContainTextAsync("6");
        await SetAsync(page, Secret, "123456");
        await Assertions.Expect(page.GetByTestId("lock-fault")).ToContainTextAsync("不一样");
        await SetAsync(page, Secret, Secret);
        await Assertions.Expect(page.GetByTestId("lock-state")).ToHaveAttributeAsync("data-state", "on");
        await Assertions.Expect(page.GetByTestId("lock-now")).ToBeVisibleAsync();
        await IsCleanAsync(visit, "field-lock-on");
        await IsSealedAsync(page);

        // Closed and opened, still without a network: it asks, says how much waits, and nothing of it.
        await page.ReloadAsync();
        await page.GetByTestId("unlock").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("outbox")).ToContainTextAsync("2 条待上传（1 张照片）");
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync(ActivityForm.Opinion);
        await IsCleanAsync(visit, "field-unlock");
        await UnlockAsync(page, "another");
        await Assertions.Expect(page.GetByTestId("unlock-fault")).ToContainTextAsync("密码不对");

        // With a network it waits all the same.
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.GetByTestId("outbox")).ToHaveAttributeAsync("data-state", "locked", Patient);
        Assert.Empty(await ActivitiesAsync(page, web));
        await UnlockAsync(page, Secret);
        await page.GetByTestId("to-change").WaitForAsync();
        await page.GotoAsync("/field");
        await UnlockAsync(page, Secret);
        await Assertions.Expect(record).ToHaveAttributeAsync("data-mark", "complete", Patient);
        Assert.Single(await ActivitiesAsync(page, web));
        await IsSealedAsync(page);
    }

    [Fact]
    public async Task A_forgotten_password_gives_up_what_waits_after_a_plain_question()
    {
        await using var visit = await suite.VisitAsync("/field/lock", 390, 844, signedIn: ("volunteer", ProgramProcess.DemonstrationPassword));
        var page = visit.Page;
        await page.GetByTestId("lock-set").WaitForAsync();
        await SetAsync(page, Secret, Secret);
        await page.GetByTestId("lock-now").ClickAsync();
        await page.GetByTestId("forgot").ClickAsync();
        await Assertions.Expect(page.GetByTestId("confirm-do")).ToBeDisabledAsync();
        await IsCleanAsync(visit, "field-unlock-forgot");
        await page.GetByTestId("sure").CheckAsync();
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("lock-state")).ToHaveAttributeAsync("data-state", "off");
    }

    [Fact]
    public async Task Two_tabs_are_opened_and_locked_together()
    {
        await using var visit = await suite.VisitAsync("/field/lock", 390, 844, signedIn: ("volunteer", ProgramProcess.DemonstrationPassword));
        var page = visit.Page;
        await page.GetByTestId("lock-set").WaitForAsync();
        await SetAsync(page, Secret, Secret);
        await page.GetByTestId("lock-now").WaitForAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/field/lock");
        await other.GetByTestId("lock-now").ClickAsync();
        await page.GetByTestId("unlock").WaitForAsync();
        await UnlockAsync(page, Secret);
        await other.GetByTestId("to-remove").ClickAsync();
        await other.GetByTestId("now").FillAsync(Secret);
        await other.GetByTestId("deed-do").ClickAsync();
        await other.GetByTestId("lock-set").WaitForAsync();
        await page.GetByTestId("lock-set").WaitForAsync();
    }

    private static async Task SetAsync(IPage page, string secret, string again)
    {
        await page.GetByTestId("secret").FillAsync(secret);
        await page.GetByTestId("again").FillAsync(again);
        await page.GetByTestId("set").ClickAsync();
    }

    private static async Task UnlockAsync(IPage page, string secret)
    {
        await page.GetByTestId("unlock-secret").FillAsync(secret);
        await page.GetByTestId("unlock-do").ClickAsync();
    }

    private static async Task IsSealedAsync(IPage page)
    {
        var rows = await page.EvaluateAsync<string>(Everything);
        foreach (var word in (string[])[ActivityForm.Opinion, Secret, "JFIF"]) Assert.DoesNotContain(word, rows, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(ActivityForm.Opinion)), rows, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ActivitiesAsync(IPage page, ProgramProcess web)
    {
        var list = await page.Context.APIRequest.GetAsync(new Uri(web.Address, "/api/v1/volunteer-teams/demonstration-team/activities").ToString());
        return [.. (await list.JsonAsync())!.Value.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("activity").GetProperty("stage").GetString()!)];
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}
