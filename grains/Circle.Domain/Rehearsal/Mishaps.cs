using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>What comes between, in the life of a few.</summary>
internal enum Mishap
{
    None,

    /// <summary>暂停 for two or three weeks, after the preparations.</summary>
    Suspension,

    /// <summary>Another community of the street, after the preparations.</summary>
    Move,

    /// <summary>报竣 too early, taken back, and reported again when it is true.</summary>
    FalseReport,
}

internal static class Mishaps
{
    /// <summary>Days before completion in which a false report has room.</summary>
    public const int FalseReportGap = 12;

    private const int OfEach = 2;

    /// <summary>Two of each, seen by the time people meet the district, on works that owe it nothing yet.</summary>
    public static ImmutableDictionary<FacilityId, Mishap> Draw(
        Setting setting,
        ImmutableArray<Work> works,
        ImmutableDictionary<FacilityId, Timetable> timetables,
        ImmutableDictionary<FacilityId, Deal> deals)
    {
        var calm = works.Where(w => !w.DueAtMeeting && !deals.ContainsKey(w.Id))
            .Where(w => w is { Pace: not Pace.Silent, Street: not null, Line.Measures.Length: < 2, Place.Kind: PlaceKind.Community })
            .ToImmutableArray();
        var drawn = ImmutableDictionary.CreateBuilder<FacilityId, Mishap>();
        Take(Mishap.FalseReport, calm.Where(w => HasRoom(timetables[w.Id])));
        Take(Mishap.Suspension, calm.Where(w => w.Unit == PlaceKind.Community && IsPrepared(timetables[w.Id])));
        Take(Mishap.Move, calm.Where(w => w.Unit == PlaceKind.Street && IsPrepared(timetables[w.Id]) && HasNeighbours(w)));
        return drawn.ToImmutable();

        bool HasNeighbours(Work work) => setting.CommunitiesOf(work.Street!.Value).Count() > 1;

        void Take(Mishap mishap, IEnumerable<Work> from)
        {
            var left = from.Where(w => !drawn.ContainsKey(w.Id));
            foreach (var work in setting.Seed.Shuffle(left, w => w.Id.Value, mishap.ToString()).Take(OfEach)) drawn[work.Id] = mishap;
        }
    }

    private static bool HasRoom(Timetable timetable)
        => timetable.Legs is [.., var before, { Stage: Stage.Completed } last]
           && last.On.DayNumber - before.On.DayNumber > FalseReportGap
           && last.On > Season.First.AddDays(FalseReportGap * 2) && last.On < Season.Meeting;

    private static bool IsPrepared(Timetable timetable)
        => timetable.Legs is [{ Stage: Stage.Prepared } first, ..]
           && first.On > Season.First.AddDays(FalseReportGap) && first.On < Season.BeforeMeeting.AddDays(-7);
}
