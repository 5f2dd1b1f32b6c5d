using Circle.Domain.ServicePoints;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>Opening hours as people are told them.</summary>
public sealed class HoursToldTests
{
    [Theory]
    [InlineData("24/7", "全年昼夜营业", "Day and night, all year")]
    [InlineData("08:00-18:00", "每天 8:00–18:00", "Every day 8:00–18:00")]
    [InlineData("Mo-Fr 08:00-12:00,14:00-17:30; PH off", "周一至周五 8:00–12:00、14:00–17:30|节假日 休息", "Mon–Fri 8:00–12:00, 14:00–17:30|holidays closed")]
    [InlineData("Sa,Su 18:00-02:00", "周六、周日 18:00–次日 2:00", "Sat, Sun 18:00–next day 2:00")]
    [InlineData("Fr-Mo,PH 00:00-24:00", "周五至周一、节假日 全天", "Fri–Mon, holidays all day")]
    [InlineData("09:30-21:00; Mo off", "每天 9:30–21:00|周一 休息", "Every day 9:30–21:00|Mon closed")]
    [InlineData("Nov 15-Mar 15 Tu 10:00-16:00", "11月15日至3月15日 周二 10:00–16:00", "15 Nov–15 Mar Tue 10:00–16:00")]
    [InlineData("Dec 24 off", "12月24日 每天 休息", "24 Dec Every day closed")]
    public void Each_rule_is_a_sentence(string hours, string zh, string en)
    {
        var told = OpeningHours.Parse(hours).Told();
        Assert.Equal(zh.Split('|'), told.Select(t => t.Zh));
        Assert.Equal(en.Split('|'), told.Select(t => t.En));
    }

    /// <summary>What is told can be typed, so that a form may show hours in words.</summary>
    [Theory]
    [InlineData("24/7")]
    [InlineData("Mo-Fr 08:00-12:00,14:00-17:30; PH off")]
    [InlineData("Sa,Su 18:00-02:00")]
    [InlineData("Fr 08:00-33:30")]
    [InlineData("Fr-Mo,PH 00:00-24:00; Tu 18:00-24:00")]
    [InlineData("Nov 15-Mar 15 Tu 10:00-16:00")]
    [InlineData("Mo-Fr 08:00-18:00; 12:00-14:00 off; Dec 24 off")]
    public void Chinese_words_are_read_back(string hours)
        => Assert.Equal(hours, OpeningHours.Parse(string.Join('；', OpeningHours.Parse(hours).Told().Select(t => t.Zh))).Text);
}
