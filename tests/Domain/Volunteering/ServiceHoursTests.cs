using Circle.Domain.Volunteering;
using CsCheck;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>工时: no minute of a person counts twice, and whoever is down for two things at once is found by both.</summary>
public sealed class ServiceHoursTests
{
    private static readonly Gen<ServiceEntry> Entry = Gen.Select(
        Gen.Int[0, 600], Gen.Int[1, 240], Gen.Int[1, 240], Gen.Bool, Gen.Int[0, 99_999],
        (from, length, minutes, counts, id) => new ServiceEntry(
            Team.IdOf($"{id}"), Team.Id, Team.Clinic, Team.Now.AddMinutes(from), Team.Now.AddMinutes(from + length), Math.Min(minutes, length), counts ? ActivityStage.Complete : ActivityStage.Returned));

    [Fact]
    public void Hours_are_never_more_than_the_time_that_passed_and_never_more_than_was_logged()
        => Entry.Array[0, 12].Sample(entries =>
        {
            var sum = ServiceHours.MinutesOf(entries);
            HashSet<int> passed = [.. entries.Where(e => e.Counts).SelectMany(e => Enumerable.Range((int)(e.Began - Team.Now).TotalMinutes, (int)(e.Ended - e.Began).TotalMinutes))];
            Assert.InRange(sum, 0, passed.Count);
            Assert.InRange(sum, 0, entries.Where(e => e.Counts).Sum(e => e.Minutes));
        });

    [Fact]
    public void Order_does_not_matter_and_what_does_not_overlap_counts_in_full()
        => Gen.Select(Entry.Array[0, 12], Gen.Int[0, 1_000]).Sample((entries, seed) =>
        {
            ServiceEntry[] turned = [.. entries];
            new Random(seed).Shuffle(turned);
            Assert.Equal(ServiceHours.MinutesOf(entries), ServiceHours.MinutesOf(turned));
            var apart = entries.Select((e, i) => e with { Began = Team.Now.AddDays(i), Ended = Team.Now.AddDays(i) + (e.Ended - e.Began) });
            Assert.Equal(entries.Where(e => e.Counts).Sum(e => e.Minutes), ServiceHours.MinutesOf(apart));
        });

    [Fact]
    public void An_overlap_is_seen_from_both_sides_for_the_same_time_and_what_touches_is_none()
        => Gen.Select(Entry, Entry).Sample((one, other) =>
        {
            if (one.Activity == other.Activity) return;
            var (there, back) = (Overlaps(one, other), Overlaps(other, one));
            var reach = (one.Ended < other.Ended ? one.Ended : other.Ended) - (one.Began > other.Began ? one.Began : other.Began);
            Assert.Equal(other.Counts && reach > TimeSpan.Zero, there.Length == 1);
            if (one.Counts && other.Counts) Assert.Equal(there.Select(o => (o.From, o.Until)), back.Select(o => (o.From, o.Until)));
            if (there is [var found]) Assert.Equal((other.Activity, reach), (found.With, found.Until - found.From));
        });

    [Fact]
    public void What_it_corrects_is_no_overlap()
    {
        var log = Team.Log("b", corrects: "a");
        ServiceEntry original = new(Team.IdOf("a"), Team.Id, Team.Clinic, log.Began, log.Ended, 60, ActivityStage.Complete);
        Assert.Empty(ServiceHours.OverlapsOf(log, [(VolunteerId.Of("chen"), original)]));
        Assert.Single(ServiceHours.OverlapsOf(log, [(VolunteerId.Of("chen"), original with { Activity = Team.IdOf("c") })]));
    }

    private static System.Collections.Immutable.ImmutableArray<ActivityOverlap> Overlaps(ServiceEntry of, ServiceEntry with)
        => ServiceHours.OverlapsOf(Team.Log("x") with { Id = of.Activity, Start = of.Began, End = of.Ended }, [(VolunteerId.Of("chen"), with)]);
}
