using CsCheck;

namespace Circle.Domain.Tests.Time;

public sealed class DistrictTests
{
    [Theory]
    [InlineData("2013-09-30T15:59:59.9999999Z", "2013-09-30")]
    [InlineData("2013-09-30T16:00:00Z", "2013-10-01")]
    [InlineData("2013-10-01T00:00:00+08:00", "2013-10-01")]
    [InlineData("2013-09-30T23:00:00-10:00", "2013-10-01")]
    [InlineData("1988-07-01T15:00:00Z", "1988-07-02")]
    public void A_day_begins_at_midnight_in_Shanghai(string time, string day)
        => Assert.Equal(DateOnly.Parse(day, null), Domain.Time.District.DateOf(DateTimeOffset.Parse(time, null)));

    [Fact]
    public void The_instant_of_a_day_is_its_first_and_in_UTC()
    {
        var at = Domain.Time.District.At(new DateOnly(2013, 10, 1));

        Assert.Equal(new DateTimeOffset(2013, 9, 30, 16, 0, 0, TimeSpan.Zero), at);
        Assert.Equal(TimeSpan.Zero, at.Offset);
        Assert.Equal(new DateTimeOffset(2013, 10, 1, 1, 0, 0, TimeSpan.Zero), Domain.Time.District.At(new DateOnly(2013, 10, 1), new TimeOnly(9, 0)));
    }

    /// <summary>Existing facilities go back to 1949, over summers when clocks were changed.</summary>
    [Fact]
    public void Every_day_since_1949_begins_and_ends_as_itself()
        => Gen.Int[0, 365 * 100].Sample(days =>
        {
            var day = new DateOnly(1949, 10, 1).AddDays(days);
            var begins = Domain.Time.District.At(day);

            Assert.Equal(day, Domain.Time.District.DateOf(begins));
            Assert.Equal(day.AddDays(-1), Domain.Time.District.DateOf(begins.AddTicks(-1)));
            Assert.True(Domain.Time.District.At(day.AddDays(1)) > begins);
        });

    [Fact]
    public void Local_time_is_the_same_instant()
    {
        var time = new DateTimeOffset(2013, 9, 30, 16, 0, 0, TimeSpan.Zero);

        Assert.Equal(time, Domain.Time.District.Local(time));
        Assert.Equal(TimeSpan.FromHours(8), Domain.Time.District.Local(time).Offset);
    }
}
