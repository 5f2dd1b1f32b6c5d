using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>Told on Monday, 2 November 2026, at 12:00.</summary>
public sealed class OpenStateTests
{
    private static readonly WorkCalendar Calendar = new([], []);
    private static readonly DateTimeOffset Now = District.At(new DateOnly(2026, 11, 2), new TimeOnly(12, 0));

    [Theory]
    [InlineData("08:00-18:00", "营业中，18:00 打烊", "Open until 18:00")]
    [InlineData("08:00-12:25", "25 分钟后打烊", "Closes in 25 minutes")]
    [InlineData("08:00-12:01", "1 分钟后打烊", "Closes in 1 minute")]
    [InlineData("08:00-24:00", "营业中，24:00 打烊", "Open until 24:00")]
    [InlineData("08:00-02:00", "营业中，明天 2:00 打烊", "Open until 2:00 tomorrow")]
    [InlineData("Mo,Tu 00:00-24:00", "营业中，明天 24:00 打烊", "Open until 24:00 tomorrow")]
    [InlineData("Mo-Th 00:00-24:00", "营业中，周四 24:00 打烊", "Open until 24:00 on Thursday")]
    [InlineData("Mo 08:00-32:00", "营业中，明天 8:00 打烊", "Open until 8:00 tomorrow")]
    [InlineData("24/7; Nov 20 off", "营业中，11月19日 24:00 打烊", "Open until 24:00 on 19 November")]
    [InlineData("24/7", "营业中，昼夜不打烊", "Open day and night")]
    [InlineData("14:00-18:00", "休息中，今天 14:00 营业", "Closed, opens at 14:00")]
    [InlineData("08:30-12:00", "休息中，明天 8:30 营业", "Closed, opens tomorrow at 8:30")]
    [InlineData("We 09:00-12:00", "休息中，周三 9:00 营业", "Closed, opens on Wednesday at 9:00")]
    [InlineData("Su 09:05-12:00", "休息中，周日 9:05 营业", "Closed, opens on Sunday at 9:05")]
    [InlineData("Mo 09:00-12:00", "休息中，11月9日 9:00 营业", "Closed, opens on 9 November at 9:00")]
    [InlineData("Apr-Oct 09:00-12:00", "休息中，2027年4月1日 9:00 营业", "Closed, opens on 1 April 2027 at 9:00")]
    [InlineData("off", "一年内没有营业时间", "No opening within a year")]
    public void A_state_is_a_sentence(string hours, string zh, string en)
    {
        var words = OpenState.Of(OpeningHours.Parse(hours), true, Now, Calendar).Words(Now);
        Assert.Equal((zh, en), (words.Zh, words.En));
    }

    /// <summary>Who stands before a door that was told closed and is open does not come again.</summary>
    [Fact]
    public void What_nobody_knows_is_never_told_as_closed()
    {
        var missing = OpenState.Of(null, true, Now, Calendar);
        var overdue = OpenState.Of(OpeningHours.Parse("off"), false, Now, Calendar);

        Assert.Equal(new OpenState.NotVerified(false), missing);
        Assert.Equal(new OpenState.NotVerified(false), OpenState.Of(null, false, Now, Calendar));
        Assert.Equal(new OpenState.NotVerified(true), overdue);
        Assert.Equal(("营业时间未录入", "Opening hours not recorded"), (missing.Words(Now).Zh, missing.Words(Now).En));
        Assert.Equal(("营业时间待核实", "Opening hours to be verified"), (overdue.Words(Now).Zh, overdue.Words(Now).En));
    }
}
