using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Seeds.Tests;

/// <summary>The part of plan.json that is the volunteers'.</summary>
public sealed class VolunteeringTests
{
    private static VolunteeringRules Shipped { get; } = Tests.Shipped.Live.Plan.Volunteering!;

    [Fact]
    public void The_shipped_plan_has_teams_of_six_lines_and_each_of_their_kinds_is_theirs_or_everybody_s()
    {
        Assert.Equal(["civility-station", "youth-team", "patrol-team", "mediation-room", "duty-patrol", "safety-volunteers"], Shipped.Lines.Select(l => l.Value));
        Assert.All(Shipped.Kinds, kind => Assert.Subset(Shipped.Lines.ToHashSet(), kind.Lines.ToHashSet()));
        Assert.All(Shipped.Lines, line => Assert.Contains(Shipped.Kinds, kind => kind.Lines.Contains(line)));
        foreach (var record in (string[])["交接班记录", "巡防工作登记", "巡消工作登记", "调解记录", "纠纷排查记录"]) Assert.Contains(Shipped.Kinds, k => k.Form?.Name == record);
        Assert.Equal(5, Shipped.Crafts.Length);
        Assert.All(Shipped.Crafts, craft => Assert.Equal(["youth-team"], craft.Lines.Select(l => l.Value)));
        Assert.Equal(new Allowance(300_000, 8_300, new DateOnly(2013, 9, 1)), Shipped.Allowance);
    }

    [Theory]
    [InlineData("\"id\":\"repair\"", "\"id\":\"free-clinic\"", "编号“free-clinic”用了两次")]
    [InlineData("\"type\":\"choice\"", "\"type\":\"list\"", "只能是 text")]
    [InlineData("\"needsResident\":true,", "", "缺少“needsResident”")]
    [InlineData("\"mostHours\":16", "\"mostHours\":25", "应在 1 到 24 之间")]
    [InlineData("\"silentDays\":14", "\"silentDay\":14", "不认识“silentDay”")]
    [InlineData("\"fenPerStreet\":300000", "\"fenPerStreet\":0", "应在 1 到 100000000 之间")]
    [InlineData("\"since\":\"2013-09-01\"", "\"from\":\"2013-09-01\"", "缺少“since”")]
    public void A_mistake_in_it_is_told(string from, string to, string words)
    {
        var text = JsonSerializer.Serialize(Shipped, JournalJson.Options);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        using var district = new SmallDistrict();
        district.Edit("d/plan.json", "\"doubts\": []", $"\"doubts\": [], \"volunteering\": {text[..at]}{to}{text[(at + from.Length)..]}");
        Assert.Contains(district.Load().Errors, e => e.File == "d/plan.json" && e.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_that_the_plan_does_not_have_are_told()
    {
        var faults = new FaultList();
        (Shipped with { Lines = [.. Shipped.Lines, LineId.Of("choir")] }).Check(faults, Tests.Shipped.Live.Plan);
        Assert.Contains("choir", Assert.Single(faults.ToRefusal().Faults).Zh, StringComparison.Ordinal);
    }
}
