using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

[Collection(Lanes.Second)]
public sealed class PeopleTests(Suite suite)
{
    private const string Password = "long evening at the river";

    [Fact]
    public async Task The_office_opens_a_person_who_sets_a_password_and_signs_in()
    {
        var name = $"wang-{Guid.CreateVersion7():n}";
        await using var office = await suite.VisitAsync("/people", 1440, 900, signedIn: ("programme", ProgramProcess.DemonstrationPassword));
        var page = office.Page;
        await Assertions.Expect(page.GetByTestId("people")).ToContainTextAsync("区领导");
        await IsCleanAsync(office, "people");

        await page.GetByTestId("open-person").ClickAsync();
        await page.GetByTestId("display-name").FillAsync("王小河");
        await page.GetByTestId("user-name").FillAsync(name);
        await page.GetByTestId("grant-role").SelectOptionAsync("street");
        await page.GetByTestId("grant-place").ChooseAsync("大石桥街道", "dsqjd");
        await IsCleanAsync(office, "people-open");
        await page.GetByTestId("open").ClickAsync();
        var link = await page.GetByTestId("shown-once").Locator("input").InputValueAsync();
        await IsCleanAsync(office, "people-link");

        await using (var person = await suite.VisitAsync(link, 1440, 900))
        {
            await person.Page.GetByTestId("password").FillAsync("12345678");
            await person.Page.GetByTestId("submit").ClickAsync();
            await Assertions.Expect(person.Page.GetByTestId("faults")).ToContainTextAsync("太常见");
            await person.Page.GetByTestId("password").FillAsync(Password);
            await IsCleanAsync(person, "invitation");
            await person.Page.GetByTestId("submit").ClickAsync();
            await Assertions.Expect(person.Page.GetByTestId("password-set")).ToContainTextAsync(name);
            await person.Page.GetByRole(AriaRole.Link).ClickAsync();
            await person.Page.GetByTestId("name").FillAsync(name);
            await person.Page.GetByTestId("password").FillAsync(Password);
            await person.Page.GetByTestId("submit").ClickAsync();
            await Assertions.Expect(person.Page.GetByTestId("account")).ToContainTextAsync("王小河");

            await page.GetByTestId("search").FillAsync(name);
            await page.GetByTestId($"person-{name}").ClickAsync();
            await Assertions.Expect(page.GetByTestId("grants")).ToContainTextAsync("街道工作人员");
            await Assertions.Expect(page.GetByTestId("session-count")).ToContainTextAsync("1");
            await page.GetByTestId("edit-grants").ClickAsync();
            await page.GetByTestId("grant-place").ChooseAsync("文化路街道", "wenhualu");
            await page.GetByTestId("save-grants").ClickAsync();
            await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已保存");
            await IsCleanAsync(office, "people-person");

            await page.GetByTestId("disable").ClickAsync();
            await page.GetByTestId("reason").FillAsync("离岗");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.GetByTestId("state")).ToContainTextAsync("离岗");
            await Assertions.Expect(page.GetByTestId("session-count")).ToContainTextAsync("0");
            await person.Page.GotoAsync("/people");
            await Assertions.Expect(person.Page.GetByTestId("to-sign-in").Or(person.Page.GetByTestId("submit"))).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_program_gets_a_key_that_is_shown_once()
    {
        var name = $"platform-{Guid.CreateVersion7():n}";
        await using var office = await suite.VisitAsync("/people?open=program", 1440, 900, signedIn: ("programme", ProgramProcess.DemonstrationPassword));
        var page = office.Page;
        await page.GetByTestId("display-name").FillAsync("市级平台");
        await page.GetByTestId("user-name").FillAsync(name);
        await page.GetByTestId("open").ClickAsync();

        await page.GetByTestId("key-name").FillAsync("每日取数");
        await page.GetByTestId("make-key").ClickAsync();
        await Assertions.Expect(page.GetByTestId("shown-once").Locator("input")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^circle_"));
        await IsCleanAsync(office, "people-keys");

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("keys")).ToContainTextAsync("每日取数");
        await Assertions.Expect(page.GetByTestId("shown-once")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task It_is_English_by_the_switch_narrow_in_a_hand_and_closed_to_others()
    {
        await using (var english = await suite.VisitAsync("/people?lang=en&id=demonstration-street", 390, 844, signedIn: ("programme", ProgramProcess.DemonstrationPassword)))
        {
            await Assertions.Expect(english.Page.GetByTestId("facts")).ToContainTextAsync("User name");
            Assert.True(await english.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
            await IsCleanAsync(english, "people-390-en");
        }

        await using var inspector = await suite.VisitAsync("/people", 1440, 900, signedIn: ("inspector", ProgramProcess.DemonstrationPassword));
        await Assertions.Expect(inspector.Page.GetByTestId("people-forbidden")).ToBeVisibleAsync();
        await IsCleanAsync(inspector, "people-forbidden");
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}
