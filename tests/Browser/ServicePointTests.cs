using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>服务点: found by a street, registered by the bureau, put right and verified.</summary>
[Collection(Lanes.Second)]
public sealed class ServicePointTests(Suite suite)
{
    /// <summary>Of the rehearsal's communities nobody else works in this one.</summary>
    private const string Place = "beilinlu-xinyuan";

    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_street_enters_a_point_the_bureau_registers_it_from_its_queue_and_the_sign_is_hung()
    {
        string address;
        await using (var street = await suite.VisitAsync("/service-points/new", 1440, 900, signedIn: As("street")))
        {
            var page = street.Page;
            await page.GetByTestId("new-point").WaitForAsync();

            // What is missing is said at once, and the first of it has the focus; what is put right is red no more.
            await page.GetByTestId("enter").ClickAsync();
            await Assertions.Expect(page.GetByTestId("fault")).ToHaveTextAsync(["这一项必填", "这一项必填", "这一项必填"]);
            await Assertions.Expect(page.GetByTestId("kind")).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByTestId("name")).ToHaveAttributeAsync("aria-required", "true");
            await IsCleanAsync(street, "points-new-empty");
            await page.GetByTestId("kind").SelectOptionAsync("laundry");
            await page.GetByTestId("place-search").FillAsync("xinyuan");
            await Assertions.Expect(page.GetByTestId("hit").First).ToContainTextAsync("鑫苑社区");
            await page.GetByTestId("place-search").PressAsync("Enter");
            await page.GetByTestId("name").FillAsync("测试洗衣点");
            await Assertions.Expect(page.GetByTestId("fault")).ToHaveCountAsync(0);
            await page.GetByTestId("phone").FillAsync("12");
            await page.GetByTestId("hours").FillAsync("周一至礼拜九 8:00");
            await Assertions.Expect(page.GetByTestId("hours-where").Locator("mark")).ToHaveTextAsync("礼拜九");
            await page.GetByTestId("add-service").ClickAsync();
            await page.GetByTestId("service").FillAsync("干洗");
            await page.GetByTestId("price").FillAsync("25.5");

            // Every fault at once, each at its field, and the first has the focus.
            await page.GetByTestId("enter").ClickAsync();
            await Assertions.Expect(page.GetByTestId("fault")).ToHaveCountAsync(2);
            await Assertions.Expect(page.GetByTestId("phone")).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByTestId("fault").Last).ToContainTextAsync("“礼拜九”不对，这里应写星期几（周一到周日）。例如：周一至周五 8:00-18:00；节假日休息");
            await IsCleanAsync(street, "points-new-faults");

            await page.GetByTestId("phone").FillAsync("0371-00001234");
            await page.GetByTestId("hours").FillAsync("周一至周五 8:00-18:00；节假日休息");
            await Assertions.Expect(page.GetByTestId("hours-told")).ToContainTextAsync("周一至周五 8:00–18:00");
            await page.GetByTestId("enter").ClickAsync();
            await Assertions.Expect(page.GetByTestId("point")).ToContainTextAsync("25.50 元");
            await Assertions.Expect(page.GetByTestId("history")).ToContainTextAsync("摸底登记");
            address = page.Url;
            await IsCleanAsync(street, "points-new-point");

            // The bureau's step is not the street's to take.
            await DoAsync(page, "file");
            await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已上报");
            await Assertions.Expect(page.GetByTestId("next")).ToHaveCountAsync(0);
        }

        await using (var bureau = await suite.VisitAsync("/service-points/queue", 1440, 900, signedIn: As("host")))
        {
            var page = bureau.Page;
            await page.GetByTestId("queue").GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "测试洗衣点" }).FocusAsync();
            await Assertions.Expect(page.GetByTestId("queue-point")).ToContainTextAsync("0371-00001234");
            await Assertions.Expect(page.GetByTestId("lacks")).ToContainTextAsync("还没有录入：负责人、证照、从业人员、地址");
            await IsCleanAsync(bureau, "points-queue");
            var before = await page.GetByTestId("queue").GetByRole(AriaRole.Button).CountAsync();
            await page.Keyboard.PressAsync("b");
            await page.GetByTestId("number").FillAsync("测备 1");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("测试洗衣点：已备案");
            await Assertions.Expect(page.GetByTestId("queue").GetByRole(AriaRole.Button)).ToHaveCountAsync(before - 1);
            await Assertions.Expect(page.GetByTestId("queue-point")).Not.ToContainTextAsync("0371-00001234");
        }

        await using (var street = await suite.VisitAsync(address, 1440, 900, signedIn: As("street")))
        {
            var page = street.Page;
            await DoAsync(page, "agree", "测协 1");
            await DoAsync(page, "hangSign", "测牌 1");
            await DoAsync(page, "supervise");
            await Assertions.Expect(page.GetByTestId("way").GetByText("测牌 1")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByTestId("next")).ToHaveCountAsync(0);
            await page.GotoAsync($"/service-points?place={Place}&step=supervised&text=测试洗衣");
            await Assertions.Expect(page.GetByTestId("points").Locator("tbody tr")).ToHaveCountAsync(1);
            await Assertions.Expect(page.GetByTestId("points")).ToContainTextAsync("已纳入监督");
        }
    }

    [Fact]
    public async Task A_correction_tells_its_faults_and_what_stood_there_before()
    {
        await using var street = await suite.VisitAsync("/service-points?place=beilinlu-wenya&kind=laundry", 1440, 900, signedIn: As("street"));
        var page = street.Page;
        await page.GetByTestId("points").WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("do-correct").ClickAsync();
        var dialog = page.GetByTestId("deed-correct");
        await dialog.GetByTestId("price").First.FillAsync("十元");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("fault")).ToContainTextAsync("应为数字");
        await dialog.GetByTestId("price").First.FillAsync("12");
        await dialog.GetByTestId("address").FillAsync(new string('长', 200));
        await dialog.GetByTestId("name").FillAsync("\u200b");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(dialog.GetByTestId("name")).ToHaveAttributeAsync("aria-invalid", "true");
        await IsCleanAsync(street, "points-correct");
        await dialog.GetByTestId("name").FillAsync("改名洗衣点");
        await dialog.GetByTestId("address").FillAsync("文雅路 9 号");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已更正");
        await Assertions.Expect(page.GetByTestId("said")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("history").Locator("ins").First).ToContainTextAsync("改名洗衣点");
        await page.GetByTestId("do-note").ClickAsync();
        await page.GetByTestId("staff").FillAsync("三");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("fault")).ToContainTextAsync("应为数字");
        await IsCleanAsync(street, "points-note");
        await page.Keyboard.PressAsync("Escape");
        await IsCleanAsync(street, "points-one");
    }

    [Fact]
    public async Task A_photo_is_uploaded_replaced_and_removed_and_what_is_none_is_told()
    {
        await using var phone = await suite.VisitAsync("/service-points?place=beilinlu-wenya&state=open", 390, 844, signedIn: As("street"));
        var page = phone.Page;
        await page.GetByTestId("points").GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByTestId("photo-choose").WaitForAsync();
        await page.GetByTestId("photo-file").SetInputFilesAsync(new FilePayload { Name = "note.jpg", MimeType = "image/jpeg", Buffer = "a note"u8.ToArray() });
        await Assertions.Expect(page.GetByTestId("faults")).ToContainTextAsync("不是 JPEG、PNG 或 WebP 图片");
        await Assertions.Expect(page.GetByTestId("photo-choose")).ToBeFocusedAsync();
        await IsCleanAsync(phone, "points-photo-fault-390");

        await page.GetByTestId("photo-file").SetInputFilesAsync(Picture(2_000, 1_000));
        await Assertions.Expect(page.GetByTestId("said")).ToHaveTextAsync("照片已更新");
        await Assertions.Expect(page.GetByTestId("said")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("history")).ToContainTextAsync("展示照片");
        await page.ReloadAsync();
        var shown = page.GetByTestId("photo-shown");
        await Assertions.Expect(shown).ToHaveJSPropertyAsync("complete", true);
        await Assertions.Expect(shown).ToHaveJSPropertyAsync("naturalWidth", 1_600);
        var name = await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).TextContentAsync();
        await Assertions.Expect(shown).ToHaveAttributeAsync("alt", name!.Trim());
        await IsCleanAsync(phone, "points-photo-390");

        await using (var desk = await suite.VisitAsync(page.Url, 1440, 900, signedIn: As("leadership")))
        {
            await Assertions.Expect(desk.Page.GetByTestId("photo-shown")).ToBeVisibleAsync();
            await Assertions.Expect(desk.Page.GetByTestId("photo-choose")).ToHaveCountAsync(0);
            await IsCleanAsync(desk, "points-photo");
        }

        var first = await shown.GetAttributeAsync("src");
        await page.GetByTestId("photo-file").SetInputFilesAsync(Picture(600, 900));
        await Assertions.Expect(shown).Not.ToHaveAttributeAsync("src", first!);
        await page.GetByTestId("photo-remove").ClickAsync();
        await IsCleanAsync(phone, "points-photo-remove-390");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToHaveTextAsync("照片已删除");
        await Assertions.Expect(shown).ToHaveCountAsync(0);
    }

    /// <summary>A bitmap, which the server takes from nobody: the page makes a JPEG of it.</summary>
    internal static FilePayload Picture(int width, int height)
    {
        var row = ((width * 3) + 3) / 4 * 4;
        var bytes = new byte[54 + (row * height)];
        "BM"u8.CopyTo(bytes);
        (int At, int Value)[] head = [(2, bytes.Length), (10, 54), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)), (34, row * height)];
        foreach (var (at, value) in head) BitConverter.TryWriteBytes(bytes.AsSpan(at), value);
        for (var i = 54; i < bytes.Length; i++) bytes[i] = (byte)(i % row * 255 / row);
        return new FilePayload { Name = "shop.bmp", MimeType = "image/bmp", Buffer = bytes };
    }

    [Fact]
    public async Task What_is_due_is_verified_by_one_key_each()
    {
        await using var community = await suite.VisitAsync("/service-points/due", 1440, 900, signedIn: As("community"));
        var page = community.Page;
        var rows = page.GetByTestId("due-row");
        await rows.First.WaitForAsync();
        await Assertions.Expect(page.GetByTestId("due")).ToContainTextAsync("每天 ");
        await Assertions.Expect(page.GetByTestId("due")).Not.ToContainTextAsync("Mo-");
        await IsCleanAsync(community, "points-due");
        await Assertions.Expect(page.GetByTestId("correct")).ToHaveCountAsync(0);
        var before = await rows.CountAsync();
        await page.GetByTestId("right").First.WaitForAsync();
        var ready = rows.Filter(new LocatorFilterOptions { Has = page.GetByTestId("right") }).First.GetByRole(AriaRole.Link);
        await ready.FocusAsync();
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已核实");
        await Assertions.Expect(rows).ToHaveCountAsync(before - 1);
        Assert.Equal("due-row", await page.EvaluateAsync<string>("document.activeElement.closest('tr').dataset.testid"));
        await ready.FocusAsync();
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(rows).ToHaveCountAsync(before - 2);
    }

    [Fact]
    public async Task What_a_street_corrects_is_due_and_a_community_reports_what_it_finds_wrong()
    {
        string address;
        await using (var street = await suite.VisitAsync("/service-points?place=beilinlu-guangdian&state=open", 1440, 900, signedIn: As("street")))
        {
            var page = street.Page;
            await page.GetByTestId("points").GetByRole(AriaRole.Link).Last.ClickAsync();
            await page.GetByTestId("do-correct").ClickAsync();
            var dialog = page.GetByTestId("deed-correct");
            await dialog.GetByTestId("hours").FillAsync("7:10-21:20");
            await page.GetByTestId("confirm-do").ClickAsync();
            await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已更正");
            await Assertions.Expect(page.GetByTestId("verified").First).ToContainTextAsync("更正，待核实");
            address = page.Url;

            await page.GetByTestId("do-verify").ClickAsync();
            await page.GetByTestId("group").SelectOptionAsync("contact");
            await page.GetByTestId("confirm-do").ClickAsync();
            await Assertions.Expect(page.GetByTestId("faults")).ToContainTextAsync("请由另一人核实");
            await page.Keyboard.PressAsync("Escape");
            await IsCleanAsync(street, "points-corrected");
        }

        await using (var community = await suite.VisitAsync(address, 1440, 900, signedIn: As("community")))
        {
            var page = community.Page;
            await Assertions.Expect(page.GetByTestId("verified").First).ToContainTextAsync("更正，待核实");
            await page.GetByTestId("do-mismatch").ClickAsync();
            await page.GetByTestId("field-address").CheckAsync();
            await page.GetByTestId("wrong-note").FillAsync("新号码 0371-63812345");
            await page.GetByTestId("confirm-do").ClickAsync();
            await Assertions.Expect(page.GetByTestId("fault")).ToContainTextAsync("备注不写电话");
            await IsCleanAsync(community, "points-mismatch");
            await page.GetByTestId("wrong-note").FillAsync("搬到对面");
            await page.GetByTestId("confirm-do").ClickAsync();
            await Assertions.Expect(page.GetByTestId("found")).ToContainTextAsync("核对不符：地址");
            await Assertions.Expect(page.GetByTestId("found")).ToContainTextAsync("由街道更正");
            await Assertions.Expect(page.GetByTestId("history")).ToContainTextAsync("报不符");
            await IsCleanAsync(community, "points-found-wrong");
        }

        await using var due = await suite.VisitAsync("/service-points/due?place=beilinlu-guangdian", 1440, 900, signedIn: As("street"));
        await Assertions.Expect(due.Page.GetByTestId("found-wrong")).ToContainTextAsync("搬到对面");
        await Assertions.Expect(due.Page.GetByTestId("barred").Filter(new LocatorFilterOptions { HasText = "由您更正" }).First).ToBeVisibleAsync();
        await IsCleanAsync(due, "points-due-own");
    }

    [Fact]
    public async Task The_directory_is_for_who_may_read_it_in_a_hand_too()
    {
        await using (var leader = await suite.VisitAsync("/service-points", 1440, 900, signedIn: As("leadership")))
        {
            var page = leader.Page;
            await Assertions.Expect(page.GetByTestId("count")).ToContainTextAsync("已列出 50 个");
            await IsCleanAsync(leader, "points-list");
            await page.GetByTestId("more").ClickAsync();
            await Assertions.Expect(page.GetByTestId("count")).ToContainTextAsync("100");
            await Assertions.Expect(page.GetByTestId("to-new")).ToHaveCountAsync(0);
            await page.GetByTestId("state").SelectOptionAsync("disqualified");
            await Assertions.Expect(page.GetByTestId("points")).Not.ToContainTextAsync("正常营业");
            Assert.EndsWith("?state=disqualified", page.Url);
            await page.GetByTestId("find-point").GetByRole(AriaRole.Combobox).FillAsync("jinsui");
            await Assertions.Expect(page.GetByTestId("find-point").GetByRole(AriaRole.Option).First).ToContainTextAsync("金穗");
            await IsCleanAsync(leader, "points-find");
            await page.Keyboard.PressAsync("Escape");
            await page.GetByTestId("text").FillAsync("没有这个名字");
            await Assertions.Expect(page.GetByTestId("points-empty")).ToBeVisibleAsync();
            await IsCleanAsync(leader, "points-empty");
        }

        await using (var street = await suite.VisitAsync("/service-points/street?lang=en", 1440, 900, signedIn: As("street")))
        {
            await street.Page.GetByTestId("kinds").WaitForAsync();
            await IsCleanAsync(street, "points-street");
            await street.Page.GotoAsync("/service-points?place=wenhualu&lang=zh");
            await Assertions.Expect(street.Page.GetByTestId("points-barred")).ToBeVisibleAsync();
            await street.Page.GotoAsync("/service-points/no-such-point");
            await Assertions.Expect(street.Page.GetByTestId("point-unknown")).ToContainTextAsync("没有这个服务点");
        }

        await using (var phone = await suite.VisitAsync("/service-points?place=beilinlu", 390, 844, signedIn: As("street")))
        {
            await phone.Page.GetByTestId("points").WaitForAsync();
            await IsCleanAsync(phone, "points-list-390");
            await phone.Page.GetByTestId("points").GetByRole(AriaRole.Link).First.ClickAsync();
            await phone.Page.GetByTestId("history").WaitForAsync();
            await IsCleanAsync(phone, "points-one-390");
        }

        await using var hotline = await suite.VisitAsync("/service-points", 1440, 900, signedIn: As("team-leader"));
        await Assertions.Expect(hotline.Page.GetByTestId("points-barred")).ToBeVisibleAsync();
        await IsCleanAsync(hotline, "points-barred");
    }

    [Fact]
    public async Task A_street_sees_how_far_its_kinds_reach_and_draws_whom_a_community_borders_on()
    {
        await using var street = await suite.VisitAsync("/living-circles", 1440, 900, signedIn: As("street"));
        var page = street.Page;
        await Assertions.Expect(page.GetByTestId("coverage")).ToContainTextAsync("社区便民店");
        await IsCleanAsync(street, "living-circles");
        await page.GetByTestId("circle-beilinlu-yawei").GetByTestId("draw").ClickAsync();
        await page.GetByTestId("drawing").GetByTestId("place-search").FillAsync("wenya");
        await Assertions.Expect(page.GetByTestId("hit").First).ToContainTextAsync("文雅社区");
        await page.GetByTestId("drawing").GetByTestId("place-search").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("neighbours")).ToContainTextAsync("文雅社区");
        await page.GetByTestId("latitude").FillAsync("");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("fault")).ToContainTextAsync("都不填");
        await IsCleanAsync(street, "living-circles-drawing");
        await page.GetByTestId("latitude").FillAsync("34.79");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("亚卫社区的范围已保存");
        await Assertions.Expect(page.GetByTestId("circle-beilinlu-yawei")).ToContainTextAsync("相邻 4 个社区");
    }

    private static async Task DoAsync(IPage page, string deed, string? number = null)
    {
        await page.GetByTestId($"do-{deed}").ClickAsync();
        if (number is not null) await page.GetByTestId("number").FillAsync(number);
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("confirm")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("said")).ToBeFocusedAsync();
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}
