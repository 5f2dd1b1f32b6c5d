using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests.Search;

/// <summary>What a page asks of search, and hears.</summary>
public sealed class SearchTests(QuietWeb quiet)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("姚寨", "name")]
    [InlineData("姚砦", "name")]
    [InlineData("yz", "initials")]
    [InlineData("yaozhai", "pinyin")]
    [InlineData("姚z", "pinyin")]
    public async Task The_same_community_is_found_however_it_is_written(string text, string way)
    {
        var hit = (await FindAsync(Api.Of(await quiet.GetAsync()), text, "&kinds=place")).GetProperty("hits")[0];

        Assert.Equal(("姚砦社区", "place"), (hit.Text("name"), hit.Text("kind")));
        Assert.Equal("丰产路街道", hit.GetProperty("placeNames")[0].GetString());
        Assert.Equal((0, 2), (hit.GetProperty("spans")[0].GetProperty("start").GetInt32(), hit.GetProperty("spans")[0].GetProperty("length").GetInt32()));
        if (way != "pinyin") Assert.Equal(way, hit.Text("way"));
    }

    [Fact]
    public async Task A_point_is_found_when_its_command_is_answered_nearest_first_and_not_when_it_is_closed()
    {
        var web = await quiet.GetAsync();
        using var office = await Someone.AsAsync(web, "host");
        using var street = await Someone.AsAsync(web, "street");
        var own = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;
        foreach (var (id, place) in (IEnumerable<(string, string)>)[("found-far", "dongfenglu"), ("found-own", own)])
        {
            var reply = await office.Api.CommandAsync("/api/v1/service-points", new { id, kind = "laundry", place, listing = new { name = "福禄寿洗衣店", aliases = new[] { "白猫干洗" } } });
            Assert.Equal(HttpStatusCode.Created, reply.Status);
        }

        Assert.Equal(["found-own", "found-far"], Ids(await FindAsync(office.Api, "flsxyd", $"&near={own}")));
        Assert.Equal(["found-far", "found-own"], Ids(await FindAsync(office.Api, "flsxyd", "&near=dongfenglu")));
        var alias = (await FindAsync(office.Api, "白猫", "&limit=1&kinds=servicePoint,place")) is var found ? found.GetProperty("hits")[0] : default;
        Assert.Equal(("alias", "白猫干洗", 2), (alias.Text("way"), alias.Text("through"), found.GetProperty("total").GetInt32()));

        // A street reads no other's.
        Assert.Equal(["found-own"], Ids(await FindAsync(street.Api, "flsxyd")));

        Assert.Equal(HttpStatusCode.OK, (await street.Api.CommandAsync("/api/v1/service-points/found-own/closure", new { reason = "搬走", on = "2013-09-26" })).Status);
        Assert.Equal(["found-far"], Ids(await FindAsync(office.Api, "flsxyd", $"&near={own}")));
    }

    [Fact]
    public async Task What_nobody_found_is_listed_without_whoever_asked()
    {
        var web = await quiet.GetAsync();
        using var office = await Someone.AsAsync(web, "programme");
        using var street = await Someone.AsAsync(web, "street");
        var own = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;
        foreach (var text in (string[])["宠物火化", "宠物 火化", "zzzz 1380371 1234"]) Assert.Equal(0, (await FindAsync(street.Api, text)).GetProperty("total").GetInt32());

        async Task<List<JsonElement>> ListedAsync() => [.. (await office.Api.GetAsync("/api/v1/search/unmet")).GetProperty("items").EnumerateArray().Where(i => i.Text("text") == "宠物火化")];
        await Eventually.IsTrueAsync("it is listed", async () => (await ListedAsync()).Count > 0, cancel: Cancel);
        var entry = (await ListedAsync()).Single();
        Assert.Equal(["count", "first", "last", "street", "text"], entry.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal((2, own), (entry.GetProperty("count").GetInt32(), entry.Text("street")));
        Assert.DoesNotContain("1380371", (await office.Api.SendAsync(HttpMethod.Get, "/api/v1/search/unmet")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await street.StatusAsync("/api/v1/search/unmet"));
        Assert.NotEmpty((await street.Api.GetAsync($"/api/v1/search/unmet?place={own}")).GetProperty("items").EnumerateArray());
    }

    private static Task<JsonElement> FindAsync(Api api, string text, string more = "") => api.GetAsync($"/api/v1/search?text={Uri.EscapeDataString(text)}{more}");

    private static IEnumerable<string> Ids(JsonElement answer) => answer.GetProperty("hits").EnumerateArray().Select(h => h.Text("id")!);
}
