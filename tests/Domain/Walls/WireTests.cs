using System.Text.Json;
using System.Text.RegularExpressions;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Walls;

namespace Circle.Domain.Tests.Walls;

/// <summary>The browser's half of the contract is frame.ts, trajectory.ts and ticker.ts in web/ui/src/walls: the names have to be the same on both sides.</summary>
public sealed partial class WireTests
{
    private static readonly string Browser = string.Concat(((string[])["frame.ts", "trajectory.ts", "ticker.ts", "directory.ts"]).Select(file => File.ReadAllText(SourceTree.Of("web", "ui", "src", "walls", file))));

    private static readonly ForecastCell Range = new("range", Sample.Day("11-01"), null);

    public static TheoryData<string, WallCell, string> Cells() => new()
    {
        { "Head", new HeadCell(Sample.District, PlaceKind.District, "金水区", "86号", 3, [new PlaceLink(Sample.District, "郑州市", PlaceKind.District)]), "" },
        { "PlaceLink", new HeadCell(Sample.District, PlaceKind.District, "金水区", "86号", 3, [new PlaceLink(Sample.District, "郑州市", PlaceKind.District)]), "path/0" },
        { "Headline", new HeadlineCell(1, 2, 3, 4, 5, 6, 7, 8, Counts(), Next()), "" },
        { "PlaceCell", Street(), "" },
        { "LineCell", Line(), "" },
        { "TodayFacts", new TodayCell(1, 2, 3, 4, 5), "" },
        { "LineCounts", new HeadlineCell(1, 2, 3, 4, 5, 6, 7, 8, Counts(), Next()), "lines" },
        { "NextDue", new HeadlineCell(1, 2, 3, 4, 5, 6, 7, 8, Counts(), Next()), "next" },
        { "PlaceRing", Street(), "rings/0" },
        { "LineMark", Street(), "lines/0" },
        { "LineStep", Line(), "step" },
        { "LineReply", Line(), "reply" },
        { "UpcomingDue", Dates(), "0" },
        { "UpcomingStep", Dates(), "0/steps/0" },
        { "RingCell", new RingCell(Ring.Security, Status.Behind, 2, 3, 1, 9, 5, [], new RingNext(Sample.Day("11-30"), 18, 3, 5)), "" },
        { "Trajectory", new TrajectoryCell(Scene.Mediation.Id, Stage.Completed, Sample.Day("09-25"), Sample.Day("12-31"), [new(Sample.Day("10-31"), 32)], [], []), "" },
        { "TrajectoryPoint", new TrajectoryCell(Scene.Mediation.Id, Stage.Completed, Sample.Day("09-25"), Sample.Day("12-31"), [new(Sample.Day("10-31"), 32)], [], []), "plan/0" },
        { "TickerEntry", Happened(), "0" },
        { "DirectoryCell", Directory(), "" },
        { "KindCover", Directory(), "kinds/0" },
        { "CheckRate", Directory(), "check" },
        { "Canary", new CanaryCell(1_384_000_000_000), "" },
    };

    [Theory, MemberData(nameof(Cells))]
    public void Every_cell_has_exactly_the_fields_that_the_browser_reads(string type, WallCell cell, string path)
        => Assert.Equal(FieldsOf(type).Order(), At(cell, path).EnumerateObject().Select(p => p.Name).Order());

    [Fact]
    public void Every_event_of_a_facility_has_a_deed_that_the_browser_knows()
    {
        var union = Regex.Match(Browser, "export type Deed =([^;]+);").Groups[1].Value;

        Assert.Equal(
            Journal.EventSamples.Facility.Select(e => EventCatalog<FacilityEvent>.NameOf(e).Name["facility.".Length..]).Order(),
            Quoted().Matches(union).Select(m => m.Groups[1].Value).Where(deed => !deed.StartsWith("point.", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void What_is_unknown_is_sent_as_null()
    {
        var cell = At(Line() with { Step = null, Forecast = null, Lead = new LeadCell("司法局", null) }, "");

        Assert.Equal(JsonValueKind.Null, cell.GetProperty("step").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("forecast").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("lead").GetProperty("person").ValueKind);
        Assert.Equal(JsonValueKind.Null, At(Street() with { Rank = null }, "").GetProperty("rank").ValueKind);
        Assert.Equal(JsonValueKind.Null, At(Line() with { Forecast = Range }, "forecast").GetProperty("to").ValueKind);
    }

    [Fact]
    public void Lead_and_forecast_are_as_the_browser_has_them()
    {
        Assert.Contains("lead: { name: string; person: string | null }", Browser, StringComparison.Ordinal);
        Assert.Contains("{ kind: 'few' } | { kind: 'range'; from: string; to: string | null }", Browser, StringComparison.Ordinal);
        Assert.Equal("""{"name":"司法局","person":"张三"}""", At(Line(), "lead").GetRawText());
        Assert.Equal("""{"kind":"range","from":"2013-11-01","to":null}""", At(Line(), "forecast").GetRawText());
    }

    [Fact]
    public void A_forecast_of_too_few_is_named_few()
    {
        var scene = new Scene(Scene.Mediation);

        var cell = Assert.IsType<LineCell>(scene.On("10-05")[$"line/{Scene.Mediation.Id}"]);

        Assert.Equal(new ForecastCell("few", null, null), cell.Forecast);
    }

    [Theory]
    [InlineData("Status", typeof(Status))]
    [InlineData("Ring", typeof(Ring))]
    [InlineData("Stage", typeof(Stage))]
    public void Names_of_enums_are_those_of_the_browser(string type, Type kind)
    {
        var union = Regex.Match(Browser, $@"export type {type} = ([^;]+);").Groups[1].Value;

        Assert.Equal(
            Enum.GetNames(kind).Select(JsonNamingPolicy.CamelCase.ConvertName).Order(),
            Quoted().Matches(union).Select(m => m.Groups[1].Value).Order());
    }

    [Fact]
    public void Keys_are_those_of_the_browser()
        => Assert.Equal(
            ["head", "headline", "line/culture", "line/mediation-room", "line/unheard", "own", "place/s1", "place/s2", "place/s3", "place/s4", "ring/culture", "ring/living", "ring/security", "ticker", "today", "trajectory/mediation-room", "upcoming"],
            new Scene(Scene.Mediation).On("11-12").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Dates_and_enums_are_plain_text()
    {
        Assert.Equal("\"2013-10-31\"", At(Line(), "step").GetProperty("due").GetRawText());
        Assert.Equal("\"behind\"", At(Line(), "").GetProperty("status").GetRawText());
        Assert.Equal("\"mediation-room\"", At(Line(), "").GetProperty("id").GetRawText());
        Assert.Equal("\"street\"", At(Street(), "").GetProperty("kind").GetRawText());
    }

    private static IEnumerable<string> FieldsOf(string type)
    {
        var body = Regex.Match(Browser, $@"export interface {type} \{{(.*?)\n\}}", RegexOptions.Singleline);
        Assert.True(body.Success, $"frame.ts has no interface {type}");
        return Field().Matches(body.Groups[1].Value).Select(m => m.Groups[1].Value);
    }

    private static JsonElement At(WallCell cell, string path)
        => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(
            JsonDocument.Parse(cell.ToJson()).RootElement,
            (at, name) => char.IsDigit(name[0]) ? at[name[0] - '0'] : at.GetProperty(name));

    private static LineCounts Counts() => new(1, 2, 3, 4, 5, 6, 7);

    private static NextDue Next() => new(Sample.Day("11-30"), 18, 9, Sample.Day("12-05"), true);

    private static PlaceCell Street() => new(
        PlaceId.Of("s1"), "花园路街道", "花园路", PlaceKind.Street, 1, Status.Behind, 2, 5, 12,
        [new PlaceRing(Ring.Security, Status.Behind, 2)], [2, 2, 2, 2, 2, 2, 2, 2], [new LineMark(Scene.Mediation.Id, Status.Behind, 2)], 1, Sample.Day("11-11"), null);

    private static DirectoryCell Directory() => new(9, 7, 5, 4, 3, 12, 1, 2, [new KindCover(Domain.ServicePoints.PointKindId.Of("laundry"), "洗衣点", "Laundry", 6, 3, 4, 5)], new CheckRate(2013, 4, 25, 28, 30));

    private static UpcomingCell Dates() => new(
    [
        new Upcoming(Sample.Day("11-30"), 18, ["调解室"], "第三批", 16, [new UpcomingStep(Scene.Mediation.Id, "调解室", "Mediation", "第三批", 32, 48)]),
    ]);

    private static TickerCell Happened() => new(
    [
        new TickerEntry("f1", "调解室", new PlaceLink(PlaceId.Of("c1"), "戊院社区", PlaceKind.Community), "mediation-room", "accepted", DateTimeOffset.UnixEpoch, 94),
    ]);

    private static LineCell Line() => new(
        Scene.Mediation.Id, 22, Ring.Security, "调解室", "调解", "Mediation room", "个", Status.Behind, 1, 2, 5, 3, 12, 1, 3, 48, 32,
        new StepCell(Scene.Mediation.Steps[1].Id, "第二批", Sample.Day("10-31"), Stage.Completed, 32, 30), new LeadCell("司法局", "张三"), Range, Sample.Day("11-11"), new ReplyCell(Handling.Acknowledged, 2, Sample.Day("11-20")));

    [GeneratedRegex(@"^\s*(\w+)\??:", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex("'(\\w+)'")]
    private static partial Regex Quoted();
}
