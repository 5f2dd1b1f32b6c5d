using System.Text.RegularExpressions;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tests.ServicePoints;

namespace Circle.Domain.Tests.Walls;

/// <summary>What a wall tells of service points.</summary>
public sealed partial class PointNewsTests
{
    [Fact]
    public void Every_news_of_a_point_has_words_in_the_browser_and_nothing_else_is_news()
    {
        var told = Deeds().Matches(File.ReadAllText(SourceTree.Of("web", "ui", "src", "walls", "ticker.ts"))).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Equal(["point.agreed", "point.closed", "point.disqualified", "point.registered", "point.sign-hung"], told.Order(StringComparer.Ordinal));

        var street = Street.At(Registration.Supervised);
        foreach (var happened in Journal.EventSamples.Point)
        {
            var type = EventCatalog<ServicePointEvent>.NameOf(happened).Name;
            var after = ServicePoint.Fold(street.State with { Last = null }, new Recorded<ServicePointEvent>(happened, 9, new Actor("person:p1"), DateTimeOffset.UnixEpoch));
            Assert.Equal(told.Contains(type) ? type : null, after.Last?.Type);
        }
    }

    [GeneratedRegex("'(point\\.[a-z-]+)'")]
    private static partial Regex Deeds();
}
