using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Imports;

/// <summary>A district whose places have names as people write them, its forms, and whatever may stand in a row.</summary>
internal static class ImportSample
{
    public static readonly LineId Living = LineId.Of("living");
    public static readonly MeasureId Bench = MeasureId.Of("bench");

    public static readonly PlaceTree Tree = new(
    [
        new(PlaceId.Of("d"), PlaceKind.District, "金水区", null),
        new(PlaceId.Of("fcl"), PlaceKind.Street, "丰产路街道", PlaceId.Of("d")),
        new(PlaceId.Of("yz"), PlaceKind.Community, "姚砦社区", PlaceId.Of("fcl")),
        new(PlaceId.Of("wy"), PlaceKind.Community, "文雅社区", PlaceId.Of("fcl")),
        new(PlaceId.Of("old"), PlaceKind.Community, "戊院社区", PlaceId.Of("wy")),
        new(PlaceId.Of("blc"), PlaceKind.Street, "北林路街道", PlaceId.Of("d")),
        new(PlaceId.Of("gd"), PlaceKind.Community, "广电社区", PlaceId.Of("blc")),
        new(PlaceId.Of("wy2"), PlaceKind.Community, "文雅社区", PlaceId.Of("blc")),
    ]);

    public static readonly PlanDocument Plan = new(
        "n", "t", Sample.Day("09-01"),
        [Sample.Line("living"), Sample.Line("park") with { Measures = [new Measure(Bench, "座椅", "米", null), new Measure(MeasureId.Of("lamp"), "灯", "盏", 2_000)] }],
        [],
        new DirectoryRules([new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", Living, true)], [], 90, 180, 800, 500, 30, []));

    public static readonly ImportForm Points = ImportForms.Find(Plan, ImportFormId.Of("points-laundry"))!;
    public static readonly ImportForm Parks = ImportForms.Find(Plan, ImportFormId.Of("facilities-park"))!;
    public static readonly ImportForm Communities = ImportForms.Find(Plan, ImportFormId.Of("communities"))!;

    public static readonly Circumstances At = new(
        District.At(Sample.Day("11-12"), new TimeOnly(9, 0)), new Actor("test:a"),
        new PlanVersion(1, Plan, [], ImmutableDictionary<LineId, Baseline>.Empty), Tree);

    private const string Alphabet = "姚砦洗衣；;|｜\\,，=+-@'\"（）#aZ0 9·*\u3000";

    public static RowDrafts Drafts(ImportForm form) => new(form, new PlaceNames(Tree), At, At.Today, "摸底表.xlsx");

    /// <summary>Of whatever a field may hold, separators of cells and marks of formulas among it.</summary>
    public static Gen<string> Text(int max) => Gen.Char[Alphabet].Array[1, max].Select(c => new string(c).Trim()).Where(t => t.Length > 0 && FaultList.HasVisible(t) && t.Any(char.IsLetterOrDigit));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<PointPhone> Phone = Gen.OneOf(
        Gen.Int[60_000_000, 69_999_999].Select(n => new PointPhone($"0371{n}", PhoneType.Landline)),
        Gen.Int[30_000_000, 39_999_999].Select(n => new PointPhone($"138{n}", PhoneType.BusinessMobile)),
        Gen.Int[95_000, 95_999].Select(n => new PointPhone($"{n}", PhoneType.Service)));

    private static readonly Gen<PointService> Service = Gen.Select(
        Text(12), Gen.Long[0, PointService.MaxPriceFen].Nullable(), Text(5).Null(), Gen.Bool.Nullable(), (name, fen, per, below) => new PointService(name, fen, per, below));

    private static readonly Gen<Position> At1 = Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.Bool, (a, o, wgs) => new Position(a, o, wgs ? Datum.Wgs84 : Datum.Gcj02));

    private static readonly Gen<PointListing> Listing = Gen.Select(
        Gen.Select(Text(20), Text(8).Array[0, 4], Text(30).Null(), Text(20).Null()),
        Gen.Select(Phone.Array[0, 4], Service.Array[0, 4], OneOf<string?>(null, "24/7", "Mo-Fr 09:00-18:00; PH off", "Mo-Su 22:00-02:00")),
        Gen.Select(Gen.Bool.Nullable(), Gen.Bool.Nullable(), At1.Null()),
        (a, b, c) => new PointListing(a.Item1, [.. a.Item2.Distinct()], a.Item3, a.Item4, [.. b.Item1.Distinct()], [.. b.Item2], b.Item3, c.Item1, c.Item2, c.Item3).Tidy());

    private static readonly Gen<PlaceId> Place = OneOf([.. Tree.All.Where(p => p.Kind != PlaceKind.District).Select(p => p.Id)]);

    public static readonly Gen<ImportDraft> AnyPoint = Gen.Select(Place, Listing, ImportDraft (place, listing)
        => new ImportDraft.Point(new PointDraft(ServicePointId.Of("-"), PointKindId.Of("laundry"), place, listing, null, "摸底表.xlsx")));

    public static readonly Gen<ImportDraft> AnyFacility = Gen.Select(
        Gen.Select(OneOf([.. Tree.All.Select(p => p.Id)]), Text(20), Gen.Bool),
        Gen.Select(Gen.Long[1, FacilityCommand.MaxQuantity], Text(20).Null(), Text(10).Null(), Text(10).Null()),
        Gen.Select(Text(10).Array[0, 4], At1.Null(), Gen.Int[1, 20_000].Nullable()),
        ImportDraft (a, b, c) => new ImportDraft.Facility(new FacilityDraft(
            FacilityId.Of("-"), LineId.Of("park"), a.Item1, a.Item2, a.Item3 ? Origin.Existing : Origin.Planned,
            ImmutableDictionary<MeasureId, long>.Empty.Add(Bench, b.Item1), new FacilityDetails(b.Item2, b.Item3, b.Item4, [.. c.Item1], c.Item2),
            a.Item3 && c.Item3 is { } days ? Sample.Day("09-01").AddDays(-days) : null, "摸底表.xlsx")));
}
