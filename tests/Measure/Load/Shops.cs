using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Seeds;

namespace Circle.Measure.Load;

/// <summary>A made-up directory of a district: its own communities, the kinds of its plan and of shops, names as shops have them. The same for the same number.</summary>
internal sealed class Shops(SeedSet seeds)
{
    private const string Brands = "东西南北中大小金银华盛兴旺福禄寿喜康宁安泰和顺利达通源丰美佳乐嘉怡雅馨洁净鑫隆昌荣辉宏博远卓越诚信德仁义礼智";

    private static readonly ImmutableArray<(string Trade, string[] Ends)> Trades =
    [
        ("便民店", ["便利店", "超市", "生鲜店", "烟酒店", "便民店"]),
        ("家电维修", ["家电维修", "家电维修服务点", "电器维修部"]),
        ("家政服务", ["家政", "保洁服务部", "家政服务中心"]),
        ("健康早餐", ["早餐店", "包子铺", "胡辣汤", "豆浆店"]),
        ("中介", ["房产", "房产中介", "置业"]),
        ("移动通信", ["手机店", "通讯", "移动营业厅"]),
        ("邮政快递", ["快递驿站", "快递点", "邮政代办所"]),
        ("洗衣", ["洗衣店", "干洗店", "洗衣生活馆"]),
        ("理发美发", ["理发店", "美发", "造型"]),
        ("再生资源回收", ["再生资源回收点", "废品回收站"]),
        ("宠物服务", ["宠物店", "宠物医院"]),
        ("社区药店", ["大药房", "药店"]),
    ];

    private readonly ImmutableArray<PlaceDraft> communities = [.. seeds.Places.Where(p => p.Kind == PlaceKind.Community)];
    private readonly ImmutableDictionary<PlaceId, PlaceDraft> places = seeds.Places.ToImmutableDictionary(p => p.Id);

    public SearchWords Words => seeds.SearchWords;

    public ImmutableArray<SearchEntry> Make(int count)
    {
        var random = new Random(9);
        return [.. Enumerable.Range(0, count).Select(i => i % 10 == 0 ? Facility(i, random) : Shop(i, random))];
    }

    private SearchEntry Facility(int number, Random random)
    {
        var (community, line) = (Of(communities, random), seeds.Plan.Lines[random.Next(seeds.Plan.Lines.Length)]);
        return At(SearchKind.Facility, number, community, $"{community.Name}{line.Name}", line.Name, random);
    }

    private SearchEntry Shop(int number, Random random)
    {
        var (community, trade) = (Of(communities, random), Of(Trades, random));
        var brand = string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Brands[random.Next(Brands.Length)]));
        var name = brand + trade.Ends[random.Next(trade.Ends.Length)];
        return At(SearchKind.ServicePoint, number, community, random.Next(3) switch { 0 => $"{community.Name}·{name}", 1 => $"{name}（{community.Name[..^2]}店）", _ => name }, trade.Trade, random);
    }

    private SearchEntry At(SearchKind kind, int number, PlaceDraft community, string name, string word, Random random)
        => new(kind, $"p{number}", name, [], community.Parent, community.Id, [places[community.Parent!.Value].Name, community.Name], [word], random.Next(400));

    private static T Of<T>(ImmutableArray<T> all, Random random) => all[random.Next(all.Length)];
}
