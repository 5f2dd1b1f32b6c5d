using System.Collections.Immutable;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Cluster.Tests.ServicePoints;

public sealed class SpacingPageTests
{
    private static readonly ImmutableArray<SpacingFinding> All =
    [
        Found("a", SpacingVerdict.Breaks, 9), Found("b", SpacingVerdict.Breaks, 333), Found("c", SpacingVerdict.Breaks, 333),
        Found("d", SpacingVerdict.CannotTell, null), Found("e", SpacingVerdict.CannotTell, 12_345_678), Found("f", SpacingVerdict.Fits, 500), Found("g", SpacingVerdict.Fits, 10_000),
    ];

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(200)]
    public void Pages_follow_each_other_without_a_gap_and_the_last_says_so(int limit)
    {
        var (read, pages) = (new List<SpacingFinding>(), 0);
        for (PointCursor? after = null; ;)
        {
            var page = SpacingPage.Of(All, after, limit);
            Assert.Equal(2, page.Fits);
            Assert.InRange(page.Items.Length, 1, limit);
            read.AddRange(page.Items);
            pages++;
            if (page.Next is not { } next) break;
            Assert.True(PointCursor.TryParse(next, out var cursor));
            after = cursor;
        }

        Assert.Equal(All, read);
        Assert.Equal((All.Length + limit - 1) / limit, pages);
    }

    [Fact]
    public void One_that_is_gone_meanwhile_leaves_no_gap()
    {
        Assert.True(PointCursor.TryParse(SpacingPage.Of(All, null, 2).Next!, out var after));

        Assert.Equal(["c", "d"], SpacingPage.Of(All.RemoveAt(1), after, 2).Items.Select(f => f.Point.Value));
        Assert.Empty(SpacingPage.Of([], after, 2).Items);
        Assert.Null(SpacingPage.Of([], after, 2).Next);
    }

    private static SpacingFinding Found(string id, SpacingVerdict verdict, int? metres)
        => new(ServicePointId.Of(id), id, PointKindId.Of("pharmacy"), PlaceId.Of("s1"), verdict, null, null, metres, 500);
}
