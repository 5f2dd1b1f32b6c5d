using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Time;

public sealed class ClockReadingTests
{
    private static readonly DateTimeOffset Real = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Business = new(2013, 9, 26, 0, 0, 0, TimeSpan.Zero);

    private static ClockReading At(double rate) => new(1, Business, Real, rate, false, 600);

    [Theory]
    [InlineData(1, 5, 5)]
    [InlineData(600, 5, 3_000)]
    [InlineData(0, 5, 0)]
    [InlineData(600, 0, 0)]
    [InlineData(600, -100, 0)]
    public void Business_time_goes_on_at_its_rate_and_never_back(double rate, double after, double expected)
        => Assert.Equal(Business.AddSeconds(expected), At(rate).At(Real.AddSeconds(after)));

    [Fact]
    public void A_clock_that_nobody_keeps_stands_still()
    {
        var still = At(600).At(Real + ClockReading.Unattended);

        Assert.Equal(Business.AddSeconds(6_000), still);
        Assert.Equal(still, At(600).At(Real.AddHours(8)));
    }

    [Fact]
    public void Anchoring_neither_jumps_nor_loses_the_version()
        => Gen.Select(Gen.Double[0, 1_000_000], Gen.Double[0, 1_000_000], Gen.Long[0, 20_000_000_000]).Sample((before, after, ticks) =>
        {
            var real = Real.AddTicks(ticks / 100 * 10);
            var reading = At(before);

            var anchored = reading.Anchored(real, after);

            Assert.Equal(reading.At(real), anchored.At(real));
            Assert.Equal((2L, after, reading.Paused, reading.Speed), (anchored.Version, anchored.Rate, anchored.Paused, anchored.Speed));
        });

    /// <summary>Whatever the machine's clock does, and however often it is anchored and at what rates.</summary>
    [Fact]
    public void Over_every_anchoring_it_never_goes_back()
        => Gen.Select(Gen.Double[-30, 30], Gen.Double[0, 1_000_000], Gen.Bool).Array[1, 40].Sample(steps =>
        {
            var (reading, real, last) = (At(1), Real, Business);
            foreach (var (seconds, rate, anchored) in steps)
            {
                real = real.AddSeconds(seconds);
                if (anchored) reading = reading.Anchored(real, rate);

                // Between anchorings a real clock may be set back below where it was read before; a reader keeps its own last.
                if (anchored) Assert.True(reading.At(real) >= last && (last = reading.At(real)) >= Business);
                else Assert.True(reading.At(real) >= reading.Business);
            }
        });

    [Fact]
    public void A_night_passes_in_three_seconds_and_the_day_after_goes_on_at_its_rate()
    {
        var evening = District.At(new DateOnly(2013, 11, 12), ClockReading.Evening);
        var reading = new ClockReading(1, evening, Real, 600, false, 600);

        Assert.Equal(District.At(new DateOnly(2013, 11, 13), ClockReading.Morning), reading.At(Real.AddSeconds(ClockReading.NightSeconds)));
        Assert.Equal(District.At(new DateOnly(2013, 11, 13), ClockReading.Morning.AddMinutes(20)), reading.At(Real.AddSeconds(ClockReading.NightSeconds + 2)));
    }

    /// <summary>Whoever reads the same anchor sees the same time: what is read in one step is what is read in many.</summary>
    [Fact]
    public void Anchoring_on_the_way_changes_nothing_of_a_day_with_its_nights()
        => Gen.Select(Gen.Double[1, 5_000], Gen.Double[0, 9], Gen.Double[0, 1]).Sample((rate, seconds, share) =>
        {
            var reading = At(rate);
            var whole = reading.At(Real.AddSeconds(seconds));
            var inTwo = reading.Anchored(Real.AddSeconds(seconds * share), rate).At(Real.AddSeconds(seconds));
            Assert.True((whole - inTwo).Duration() < TimeSpan.FromSeconds(1), $"{whole:O} against {inTwo:O}");
        });
}
