using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Rehearsal;

/// <summary>What a district looks like when the field work is folded by the real domain.</summary>
public sealed class FieldPictureTests
{
    private static readonly SyntheticDistrict Town = SyntheticDistrict.Instance;

    private static readonly string[] MayBeRed = [.. SyntheticLines.SecurityIds, "medical", "fitness", "culture-centre"];

    public static TheoryData<int> TwentySeeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(TwentySeeds))]
    public void When_people_meet_it_the_district_looks_believable(int seed)
    {
        var day = Town.Play(Town.Deeds(seed)).Look(At(2013, 11, 12));
        var told = $"seed {seed}: owed {day.Owed} in {day.Owing.Count()} streets, red {string.Join(",", day.Red)}";

        Assert.True(day.Owed is >= 20 and <= 45, told);
        Assert.True(day.Owing.Count() is >= 5 and <= 8, told);
        Assert.True(day.Red.All(line => MayBeRed.Contains(line)), told);
        Assert.InRange(day.MetOf("culture-centre").Met, 46, 49);
        Assert.Equal(53, day.MetOf("culture-centre").Due);
        Assert.All(SyntheticLines.SecurityIds, line => Assert.InRange(day.MetOf(line).Met, 27, 30));
        Assert.All(SyntheticLines.SecurityIds, line => Assert.Equal(32, day.MetOf(line).Due));
        Assert.InRange(Short(day, "medical"), 1, 2);
        Assert.InRange(Short(day, "fitness"), 1, 4);
        Assert.InRange(day.With(Status.AtRisk).Count(), 1, 5);
        Assert.Contains("day-care", day.With(Status.AtRisk));
        Assert.InRange(day.Waiting, 12, 140);
        Assert.InRange(day.Returned, 1, 25);

        // The street that no annex names is silent, and neither it nor the idle one owes anything.
        Assert.Equal(["s15"], day.Streets.Where(s => s.Count(l => l.Status == Status.NoData) >= 4).Select(s => s.Key.Value));
        Assert.DoesNotContain(day.Owing, street => street.Value is "s15" or "s16");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    public void The_other_days_are_plausible_too(int seed)
    {
        var replay = Town.Play(Town.Deeds(seed));
        var early = replay.Look(At(2013, 10, 1));
        var october = replay.Look(At(2013, 10, 16));
        var november = replay.Look(At(2013, 11, 1));
        var december = replay.Look(At(2013, 12, 1));
        var january = replay.Look(At(2014, 1, 5));
        var told = $"seed {seed}: {early.Owed} {october.Owed} {november.Owed} {december.Owed} {january.Owed}";

        Assert.True(early.Owed is >= 3 and <= 45, told);
        Assert.True(october.Owed is >= 3 and <= 40, told);
        Assert.True(november.Owed is >= 25 and <= 70, told);
        Assert.True(december.Owed is >= 20 and <= 80, told);
        Assert.True(january.Owed is >= 1 and <= 40, told);
        Assert.InRange(january.With(Status.Missed).Count(), 1, 9);
        Assert.True(january.District.Count(l => l.Due > 0 && l is { Owed: 0, Waiting: 0 }) >= 2, told);
        Assert.InRange(early.With(Status.Missed).Count(), 0, 1);
    }

    /// <summary>The 19 of December: what eager streets build beyond their three, by the year's end or a little later.</summary>
    [Fact]
    public void December_is_paid_by_surplus()
    {
        var replay = Town.Play(Town.Deeds(9));
        var yearsEnd = replay.Look(At(2014, 1, 1));
        var later = replay.Look(At(2014, 3, 1));

        Assert.All(SyntheticLines.SecurityIds, line => Assert.InRange(yearsEnd.MetOf(line).Met, 55, 67));
        Assert.All(SyntheticLines.SecurityIds, line => Assert.Equal((67L, 67L), later.MetOf(line)));
    }

    private static long Short(DistrictDay day, string line) => day.MetOf(line) is var (met, due) ? due - met : 0;

    private static DateTimeOffset At(int year, int month, int day) => District.At(new DateOnly(year, month, day), new TimeOnly(8, 0));
}
