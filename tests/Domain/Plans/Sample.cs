using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Tests.Plans;

/// <summary>Short forms for plan data in tests.</summary>
internal static class Sample
{
    public static readonly PlaceId District = PlaceId.Of("district");

    /// <summary><c>10-31</c> is in 2013, <c>2014-06-30</c> is itself.</summary>
    public static DateOnly Day(string text)
        => DateOnly.ParseExact(text.Length == 5 ? $"2013-{text}" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Quota Each(int number, Answerer answers) => new(QuotaKind.Each, number, answers);

    public static Quota Number(int number) => new(QuotaKind.Number, number, Answerer.District);

    public static Quota Percent(int percent) => new(QuotaKind.ShareOfCommunities, percent, Answerer.Street);

    public static Quota Roster(Answerer answers) => new(QuotaKind.Roster, 0, answers);

    public static Step Step(string due, Stage stage, params ImmutableArray<Quota> quotas)
        => new(StepId.Of($"{due}-{TallyKey.PointOf(stage)}"), Day(due), stage, due, quotas, null, "test");

    public static Line Line(string id, params ImmutableArray<Step> steps) => new(
        LineId.Of(id), 1, Ring.Security, id, id, id, "个", true, [], [], [], steps, [], new LeadUnit("lead", null), [],
        Rhythm.Weekly, null, [], [], "test");

    /// <summary>One of the six security lines: 16, 32, 48 of the streets, and 19 more that no street has been given (§三(六)).</summary>
    public static Line SecurityLine(string id = "mediation-room") => Line(
        id,
        Step("09-30", Stage.Completed, Each(1, Answerer.Street)),
        Step("10-31", Stage.Completed, Each(2, Answerer.Street)),
        Step("11-30", Stage.Completed, Each(3, Answerer.Street)),
        Step("12-31", Stage.Completed, Number(19))) with
    { Excluded = [PlaceId.Of("s17")] };

    /// <summary>A district of streets <c>s1 …</c>, each with so many communities <c>s1c1 …</c>.</summary>
    public static PlaceTree Tree(params IEnumerable<int> communities)
    {
        var places = new List<PlaceNode> { new(District, PlaceKind.District, "金水区", null) };
        foreach (var (count, index) in communities.Select((count, index) => (count, index + 1)))
        {
            var street = PlaceId.Of($"s{index}");
            places.Add(new(street, PlaceKind.Street, street.Value, District));
            places.AddRange(Enumerable.Range(1, count)
                .Select(c => new PlaceNode(PlaceId.Of($"{street}c{c}"), PlaceKind.Community, $"{street}c{c}", street)));
        }

        return new(places);
    }

    public static Target Target(Line line, int step, string unit, long cumulative) => new(
        PlaceId.Of(unit), line.Id, line.Steps[step].Id, line.Steps[step].Stage, line.Steps[step].Due, cumulative);

    public static KeyValuePair<TallyKey, long> Reached(Line line, Stage stage, DateOnly on, long items = 1)
        => new(new(line.Id, Counts.Item, TallyKey.PointOf(stage), on), items);

    public static KeyValuePair<TallyKey, long> Heard(Line line, DateOnly on) => new(new(line.Id, Counts.Heard, "", on), 1);
}
