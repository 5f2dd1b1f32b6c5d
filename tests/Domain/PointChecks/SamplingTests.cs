using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.ServicePoints;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.PointChecks;

/// <summary>What the system draws, and who may not answer for it.</summary>
public sealed class SamplingTests
{
    private static readonly Gen<ImmutableArray<ServicePointView>> Streets = Gen.Select(Gen.Int[0, 9_999], Gen.Enum<PointState>())
        .List[0, 80].Select(all => all.DistinctBy(p => p.Item1).Select(p => Point(p.Item1, p.Item2)).ToImmutableArray());

    [Fact]
    public void The_same_points_are_drawn_in_whatever_order_they_are_read_so_many_as_asked_for_and_none_that_is_gone()
        => Gen.Select(Streets, Gen.Int[0, 60], Gen.Int[0, 1_000_000]).Sample((street, size, seed) =>
        {
            var (population, drawn) = Sampling.Draw(Text(seed), street, size);
            var (_, again) = Sampling.Draw(Text(seed), street.Reverse(), size);
            var there = street.Count(p => p.State is PointState.Open or PointState.Paused);
            return population == there
                   && drawn.Length == Math.Min(size, there)
                   && drawn.Select(p => p.Id).SequenceEqual(again.Select(p => p.Id))
                   && drawn.Distinct().Count() == drawn.Length
                   && drawn.All(p => street.Contains(p) && p.State is PointState.Open or PointState.Paused);
        });

    /// <summary>Of 40 each is drawn among 10 in a quarter of the seeds, four standard deviations more or less.</summary>
    [Fact]
    public void Every_point_is_drawn_about_as_often_as_any_other()
    {
        const int seeds = 400;
        var street = Enumerable.Range(0, 40).Select(n => Point(n, PointState.Open)).ToImmutableArray();
        var times = Enumerable.Range(0, seeds).SelectMany(seed => Sampling.Draw(Text(seed), street, 10).Drawn).CountBy(p => p.Id).ToDictionary();

        Assert.Equal(40, times.Count);
        Assert.All(times.Values, n => Assert.InRange(n, 65, 135));
    }

    [Fact]
    public void A_check_is_called_by_its_street_and_quarter() => Assert.Equal("s1-2013q4", PointCheckId.Of(PlaceId.Of("s1"), new Quarter(2013, 4)).Value);

    [Fact]
    public void Whoever_entered_corrected_or_verified_a_point_answers_for_it_and_whoever_only_registered_it_does_not()
    {
        ServicePointEvent[] events =
        [
            new ServicePointEvent.Found(Street.Draft(), Street.Living, true), new ServicePointEvent.Registered("备 1", new DateOnly(2013, 10, 9)), new ServicePointEvent.Corrected(Street.Listing),
            new ServicePointEvent.Verified(FieldGroup.Contact, VerifiedBy.Visit, new DateOnly(2013, 10, 9)), new ServicePointEvent.Paused("装修", null),
        ];
        string[] actors = ["finder", "bureau", "clerk", "clerk", "finder"];

        Assert.Equal([AccountId.Of("finder").Actor, AccountId.Of("clerk").Actor], Sampling.KeepersOf(events.Select((e, i) => Stored(e, i + 1, AccountId.Of(actors[i]).Actor))));
    }

    [Theory]
    [InlineData("2013-10-01", "2013q4", "2013-10-01", "2013-12-31")]
    [InlineData("2013-12-31", "2013q4", "2013-10-01", "2013-12-31")]
    [InlineData("2014-02-28", "2014q1", "2014-01-01", "2014-03-31")]
    public void A_quarter_has_its_first_and_last_day(string day, string name, string first, string last)
    {
        var quarter = Quarter.Of(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        Assert.Equal((name, first, last), (quarter.ToString(), $"{quarter.FirstDay():yyyy-MM-dd}", $"{quarter.LastDay():yyyy-MM-dd}"));
        Assert.Equal(quarter, quarter.Before(5).Before(-5));
    }

    private static Envelope Stored(ServicePointEvent happened, long version, Actor actor) => new(
        ServicePoint.StreamOf(ServicePointId.Of("p1")), version, EventCatalog<ServicePointEvent>.NameOf(happened).Name, 1, EventCatalog<ServicePointEvent>.Write(happened), null, null, actor,
        District.At(new DateOnly(2013, 10, 9)), District.At(new DateOnly(2013, 10, 9)), "");

    private static ServicePointView Point(int number, PointState state) => new(
        ServicePointId.Of($"p{number}"), PointKindId.Of("laundry"), Street.Living, PlaceId.Of("s1"), null, Street.Listing, state, new DateOnly(2013, 10, 1), null, null, [], null);

    private static string Text(int seed) => seed.ToString(CultureInfo.InvariantCulture);
}
