using System.Text;
using System.Text.Json;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>导入导出, from a file to what became of each of its rows.</summary>
public sealed class ImportTests(Suite suite)
{
    [Fact]
    public async Task A_conflict_is_decided_and_a_file_is_entered_by_keyboard()
    {
        await using var street = await suite.VisitAsync("/imports", 1440, 900, signedIn: ("street", ProgramProcess.DemonstrationPassword));
        var page = street.Page;
        var name = $"浏览器店{Guid.NewGuid():n}"[..12];
        await Assertions.Expect(page.GetByTestId("form")).ToBeVisibleAsync();
        await page.GetByTestId("form").SelectOptionAsync("points-laundry");
        await IsCleanAsync(street, "imports");

        // What is no table ends in a sentence beside the field.
        await UploadAsync(page, "街道,名称,颜色\n北林路,店,红\n");
        await Assertions.Expect(page.GetByTestId("faults")).ToContainTextAsync("表头“颜色”");
        await IsCleanAsync(street, "imports-refused");

        await UploadAsync(page, $"街道,社区,名称,地址\n北林路,广电社区,{name},文化路 1 号\n北林路,没有的社区,坏店,\n");
        await Assertions.Expect(page.GetByTestId("tab-new")).ToContainTextAsync("1");
        await Assertions.Expect(page.GetByTestId("row-3")).ToContainTextAsync("没有“没有的社区”这个社区");
        await EnterAsync(page, "导入 1 行");
        await Assertions.Expect(page.GetByTestId("progress-said")).ToContainTextAsync("导入完成");
        await Assertions.Expect(page.GetByTestId("not-entered")).ToContainTextAsync("未导入 1 行：错误或重复 1");
        await IsCleanAsync(street, "imports-done");

        await CorrectAsync(page, name);
        await page.GetByTestId("again").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("form").SelectOptionAsync("points-laundry");
        await UploadAsync(page, $"街道,社区,名称,地址\n北林路,广电社区,{name},文化路 2 号\n");
        await Assertions.Expect(page.GetByTestId("undecided")).ToContainTextAsync("1 行冲突还没有选");
        await Assertions.Expect(page.GetByTestId("apply")).ToBeDisabledAsync();
        await IsCleanAsync(street, "imports-conflict");
        await page.GetByTestId("pick-2-address-file").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByTestId("undecided")).ToContainTextAsync("冲突都已选好");
        await EnterAsync(page, "导入 1 行");
        await Assertions.Expect(page.GetByTestId("enter")).ToContainTextAsync("更改 1");
        await Assertions.Expect(page.GetByTestId("row-2")).ToContainTextAsync("已更改");
    }

    [Fact]
    public async Task The_office_confirms_a_baseline_at_the_end_of_its_import_and_reads_the_record()
    {
        await using var office = await suite.VisitAsync("/imports?lang=en", 1440, 900, signedIn: ("programme", ProgramProcess.DemonstrationPassword));
        var page = office.Page;
        await page.GetByTestId("form").SelectOptionAsync("facilities-mediation-room");
        await UploadAsync(page, $"Street,Community,Name,Origin,Since\n北林路,广电社区,room {Guid.NewGuid():n},existing,2012-05-01\n");
        await page.GetByTestId("as-of").FillAsync("2013-09-20");
        await EnterAsync(page, "Enter 1 row");
        await Assertions.Expect(page.GetByTestId("baseline")).ToBeVisibleAsync();
        await IsCleanAsync(office, "imports-baseline");
        await page.GetByTestId("again").ClickAsync();
        await Assertions.Expect(page.GetByTestId("records")).ToContainTextAsync("as of");
    }

    [Fact]
    public async Task Whoever_may_not_import_is_told_so_and_has_no_such_section()
    {
        await using var auditor = await suite.VisitAsync("/imports", 1440, 900, signedIn: ("auditor", ProgramProcess.DemonstrationPassword));

        await Assertions.Expect(auditor.Page.GetByTestId("imports-barred")).ToContainTextAsync("您没有导入的权限");
        await Assertions.Expect(auditor.Page.GetByRole(AriaRole.Navigation)).Not.ToContainTextAsync("导入导出");
        await IsCleanAsync(auditor, "imports-barred");
    }

    private static Task UploadAsync(IPage page, string csv)
        => page.GetByTestId("file").SetInputFilesAsync(new FilePayload { Name = "表.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });

    /// <summary>From the field of the source the form is sent by Enter.</summary>
    private static async Task EnterAsync(IPage page, string button)
    {
        await Assertions.Expect(page.GetByTestId("apply")).ToContainTextAsync(button);
        await page.GetByTestId("source").FocusAsync();
        await page.Keyboard.TypeAsync("街道摸底");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("again")).ToBeVisibleAsync();
    }

    private static async Task CorrectAsync(IPage page, string name)
    {
        var points = JsonDocument.Parse(await (await page.APIRequest.GetAsync($"{new Uri(page.Url).GetLeftPart(UriPartial.Authority)}/api/v1/service-points?kind=laundry&place=beilinlu-guangdian&limit=200")).TextAsync()).RootElement;
        var point = points.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("point")).Single(p => p.GetProperty("listing").GetProperty("name").GetString() == name);
        var reply = await page.APIRequest.PostAsync(
            $"{new Uri(page.Url).GetLeftPart(UriPartial.Authority)}/api/v1/service-points/{point.GetProperty("id").GetString()}/correction",
            new APIRequestContextOptions { DataObject = new { listing = new { name, address = "人工更正" } }, Headers = new Dictionary<string, string> { ["Idempotency-Key"] = Guid.CreateVersion7().ToString() } });
        Assert.Equal(200, reply.Status);
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}
