using System.Text.Json;
using System.Text.RegularExpressions;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>热线受理台: calls are taken, held, joined, taken in hand and given back by keyboard alone, and nothing that was written is lost.</summary>
[Collection(Lanes.Second)]
public sealed partial class HotlineTests(Suite suite)
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_call_that_is_typed_as_fast_as_a_person_types_is_kept_whole_dispatched_and_in_the_queue()
    {
        const string Matter = "七十多岁的老人说社区便民药店门口台阶没有扶手，雨天路滑已经摔过一次，要求本周装上";
        await using var visit = await suite.ConsoleAsync(before: Typist.WatchAsync);
        var page = visit.Page;
        var (typist, phone) = (new Typist(page), Hotline.Phone());
        await Assertions.Expect(page.GetByTestId("phone")).ToBeFocusedAsync();

        await typist.PressAsync("F2");
        await typist.TypeAsync(phone);
        await typist.PressAsync("Alt+1");
        await typist.TypeAsync(Matter);
        await typist.PressAsync("Alt+2");
        await typist.TypeAsync("blljd");
        await typist.SeesAsync("[data-testid=target] [data-testid=hit]", "北林路街道");
        await typist.PressAsync("Enter");
        await typist.PressAsync("4");
        await typist.PressAsync("Alt+4");
        await typist.PressAsync("2");
        await typist.PressAsync("Control+Enter");
        await typist.SeesAsync("[data-testid=said]", "已受理");
        TestContext.Current.TestOutputHelper!.WriteLine(await typist.ToldAsync());

        await Assertions.Expect(page.GetByTestId("said")).ToHaveTextAsync(Received());
        Assert.Equal(0, await typist.MiceAsync());
        var item = await page.FindAsync(Matter);
        var intake = item.GetProperty("ticket").GetProperty("intake");
        Assert.Equal(("damage", "urgent", "place:beilinlu", "complaint"), (Word(intake, "category"), Word(intake, "urgency"), Word(intake, "about"), Word(intake, "kind")));
        var shown = await page.TicketAsync(Word(intake, "id"));
        Assert.Equal(("dispatched", Hotline.Masked(phone)), (shown.Stage(), Word(shown.GetProperty("caller"), "phone")));
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "待签收" }).Locator($"[data-id='{Word(intake, "id")}']")).ToContainTextAsync(Matter[..10], Patient);

        // It stands ready for the next call, and of this one no draft is left.
        await Assertions.Expect(page.GetByTestId("phone")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("matter")).ToHaveValueAsync("");
        await Suite.HoldsAsync(async () => Assert.Empty((await page.AskAsync("tickets/drafts")).GetProperty("items").EnumerateArray()));
        await IsCleanAsync(visit, "hotline-received");
    }

    [Fact]
    public async Task A_second_call_is_answered_at_once_while_the_first_is_on_hold_and_goes_on_as_it_was()
    {
        await using var visit = await suite.ConsoleAsync();
        var page = visit.Page;
        var first = $"小区大门坏了关不上 {Guid.CreateVersion7():n}";
        await page.GetByTestId("phone").FillAsync(Hotline.Phone());
        await page.GetByTestId("matter").FillAsync(first);
        await page.Keyboard.PressAsync("F2");
        await Assertions.Expect(page.GetByTestId("held")).ToContainTextAsync("小区大门坏了关");
        await Assertions.Expect(page.GetByTestId("matter")).ToHaveValueAsync("");

        // 咨询: with Alt+A it is answered instead of dispatched, which is one keystroke more.
        var second = $"问社区食堂几点开门 {Guid.CreateVersion7():n}";
        await page.CallAsync(Hotline.Phone(), second, "6");
        await page.Keyboard.PressAsync("Alt+A");
        await Assertions.Expect(page.GetByTestId("answer")).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync("每天十一点到十三点。");
        await IsCleanAsync(visit, "hotline-at-once");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("当场答复");
        var ticket = (await page.FindAsync(second)).GetProperty("ticket");
        Assert.Equal(("closed", "atOnce", "consultation"), (Word(ticket, "stage"), Word(ticket, "end"), Word(ticket.GetProperty("intake"), "kind")));

        await page.Keyboard.PressAsync("F10");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("matter")).ToHaveValueAsync(first);
        await Assertions.Expect(page.GetByTestId("held")).ToHaveCountAsync(0);
        await page.GetByTestId("target").GetByRole(AriaRole.Combobox).FillAsync("blljd");
        await page.GetByTestId("target").GetByTestId("hit").First.WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("4");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("待派单");
        Assert.Equal("received", Word((await page.FindAsync(first)).GetProperty("ticket"), "stage"));
    }

    [Fact]
    public async Task A_likely_duplicate_is_joined_by_one_key_and_both_callers_are_kept()
    {
        await using var visit = await suite.ConsoleAsync();
        var page = visit.Page;
        var mark = $"{Guid.CreateVersion7():n}"[^6..];
        var parent = await page.ReceivedAsync($"三号楼电梯停了两天没人修{mark}", "beilinlu", Hotline.Phone());
        await page.CallAsync(Hotline.Phone(), $"三号楼电梯停了两天{mark}老人下不了楼", "4");

        // Others of the same place may be alike too: it is the likeliest.
        var row = page.GetByTestId("similar-row").First;
        await Assertions.Expect(row).ToContainTextAsync(mark, Patient);
        await Assertions.Expect(row.GetByTestId("why")).ToContainTextAsync("同一对象");
        await IsCleanAsync(visit, "hotline-similar");
        await page.Keyboard.PressAsync("Alt+7");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("并入", Patient);

        var child = (await page.FindAsync($"三号楼电梯停了两天{mark}老人下不了楼")).GetProperty("ticket");
        Assert.Equal(("linked", parent), (Word(child, "stage"), Word(child, "parent")));
        await Suite.HoldsAsync(async () => Assert.Equal(
            [Word(child.GetProperty("intake"), "id")], (await page.TicketAsync(parent)).GetProperty("ticket").GetProperty("children").EnumerateArray().Select(c => c.GetString())));
        Assert.NotEqual(
            Word((await page.TicketAsync(parent)).GetProperty("ticket").GetProperty("intake"), "caller"), Word(child.GetProperty("intake"), "caller"));
    }

    [Fact]
    public async Task Of_two_who_take_the_same_ticket_one_has_it_and_the_other_is_told_who()
    {
        await using var one = await suite.ConsoleAsync();
        await using var two = await suite.ConsoleAsync("supervisor");
        var id = await one.Page.ReceivedAsync("路灯不亮，两人同时领办", unit: null);
        await Task.WhenAll(one.Page.OpenAsync(id), two.Page.OpenAsync(id));

        await Task.WhenAll(one.Page.GetByTestId("do-take").PressAsync("Enter"), two.Page.GetByTestId("do-take").PressAsync("Enter"));

        var by = "";
        await Suite.HoldsAsync(async () => by = Word((await one.Page.TicketAsync(id)).GetProperty("ticket").GetProperty("taken"), "by"));
        var (winner, loser, name) = by.Contains("operator", StringComparison.Ordinal) ? (one, two, "热线话务员") : (two, one, "热线班长");
        await Assertions.Expect(winner.Page.GetByTestId("said")).ToHaveTextAsync("已领办");
        await Assertions.Expect(loser.Page.GetByTestId("deeds")).ToContainTextAsync("正由另一人处理");
        await Assertions.Expect(loser.Page.GetByTestId("ticket")).ToContainTextAsync($"{name} 领办", Patient);
        await IsCleanAsync(loser, "hotline-taken");

        // Whoever has it goes on, and afterwards it is nobody's.
        await winner.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(winner.Page.GetByTestId("said")).ToHaveTextAsync("已派单");
        Assert.Equal("dispatched", (await one.Page.TicketAsync(id)).Stage());
    }

    [Fact]
    public async Task The_supervisor_grants_that_a_ticket_goes_back_and_it_waits_to_be_dispatched_again()
    {
        await using var supervisor = await suite.ConsoleAsync("supervisor");
        var page = supervisor.Page;
        var id = await page.ReceivedAsync("不在本街道，申请退单", "beilinlu");
        await using (var street = await suite.VisitAsync("/assigned-tickets", 1440, 900, signedIn: ("street", ProgramProcess.DemonstrationPassword)))
            await street.Page.TellAsync($"assigned-tickets/{id}/request", new { ask = "return", reason = "不在辖区" });

        await page.OpenAsync(id);
        await Assertions.Expect(page.GetByTestId("ticket")).ToContainTextAsync("不在辖区");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "同意退单" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToHaveTextAsync("已同意");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "待派单" }).Locator($"[data-id='{id}']")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await IsCleanAsync(supervisor, "hotline-returned");
        var ticket = (await page.TicketAsync(id)).GetProperty("ticket");
        Assert.Equal(("received", 1), (Word(ticket, "stage"), ticket.GetProperty("returns").GetInt32()));
    }

    [Fact]
    public async Task What_was_written_survives_a_closed_tab_and_is_found_at_another_machine()
    {
        var (phone, matter) = (Hotline.Phone(), "菜市场地面积水，摊主滑倒");
        await using (var visit = await suite.ConsoleAsync())
        {
            await visit.Page.GetByTestId("phone").FillAsync(phone);
            await visit.Page.GetByTestId("matter").FillAsync(matter);
            await Assertions.Expect(visit.Page.GetByTestId("kept")).ToContainTextAsync("草稿已保存", Patient);

            // Written while no server answers, and the tab is closed: the browser has it.
            await visit.Page.RouteAsync("**/api/v1/tickets/drafts/**", route => route.AbortAsync());
            var before = await KeptAsync(visit.Page);
            await visit.Page.GetByTestId("matter").FillAsync($"{matter}，已送医");
            await Suite.HoldsAsync(async () => Assert.NotEqual(before, await KeptAsync(visit.Page)));
            await Assertions.Expect(visit.Page.GetByTestId("kept")).ToContainTextAsync("正在重试", Patient);
            await visit.KeepAsync("hotline-draft");
            await visit.Page.CloseAsync();
            var again = await visit.Page.Context.NewPageAsync();
            await again.GotoAsync("/hotline");
            await Assertions.Expect(again.GetByTestId("matter")).ToHaveValueAsync($"{matter}，已送医");
            await Assertions.Expect(again.GetByTestId("phone")).Not.ToHaveValueAsync("");
            await Suite.HoldsAsync(async () => Assert.Contains("已送医", (await again.AskAsync("tickets/drafts")).GetRawText(), StringComparison.Ordinal));
        }

        await using var other = await suite.ConsoleAsync(keepsDrafts: true);
        await Assertions.Expect(other.Page.GetByTestId("matter")).ToHaveValueAsync($"{matter}，已送医");
        await Assertions.Expect(other.Page.GetByTestId("masked")).ToContainTextAsync(Hotline.Masked(phone));
        await IsCleanAsync(other, "hotline-draft-elsewhere");

        // Given up, by two keys, it is gone.
        await other.Page.GetByTestId("matter").FocusAsync();
        await other.Page.Keyboard.PressAsync("Escape");
        await other.Page.Keyboard.PressAsync("Escape");
        await Suite.HoldsAsync(async () => Assert.Empty((await other.Page.AskAsync("tickets/drafts")).GetProperty("items").EnumerateArray()));
    }

    [Fact]
    public async Task A_telephone_system_opens_it_with_whoever_calls_and_the_number_stays_in_no_address()
    {
        var (phone, asked) = (Hotline.Phone(), new List<string>());
        await using var visit = await suite.ConsoleAsync(path: $"/hotline#phone={phone}&call=pbx-17", before: page =>
        {
            page.Request += (_, request) => asked.Add(request.Url);
            return Task.CompletedTask;
        });
        var page = visit.Page;
        await Assertions.Expect(page.GetByTestId("matter")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("masked")).ToContainTextAsync(Hotline.Masked(phone), Patient);
        Assert.EndsWith("/hotline", page.Url, StringComparison.Ordinal);
        await IsCleanAsync(visit, "hotline-popped");

        // What is typed goes straight into the matter.
        var matter = $"楼道灯坏了 {Guid.CreateVersion7():n}";
        await page.Keyboard.InsertTextAsync(matter);
        await page.CallAsync(phone, matter, "4");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("待派单", Patient);
        var intake = (await page.FindAsync(matter)).GetProperty("ticket").GetProperty("intake");
        Assert.Equal("pbx-17", Word(intake, "call"));
        Assert.NotEmpty(asked);

        // The page itself was asked for by an address of which a browser sends nothing behind the #.
        Assert.All(asked.Skip(1), url => Assert.DoesNotContain(phone, url, StringComparison.Ordinal));
        Assert.DoesNotContain(phone, suite.Web.Output + suite.Web.Errors, StringComparison.Ordinal);
    }

    private static Task<string> KeptAsync(IPage page) => page.EvaluateAsync<string>("() => JSON.stringify(localStorage)");

    private static string Word(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }

    [GeneratedRegex(@"^已受理 \d{4}-\d{4}，已派 北林路街道$")]
    private static partial Regex Received();
}
