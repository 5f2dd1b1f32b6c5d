using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>志愿服务记录证明: from an activity in a hand to a sheet with a code, by which anybody sees whether it stands.</summary>
[Collection(Lanes.Second)]
public sealed class ServiceRecordTests(Suite suite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_volunteer_asks_a_leader_reviews_and_issues_and_anybody_verifies_until_it_is_revoked()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-08T17:00:00+08:00", Paused = true }, Cancel);
        await web.RunsAsync();
        await using var volunteer = await suite.VisitAsync("/field/log", 390, 844, web: web, signedIn: As("volunteer"));
        var phone = volunteer.Page;
        await ActivityForm.FillAsync(phone, photos: 1);
        await ActivityForm.SignAsync(phone);
        await phone.GetByTestId("save").ClickAsync();
        await Assertions.Expect(phone.GetByTestId("record")).ToHaveAttributeAsync("data-mark", "complete", new LocatorAssertionsToHaveAttributeOptions { Timeout = 60_000 });

        await using var leader = await suite.VisitAsync("/field/review", 390, 844, web: web, signedIn: As("team-leader"));
        await leader.Page.GetByTestId("review-row").WaitForAsync();
        await Assertions.Expect(leader.Page.GetByTestId("review-row")).ToContainTextAsync(ActivityForm.Opinion);
        await IsCleanAsync(leader, "field-review");
        await leader.Page.GetByTestId("approve").ClickAsync();
        await leader.Page.GetByTestId("review-none").WaitForAsync();

        // The whole of it in a hand; without a network what is on the phone.
        await phone.GotoAsync("/field");
        await phone.GetByTestId("to-record").ClickAsync();
        await Assertions.Expect(phone.GetByTestId("whole-opinion")).ToContainTextAsync(ActivityForm.Opinion);
        await Assertions.Expect(phone.GetByTestId("whole-people")).ToContainTextAsync("赵演练 2 小时");
        await Assertions.Expect(phone.GetByTestId("whole").GetByRole(AriaRole.Img)).ToHaveCountAsync(2);
        await IsCleanAsync(volunteer, "field-record");
        await phone.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await phone.Context.SetOfflineAsync(true);
        await phone.ReloadAsync();
        await phone.GetByTestId("stale").WaitForAsync();
        await Assertions.Expect(phone.GetByTestId("whole-people")).ToContainTextAsync("赵演练 2 小时");
        await phone.Context.SetOfflineAsync(false);

        await phone.GotoAsync("/field/service");
        await Assertions.Expect(phone.GetByTestId("months")).ToContainTextAsync("2");
        await phone.GetByTestId("from").FillAsync("2013-10-01");
        await phone.GetByTestId("ask").ClickAsync();
        await Assertions.Expect(phone.GetByTestId("papers")).ToContainTextAsync("青年志愿者流动服务队");
        await IsCleanAsync(volunteer, "field-service");

        await using var desk = await suite.VisitAsync("/service-records", 1440, 900, web: web, signedIn: As("team-leader"));
        var page = desk.Page;
        await IsCleanAsync(desk, "service-records");
        await page.GetByTestId("record").GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByTestId("issue").ClickAsync();
        await page.GetByTestId("confirm-do").ClickAsync();
        await page.GetByTestId("print").WaitForAsync();
        var code = (await page.GetByTestId("record-code").InnerTextAsync()).Trim();
        Assert.Matches("^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$", code);
        await IsCleanAsync(desk, "service-record");

        await using var anybody = await suite.VisitAsync("/verify", 390, 844, web: web);
        await VerifiesAsync(anybody.Page, code.ToLowerInvariant(), "valid");
        await Assertions.Expect(anybody.Page.GetByTestId("verified")).ToContainTextAsync("青年志愿者流动服务队");
        await IsCleanAsync(anybody, "verify");
        await anybody.Page.GetByTestId("again").ClickAsync();
        await VerifiesAsync(anybody.Page, "0000-0000-0000-0000-0000", "unknown");

        await page.GetByTestId("revoke").ClickAsync();
        await page.GetByTestId("reason").FillAsync("登记有误");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("revoke")).ToBeHiddenAsync();
        await anybody.Page.GetByTestId("again").ClickAsync();
        await VerifiesAsync(anybody.Page, code, "revoked");
    }

    private static async Task VerifiesAsync(IPage page, string code, string state)
    {
        await page.GetByTestId("code").FillAsync(code);
        await page.GetByTestId("verify").ClickAsync();
        await Assertions.Expect(page.GetByTestId("verified")).ToHaveAttributeAsync("data-state", state);
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}
