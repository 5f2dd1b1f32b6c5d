using Circle.Domain.Walls;
using CsCheck;

namespace Circle.Domain.Tests.Walls;

public sealed class PaintPaceTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void A_lone_event_is_painted_at_once()
    {
        var pace = new PaintPace();
        for (var second = 0; second < 9; second++)
        {
            var now = TimeSpan.FromSeconds(second);

            Assert.Equal(TimeSpan.Zero, pace.RestAt(now));
            pace.Painted(now, Quick);
            Assert.Equal(TimeSpan.Zero, pace.RestAt(now + (2 * Quick)));
        }
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(3, 60)]
    [InlineData(10, 20)]
    [InlineData(20, 10)]
    public void A_flood_is_painted_as_often_as_a_screen_shows_it_and_never_for_more_than_a_fifth_of_the_time(int milliseconds, int perSecond)
    {
        var (pace, now, paintings) = (new PaintPace(), TimeSpan.Zero, 0);
        for (; now < TimeSpan.FromSeconds(10); paintings++)
        {
            now += pace.RestAt(now);
            pace.Painted(now, TimeSpan.FromMilliseconds(milliseconds));
            now += TimeSpan.FromMilliseconds(milliseconds);
        }

        Assert.InRange(paintings, (10 * perSecond) - 1, (10 * perSecond) + 5);
    }

    /// <summary>However long paintings took and whenever they came.</summary>
    [Fact]
    public void Nobody_waits_longer_than_the_longest_gap()
        => Gen.Select(Gen.Int[0, 200], Gen.Int[0, 500]).Array[1, 50].Sample(paintings =>
        {
            var (pace, now) = (new PaintPace(), TimeSpan.Zero);
            foreach (var (idle, took) in paintings)
            {
                now += TimeSpan.FromMilliseconds(idle);
                var rest = pace.RestAt(now);
                Assert.InRange(rest, TimeSpan.Zero, PaintPace.LongestGap);
                now += rest;
                pace.Painted(now, TimeSpan.FromMilliseconds(took));
                now += TimeSpan.FromMilliseconds(took);
            }
        });
}
