using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;

namespace Circle.Seeds.Tests;

/// <summary>The part of plan.json that is the hotline's.</summary>
public sealed class HotlineTests
{
    private static readonly string Usual = JsonSerializer.Serialize(HotlineRules.Usual, JournalJson.Options);

    [Fact]
    public void The_shipped_plan_begins_with_the_usual_rules()
        => Assert.Equal(Usual, JsonSerializer.Serialize(Shipped.Live.Plan.Hotline, JournalJson.Options));

    [Fact]
    public void A_plan_without_it_has_none()
    {
        using var district = new SmallDistrict();
        Assert.Null(district.Load().Set!.Plan.Hotline);
    }

    [Fact]
    public void What_a_district_decides_otherwise_is_read()
    {
        using var district = new SmallDistrict();
        var hotline = With(district, Usual.Replace("\"holdMinutes\":15", "\"holdMinutes\":20", StringComparison.Ordinal)).Load().Set!.Plan.Hotline!;
        Assert.Equal((20, TimeLimit.Workdays(5)), (hotline.HoldMinutes, hotline.Ordinary.Ordinary));
    }

    [Theory]
    [InlineData("\"id\":\"service\"", "\"id\":\"charges\"", "编号“charges”用了两次")]
    [InlineData("\"name\":\"卫生\"", "\"name\":\"一二三四五六七八九十一二三四五六七八九十一\"", "最多 20 个")]
    [InlineData("\"pace\":\"ordinary\"", "\"pace\":\"slow\"", "只能是 atOnce")]
    [InlineData("\"kind\":\"report\"", "\"kind\":\"consultation\"", "写了两次")]
    [InlineData("\"dispatch\":{\"minutes\":60,", "\"dispatch\":{\"minutes\":0,", "应在 1 到 527040 之间")]
    [InlineData("\"sign\":{\"minutes\":30,\"isWork\":false},", "", "缺少“sign”")]
    [InlineData("\"dispatch\":{\"minutes\":60,\"isWork\":false}", "\"dispatch\":{\"minutes\":60}", "缺少“isWork”")]
    [InlineData("\"callBackTries\":3", "\"callBackTries\":11", "应在 1 到 10 之间")]
    [InlineData("\"name\":\"多收费用\"", "\"name\":\"上门未到\"", "常用语名称写了两次")]
    [InlineData("\"use\":\"note\"", "\"use\":\"letter\"", "只能是 matter")]
    [InlineData("\"spikeTimes\":3", "\"spikeTime\":3", "不认识“spikeTime”")]
    public void A_mistake_in_it_is_told(string from, string to, string words)
    {
        Assert.Contains(from, Usual, StringComparison.Ordinal);
        using var district = new SmallDistrict();
        Assert.Contains(With(district, Usual.Replace(from, to, StringComparison.Ordinal)).Load().Errors, e => e.File == "d/plan.json" && e.Message.Contains(words, StringComparison.Ordinal));
    }

    private static SmallDistrict With(SmallDistrict district, string hotline) => district.Edit("d/plan.json", "\"doubts\": []", $"\"doubts\": [], \"hotline\": {hotline}");
}
