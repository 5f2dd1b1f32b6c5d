using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>What a clock adds to an entry: whether it is open, and whether what stands there still holds.</summary>
public sealed class PointNowTests
{
    private static readonly WorkCalendar Calendar = new([], []);

    [Theory]
    [InlineData(null, true, "从未核实")]
    [InlineData("10-08", false, "10月8日核实")]
    [InlineData("08-14", false, "8月14日核实")]
    [InlineData("08-13", true, "已 91 天未核实")]
    public void A_cycle_holds_to_its_last_day(string? on, bool isOverdue, string words)
    {
        var street = Street.Found();
        if (on is not null) street.Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Phone, Sample.Day(on)), "11-12");

        var freshness = Freshness.Of(ServicePointView.Of(street.State), Street.Rules, Sample.Day("11-12"));

        Assert.Equal([FieldGroup.Contact, FieldGroup.Other], freshness.Select(f => f.Group));
        Assert.Equal((isOverdue, words), (freshness[0].IsOverdue, freshness[0].Words().Zh));
        Assert.Equal((true, "never verified"), (freshness[1].IsOverdue, freshness[1].Words().En));
    }

    [Fact]
    public void Nobody_is_told_that_it_is_closed_by_hours_that_nobody_verified()
    {
        var street = Street.Found();
        Assert.Equal((Opening.Unknown, "营业时间待核实"), At(street, "2013-11-12T23:00"));

        street.Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-20")), "10-20");
        Assert.Equal((Opening.Open, "营业中，18:00 打烊"), At(street, "2013-11-12T09:00"));
        Assert.Equal((Opening.ClosesSoon, "25 分钟后打烊"), At(street, "2013-11-12T17:35"));
        Assert.Equal((Opening.Closed, "休息中，明天 9:00 营业"), At(street, "2013-11-12T23:00"));
        Assert.Equal((Opening.Unknown, "营业时间待核实"), At(street, "2014-01-19T10:00"));

        street.Then(new ServicePointCommand.Correct(Street.Listing with { Hours = null }), "10-21");
        Assert.Equal((Opening.Unknown, "营业时间未录入"), At(street, "2013-11-12T23:00"));
    }

    [Fact]
    public void What_has_paused_or_ended_says_so_whatever_its_hours()
    {
        var street = Street.Found().Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-20")), "10-20");
        street.Then(new ServicePointCommand.Pause("装修", Sample.Day("12-01")), "11-01");
        Assert.Equal((Opening.Paused, "暂停营业，至 12月1日"), At(street, "2013-11-12T09:00"));

        street.Then(new ServicePointCommand.Close("搬走", Sample.Day("11-02")), "11-02");
        Assert.Equal((Opening.Ended, "已关闭"), At(street, "2013-11-12T09:00"));
    }

    private static (Opening, string) At(Street street, string local)
    {
        var open = PointNow.Of(ServicePointView.Of(street.State), Street.Rules, Calendar, DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture)).Open;
        return (open.Opening, open.Words.Zh);
    }
}
