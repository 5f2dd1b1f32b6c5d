using Circle.Domain.Audit;

namespace Circle.Domain.Tests.Audit;

public sealed class RefusalSamplerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);
    private static readonly RefusalSource One = new("refused", "account:a", "10.0.0.1");

    private readonly RefusalSampler sampler = new();

    [Fact]
    public void The_first_ten_of_a_minute_are_written_and_the_rest_is_one_number()
    {
        var written = Enumerable.Range(0, 500).Count(i => sampler.Take(One, Start.AddMilliseconds(i)));

        Assert.Equal(RefusalSampler.First, written);
        Assert.Empty(sampler.Over(Start.AddSeconds(59)));
        Assert.Equal(new RefusalSum(One, Start, 490), Assert.Single(sampler.Over(Start.AddSeconds(60))));
        Assert.Empty(sampler.Over(Start.AddSeconds(61)));
        Assert.True(sampler.Take(One, Start.AddSeconds(62)));
    }

    [Fact]
    public void Whoever_is_refused_now_and_then_is_written_one_by_one()
    {
        for (var i = 0; i < 100; i++)
        {
            var now = Start.AddSeconds(i * 10);
            Assert.Empty(sampler.Over(now));
            Assert.True(sampler.Take(One, now));
        }
    }

    [Fact]
    public void One_does_not_hide_another()
    {
        for (var i = 0; i < 50; i++) sampler.Take(One, Start);

        Assert.True(sampler.Take(One with { Address = "10.0.0.2" }, Start));
        Assert.True(sampler.Take(One with { Actor = null }, Start));
        Assert.True(sampler.Take(One with { Action = "signInFailed" }, Start));
    }

    [Fact]
    public void Very_many_sources_are_counted_together_and_none_is_lost()
    {
        const int sources = 3_000;
        var written = Enumerable.Range(0, sources).Count(i => sampler.Take(One with { Address = $"10.0.{i / 250}.{i % 250}" }, Start));

        Assert.Equal(RefusalSampler.MostSources + RefusalSampler.First, written);
        Assert.Equal(sources - written, sampler.Over(Start.AddMinutes(1)).Sum(s => s.Count));
    }
}
