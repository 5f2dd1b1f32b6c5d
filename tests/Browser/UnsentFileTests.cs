using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>The last resort: what a phone could not send is a file, which the team's leader sends; and the phone comes back after all.</summary>
[Collection(Lanes.Second)]
public sealed class UnsentFileTests(Suite suite)
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 60_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_leader_sends_what_a_member_s_phone_saved_and_it_is_one_activity_when_that_phone_sends_it_too()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-08T17:00:00+08:00", Paused = true }, Cancel);
        await web.RunsAsync();
        await using var volunteer = await suite.VisitAsync("/field", 390, 844, web: web, signedIn: As("volunteer"));
        var phone = volunteer.Page;
        await phone.GetByTestId("team").WaitForAsync();
        await phone.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await phone.Context.SetOfflineAsync(true);
        await phone.GetByTestId("log").ClickAsync();
        await ActivityForm.FillAsync(phone, photos: 1);
        await ActivityForm.SignAsync(phone);
        await phone.GetByTestId("save").ClickAsync();
        await Assertions.Expect(phone.GetByTestId("record")).ToHaveAttributeAsync("data-mark", "waiting");
        await phone.GetByTestId("unsent-export").Locator("summary").ClickAsync();
        var saved = await phone.RunAndWaitForDownloadAsync(() => phone.GetByTestId("unsent-export").GetByRole(AriaRole.Button).ClickAsync());
        var file = await saved.PathAsync();

        await using var leader = await suite.VisitAsync("/field/review", 390, 844, web: web, signedIn: As("team-leader"));
        var page = leader.Page;
        await page.GetByTestId("unsent-import").Locator("summary").ClickAsync();
        await page.GetByTestId("unsent-file").SetInputFilesAsync(new FilePayload { Name = "no.json", MimeType = "application/json", Buffer = "no"u8.ToArray() });
        await Assertions.Expect(page.GetByTestId("unsent-import").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByTestId("unsent-file").SetInputFilesAsync(file);
        await Assertions.Expect(page.GetByTestId("taken-in")).ToContainTextAsync("1 条记录、1 张照片");
        await leader.KeepAsync("field-take-in");
        Assert.Empty(await page.ViolationsAsync());
        await page.FitsAsync();
        await Assertions.Expect(page.GetByTestId("outbox")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("review-row")).ToContainTextAsync(ActivityForm.Opinion);

        await phone.Context.SetOfflineAsync(false);
        await phone.ReloadAsync();
        await Assertions.Expect(phone.GetByTestId("record")).ToHaveAttributeAsync("data-mark", "complete", Patient);
        await Assertions.Expect(phone.GetByTestId("record")).ToHaveCountAsync(1);
        await Assertions.Expect(phone.GetByTestId("outbox")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        var list = await phone.Context.APIRequest.GetAsync(new Uri(web.Address, "/api/v1/volunteer-teams/demonstration-team/activities").ToString());
        Assert.Single((await list.JsonAsync())!.Value.GetProperty("items").EnumerateArray());
    }
}
