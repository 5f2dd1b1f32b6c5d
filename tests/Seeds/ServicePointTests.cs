using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Rehearsal;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Seeds.Tests;

/// <summary>The rehearsal's service points: as files, and as what its people make of them.</summary>
public sealed class ServicePointTests
{
    private const string File = "r/service-points.csv";
    private const string Header = "id,kind,place,name,phones,services,hours,stepFree,source\n";

    private static readonly DateTimeOffset Meeting = District.At(new DateOnly(2013, 11, 12), new TimeOnly(8, 0));

    public static TheoryData<int> Seeds => [1, 9, 86];

    public static TheoryData<string, string> OneMistakeEach => new()
    {
        { "a,bakery,west-x,甲,,,,,虚构", "找不到服务点类别“bakery”" },
        { "a,laundry,west-z,甲,,,,,虚构", "找不到地点“west-z”" },
        { "a,laundry,west-x,甲,,,周一到礼拜九,,虚构", "“hours”" },
        { "a,laundry,west-x,甲,,干洗=十元,,,虚构", "整数" },
        { "a,laundry,west-x,甲,,干洗=1000/件/cheap,,,虚构", "名称=分/单位/below" },
        { "a,laundry,west-x,甲,,,,maybe,虚构", "只能是 yes、no" },
        { "a,laundry,west-x,,,,,,虚构", "“name”没有填写" },
    };

    [Fact]
    public void All_kinds_are_there_invented_and_with_numbers_that_nobody_has()
    {
        Assert.Empty(Shipped.Live.Points);
        var points = Shipped.Rehearsal.Points;
        Assert.InRange(points.Length, 150, 300);
        Assert.All(points, p => Assert.StartsWith("演练虚构", p.Source, StringComparison.Ordinal));
        Assert.All(points.SelectMany(p => p.Listing.Phones), p => Assert.StartsWith("0371-0000", p.Number, StringComparison.Ordinal));
        Assert.Equal(Shipped.Live.Plan.Directory!.Kinds.Select(k => k.Id).ToHashSet(), points.Select(p => p.Kind).ToHashSet());
        Assert.InRange(points.Select(p => p.Place).Distinct().Count(), 20, 120);
    }

    [Theory]
    [MemberData(nameof(OneMistakeEach))]
    public void A_mistake_is_told_where_it_is(string row, string part)
    {
        using var district = Sound();
        var error = Assert.Single(district.Put(File, Header + row + "\n").Load().Errors);
        Assert.Equal((File, 2), (error.File, error.Line));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_says_what_it_knows_and_a_file_beside_the_plan_is_not_read()
    {
        using var district = Sound();
        var point = Assert.Single(district.Put(File, Header + "a,laundry,west-x,甲,0371-00001234；95598,干洗=1000/件/below；熨烫,08:00-20:00,yes,虚构\n").Load().Set!.Points);
        Assert.Equal([new("0371-00001234", PhoneType.Landline), new("95598", PhoneType.Service)], point.Listing.Phones.AsEnumerable());
        Assert.Equal([new("干洗", 1000, "件", true), new("熨烫", null, null, null)], point.Listing.Services.AsEnumerable());
        Assert.Equal((true, null), (point.Listing.StepFree, point.Listing.HomeVisits));
        Assert.Contains("不认识这个文件名", district.Put("d/service-points.csv", Header).Load().Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_communities_lie_is_read_whole_and_every_fault_is_named()
    {
        const string Head = "community,neighbours,latitude,longitude,datum,source\n";
        using var district = Sound();
        var sound = district.Put("r/living-circles.csv", Head + "east-a,east-b；west-x,34.78,113.66,gcj02,虚构\neast-b,,,,,虚构\n").Load().Set!.Circles;
        Assert.Equal(2, sound.Length);
        Assert.Equal([PlaceId.Of("east-b"), PlaceId.Of("west-x")], sound[0].Neighbours.AsEnumerable());
        Assert.Equal((34.78, null), (sound[0].Centre!.Latitude, sound[1].Centre));

        var errors = district.Put("r/living-circles.csv", Head + "east-a,nowhere,,,,虚构\neast-a,,34.78,,,虚构\n").Load().Errors;
        Assert.Equal(
            ["找不到地点“nowhere”", "位置要么三格都填（latitude、longitude、datum），要么都不填", "社区“east-a”在 r/living-circles.csv 第 2 行已写过"],
            errors.Select(e => e.Message));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void People_enter_them_take_them_to_the_bureau_and_let_some_grow_old(int seed)
    {
        var points = Play(seed);
        var shops = points.Values.Where(p => p.IsRegistered).ToArray();

        Assert.All(Enum.GetValues<Registration>(), step => Assert.Contains(shops, p => p.Registration == step));
        Assert.All(Enum.GetValues<PointState>(), state => Assert.Contains(points.Values, p => p.State == state));
        Assert.Contains(shops, p => p.Returned is not null);
        Assert.Contains(points.Values, p => p.VerifiedOn(FieldGroup.Contact) is null);
        Assert.InRange(points.Values.Count(p => p.VerifiedOn(FieldGroup.Contact) < new DateOnly(2013, 8, 14)), 5, 60);
        Assert.InRange(points.Count, 150, Shipped.Rehearsal.Points.Length);
    }

    /// <summary>Through the real decisions; none is refused.</summary>
    private static Dictionary<ServicePointId, ServicePointState> Play(int seed)
    {
        var set = Shipped.Rehearsal;
        var tree = new PlaceTree(set.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent)));
        var plan = new PlanVersion(1, set.Plan, [], ImmutableDictionary<LineId, Baseline>.Empty);
        var points = new Dictionary<ServicePointId, ServicePointState>();
        foreach (var deed in FieldWork.Write(seed, set.Plan, tree, [], [], set.Points, [], set.Calendar).OfType<FieldDeed.OfPoint>().TakeWhile(d => d.At < Meeting))
        {
            var state = points.GetValueOrDefault(deed.Point, ServicePoint.Empty);
            var decision = ServicePoint.Decide(state, deed.Command, new Circumstances(deed.At, deed.Actor, plan, tree));
            var accepted = Assert.IsType<Decision<ServicePointEvent>.Accepted>(decision);
            points[deed.Point] = accepted.Events.Aggregate(state, (s, e) => ServicePoint.Fold(s, new Recorded<ServicePointEvent>(e.Event, 1, deed.Actor, deed.At)));
        }

        return points;
    }

    private static SmallDistrict Sound() => new SmallDistrict().Edit("d/plan.json", "\"doubts\": []", """
        "directory": {
            "contactDays": 90, "otherDays": 180, "walkMetres": 800, "oldWalkMetres": 500, "checked": 30, "spacing": [], "sufficient": ["laundry"],
            "kinds": [{ "id": "laundry", "name": "洗衣点", "englishName": "Laundry", "line": "room", "isRegistered": true }]
          },
          "doubts": []
        """);
}
