using Circle.Domain.Plans;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

public sealed class ForecastsTests
{
    private static readonly DateOnly Today = Day("11-12");

    private static Forecast Of(long reached, long remaining, int days = 20)
        => Forecasts.Of(reached, remaining, Today.AddDays(days), Today)!;

    [Fact]
    public void Nothing_left_needs_no_forecast() => Assert.Null(Forecasts.Of(9, 0, Today, Today));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Too_few_give_no_dates_but_odds(long reached)
    {
        var forecast = Of(reached, 1);

        Assert.Null(forecast.From);
        Assert.Null(forecast.To);
        Assert.Null(forecast.Median);
        Assert.InRange(forecast.OddsInTime, 0.1, 0.9);
    }

    [Fact]
    public void Odds_are_those_of_a_negative_binomial()
        => Gen.Select(Gen.Int[0, 60], Gen.Int[1, 120], Gen.Int[0, 200]).Sample((reached, remaining, days) =>
        {
            // P(fewer than `remaining` in so many days), term by term.
            var (n, size) = (days + 1, reached + 0.5);
            var term = Math.Pow(28.0 / (28 + n), size);
            var fewer = 0.0;
            for (var j = 0; j < remaining; j++)
            {
                fewer += term;
                term *= (size + j) / (j + 1) * n / (28 + n);
            }

            Assert.Equal(1 - fewer, Of(reached, remaining, days).OddsInTime, 1e-9);
        });

    [Fact]
    public void Dates_agree_with_the_odds_and_stand_in_order()
        => Gen.Select(Gen.Int[3, 300], Gen.Int[1, 300], Gen.Int[0, 400]).Sample((reached, remaining, days) =>
        {
            var forecast = Of(reached, remaining, days);
            var due = Today.AddDays(days);
            Assert.Equal(forecast.OddsInTime >= 0.5, forecast.Median <= due);
            Assert.Equal(forecast.OddsInTime >= 0.9, forecast.To <= due);
            Assert.True(forecast.From >= Today);
            Assert.True(forecast.Median is null || forecast.From <= forecast.Median);
            Assert.True(forecast.To is null || forecast.Median <= forecast.To);
        });

    [Fact]
    public void More_reached_is_never_later_and_never_less_likely()
        => Gen.Select(Gen.Int[3, 500], Gen.Int[1, 50], Gen.Int[1, 500], Gen.Int[0, 300]).Sample((reached, more, remaining, days) =>
        {
            var (slow, fast) = (Of(reached, remaining, days), Of(reached + more, remaining, days));
            Assert.True(slow.Median is null || fast.Median <= slow.Median);
            Assert.True(slow.To is null || fast.To <= slow.To);
            Assert.True(fast.OddsInTime >= slow.OddsInTime - 1e-9);
        });

    [Fact]
    public void Less_to_do_or_a_later_due_date_is_never_less_likely()
        => Gen.Select(Gen.Int[0, 500], Gen.Int[2, 500], Gen.Int[0, 300]).Sample((reached, remaining, days) =>
        {
            var odds = Of(reached, remaining, days).OddsInTime;
            Assert.InRange(odds, 0, 1);
            Assert.True(Of(reached, remaining, days + 1).OddsInTime >= odds - 1e-9);
            Assert.True(Of(reached, remaining - 1, days).OddsInTime >= odds - 1e-9);
        });

    [Fact]
    public void More_to_do_or_fewer_reached_never_brings_any_end_of_the_range_nearer()
        => Gen.Select(Gen.Int[3, 300], Gen.Int[0, 50], Gen.Int[1, 300], Gen.Int[0, 50]).Sample(
            (reached, more, remaining, longer) =>
            {
                var (easy, hard) = (Of(reached + more, remaining), Of(reached, remaining + longer));
                Assert.True(easy.From <= hard.From);
                Assert.True((easy.Median ?? DateOnly.MaxValue) <= (hard.Median ?? DateOnly.MaxValue));
                Assert.True((easy.To ?? DateOnly.MaxValue) <= (hard.To ?? DateOnly.MaxValue));
            },
            iter: 300);

    [Fact]
    public void The_range_does_not_depend_on_when_the_step_is_due()
        => Gen.Select(Gen.Int[0, 100], Gen.Int[1, 100], Gen.Int[-50, 400], Gen.Int[-50, 400]).Sample(
            (reached, remaining, one, other) =>
                Assert.Equal(Of(reached, remaining, one) with { OddsInTime = 0 }, Of(reached, remaining, other) with { OddsInTime = 0 }),
            iter: 200);

    [Fact]
    public void Today_is_the_first_day_of_those_left()
    {
        Assert.True(Of(28, 1, 0).OddsInTime > 0.5);
        Assert.Equal(0, Of(28, 1, -1).OddsInTime);
        Assert.Equal(Today, Of(2800, 1).Median);
    }

    [Theory]
    [InlineData(3, 100_000)]
    [InlineData(100_000, 100_000)]
    [InlineData(100_000, 1)]
    [InlineData(2_000_000_000, 2_000_000_000)]
    [InlineData(5, 2_000_000_000)]
    public void Extreme_counts_stay_numbers(long reached, long remaining)
    {
        var forecast = Of(reached, remaining, 400);

        Assert.True(double.IsFinite(forecast.OddsInTime));
        Assert.InRange(forecast.OddsInTime, 0, 1);
        if (reached == remaining) Assert.InRange(forecast.Median!.Value.DayNumber - Today.DayNumber, 26, 28);
    }

    [Fact]
    public void Beyond_three_years_only_the_horizon_is_told()
    {
        var forecast = Of(3, 100_000);

        Assert.Equal(Today.AddYears(3), forecast.From);
        Assert.Null(forecast.Median);
        Assert.Null(forecast.To);
    }
}
