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
}
