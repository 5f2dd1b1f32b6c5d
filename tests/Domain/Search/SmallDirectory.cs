using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Search;

namespace Circle.Domain.Tests.Search;

/// <summary>A small directory, and the words of its district.</summary>
internal static class SmallDirectory
{
    public static SearchWords Words { get; } = new(
        [new("砦", "寨"), new("5", "五"), new("1", "一")],
        [new("六合苑", ["liu", "he", "yuan"]), new("任砦", ["ren", "zhai"]), new("大厦", ["da", "sha"]), new("大厦", ["da", "xia"])],
        [
            new(["日间照料", "托老站", "养老"]), new(["药店", "药房", "买药"]), new(["理发", "剪头", "美发"]), new(["再生资源", "收废品"]),
            new(["快递", "取快递", "驿站"]), new(["家电维修", "修家电"]), new(["中介", "租房"]),
        ],
        ["社区", "街道", "服务点", "服务", "中心", "活动", "便民店"]);

    public static ImmutableArray<SearchEntry> All { get; } =
    [
        Street("fengchanlu", "丰产路街道"), Street("huayuanlu", "花园路街道"), Street("dongfenglu", "东风路街道"), Street("jingbalu", "经八路街道"),
        Community("yaozhai", "姚砦社区", "fengchanlu"), Community("yazhai", "押砦社区", "fengchanlu"), Community("wuyuan", "戊院社区", "huayuanlu"),
        Community("liuheyuan", "六合苑社区", "dongfenglu"), Community("renzhai", "任砦社区", "jingbalu"), Community("lvcai", "绿财社区", "dongfenglu"),
        Community("jingwulu", "经五路社区", "jingbalu"), Community("xinyuan", "鑫苑社区", "dongfenglu", "信园"), Community("changzhai", "常砦社区", "fengchanlu"),
        Point("dongchang", "戊院社区·东昌家电维修服务点", "wuyuan", "家电维修"), Point("lele", "乐乐理发店", "yaozhai", "理发美发"),
        Point("laowang", "老王铺子", "yaozhai", "理发美发"), Point("kangmei", "康美大药房（姚砦店）", "yaozhai", "药店"), Point("seven", "７－Ｅｌｅｖｅｎ便利店", "wuyuan", "便民店"),
        Point("yibo", "易博快递驿站", "liuheyuan", "邮政快递"), Point("green", "绿源再生资源回收点", "renzhai", "再生资源回收"), Point("home", "安居房产", "jingwulu", "中介"),
        Facility("day", "六合苑社区日间照料中心", "liuheyuan", "日间照料中心（托老站）"), Facility("culture", "姚砦社区文化活动中心", "yaozhai", "文化活动中心"),
    ];

    public static SearchEntry Named(string id, string name, params ImmutableArray<string> aliases) => new(SearchKind.ServicePoint, id, name, aliases, null, null, [], []);

    public static SearchIndex Of(params IEnumerable<SearchEntry> entries)
    {
        var index = new SearchIndex(Words);
        index.Rebuild(entries);
        return index;
    }

    public static SearchQuery Ask(string text) => new(text, []);

    public static ImmutableArray<string> Ids(this SearchIndex index, string text) => Ids(index, Ask(text));

    public static ImmutableArray<string> Ids(this SearchIndex index, SearchQuery query) => [.. index.Find(query).Hits.Select(h => h.Id)];

    /// <summary>The name with its matched parts in brackets.</summary>
    public static string Shown(this SearchHit hit)
    {
        var text = hit.Name;
        foreach (var span in hit.Spans.Reverse()) text = $"{text[..span.Start]}[{text.Substring(span.Start, span.Length)}]{text[(span.Start + span.Length)..]}";
        return text;
    }

    private static SearchEntry Street(string id, string name) => new(SearchKind.Place, id, name, [$"{name}办事处"], new(id), null, [], []);

    private static SearchEntry Community(string id, string name, string street, params ImmutableArray<string> aliases)
        => new(SearchKind.Place, id, name, aliases, new(street), new(id), [], []);

    private static SearchEntry Point(string id, string name, string community, string trade) => In(SearchKind.ServicePoint, id, name, community, trade);

    private static SearchEntry Facility(string id, string name, string community, string line) => In(SearchKind.Facility, id, name, community, line);

    private static SearchEntry In(SearchKind kind, string id, string name, string community, string word)
    {
        var (street, streetName, communityName) = community switch
        {
            "wuyuan" => ("huayuanlu", "花园路街道", "戊院社区"),
            "yaozhai" => ("fengchanlu", "丰产路街道", "姚砦社区"),
            "liuheyuan" => ("dongfenglu", "东风路街道", "六合苑社区"),
            "renzhai" => ("jingbalu", "经八路街道", "任砦社区"),
            _ => ("jingbalu", "经八路街道", "经五路社区"),
        };
        return new(kind, id, name, [], new PlaceId(street), new PlaceId(community), [streetName, communityName], [word]);
    }
}
