using System.Text.Json;
using System.Text.RegularExpressions;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Walls;

namespace Circle.Domain.Tests.Walls;

/// <summary>The browser's half of the contract is web/ui/src/walls/frame.ts: the names have to be the same on both sides.</summary>
public sealed partial class WireTests
{
    private static readonly string Browser = File.ReadAllText(SourceTree.Of("web", "ui", "src", "walls", "frame.ts"));

    private static readonly ForecastCell Range = new("range", Sample.Day("11-01"), null);

    public static TheoryData<string, WallCell, string> Cells() => new()
    {
        { "Head", new HeadCell(Sample.District, PlaceKind.District, "金水区", "86号", 3), "" },
        { "Headline", new HeadlineCell(1, 2, 3, 4, 5, 6, 7, 8, Counts(), Next()), "" },
        { "PlaceCell", Street(), "" },
        { "LineCell", Line(), "" },
        { "TodayFacts", new TodayCell(1, 2, 3, 4, 5), "" },
        { "LineCounts", new HeadlineCell(1, 2, 3, 4, 5, 6, 7, 8, Counts(), Next()), "lines" },
        { "NextDue", new HeadlineCell(1, 2, 3, 4, 5, 6, 7, 8, Counts(), Next()), "next" },
        { "PlaceRing", Street(), "rings/0" },
        { "LineStep", Line(), "step" },
        { "UpcomingDue", new UpcomingCell([new Upcoming(Sample.Day("11-30"), 18, ["调解室"], "第三批", 16)]), "0" },
    };

    [Theory, MemberData(nameof(Cells))]
    public void Every_cell_has_exactly_the_fields_that_the_browser_reads(string type, WallCell cell, string path)
    {
        // The kind of the place itself is sent for those who come later; no wall reads it yet.
        string[] unread = type == "Head" ? ["kind"] : [];

        Assert.Equal(FieldsOf(type).Concat(unread).Order(), At(cell, path).EnumerateObject().Select(p => p.Name).Order());
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
            ["head", "headline", "line/culture", "line/mediation-room", "line/unheard", "place/s1", "place/s2", "place/s3", "place/s4", "today", "upcoming"],
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
        PlaceId.Of("s1"), "花园路街道", "花园路", PlaceKind.Street, 1, Status.Behind, 2, 5, 12, [new RingCell(Ring.Security, Status.Behind, 2)]);

    private static LineCell Line() => new(
        Scene.Mediation.Id, 22, Ring.Security, "调解室", "调解", "Mediation room", "个", Status.Behind, 1, 2, 5, 3, 12, 1,
        new StepCell(Scene.Mediation.Steps[1].Id, "第二批", Sample.Day("10-31"), Stage.Completed, 32, 30), new LeadCell("司法局", "张三"), Range);

    [GeneratedRegex(@"^\s*(\w+)\??:", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex("'(\\w+)'")]
    private static partial Regex Quoted();
}
