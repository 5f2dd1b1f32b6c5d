using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <param name="Latest">When moved off a day of rest: the day not to be passed, null where it does not matter.</param>
internal sealed record Leg(Stage Stage, DateOnly On, DateOnly? Latest);

/// <summary>When a facility is begun and when it reaches its stages, if nothing comes between.</summary>
internal sealed record Timetable(DateOnly Starts, ImmutableArray<Leg> Legs)
{
    /// <summary>From here on a window is long: work is spread over it rather than done at its end.</summary>
    private const int LongWindow = 45;

    /// <summary>And over a window of a year evenly, without haste.</summary>
    private const int YearWindow = 200;

    /// <summary>Gaps shorter than this have no stage of their own in between.</summary>
    private const int ShortGap = 9;

    private const int GapForDelivery = 12;

    /// <summary>What one street owes of a line it builds one after the other, so that there is always something to tell.</summary>
    public static ImmutableDictionary<FacilityId, Timetable> Plan(
        ImmutableArray<Work> works, ImmutableDictionary<FacilityId, Deal> deals, Seed seed)
    {
        var all = ImmutableDictionary.CreateBuilder<FacilityId, Timetable>();
        foreach (var work in works.Where(w => w.Unit != PlaceKind.Street))
            all[work.Id] = Of(work, deals.GetValueOrDefault(work.Id), seed, null);
        foreach (var row in works.Where(w => w.Unit == PlaceKind.Street).GroupBy(w => (w.Line.Id, w.Street)))
        {
            var dice = seed.For("row", row.Key.Id.Value, row.Key.Street.ToString()!);
            var free = Season.First.AddDays(dice.Between(0, 8));
            foreach (var work in row)
            {
                var timetable = all[work.Id] = Of(work, deals.GetValueOrDefault(work.Id), seed, free);
                free = timetable.Legs[^1].On.AddDays(dice.Between(1, 5));
            }
        }

        return all.ToImmutable();
    }

    /// <param name="free">Begun by then at the latest; null: when its own window asks for it.</param>
    private static Timetable Of(Work work, Deal? deal, Seed seed, DateOnly? free)
    {
        var dice = seed.For("timetable", work.Id.Value);
        var ends = new SortedDictionary<Stage, DateOnly>();
        foreach (var (stage, window) in work.Windows.Where(w => w.Key <= Stage.Completed))
            ends[stage] = deal is not null && window.Due == work.FirstDue ? deal.Ready : Ready(work, window, dice);
        if (!ends.ContainsKey(Stage.Completed))
        {
            var days = ends.ContainsKey(Stage.Delivered) ? dice.Between(6, 25) : dice.Between(60, 150);
            ends[Stage.Completed] = ends.Values.Max().AddDays(days);
        }

        Order(ends, dice);

        var starts = Beginning(work, ends.Values.Min(), free, dice);
        if (work.Line.Measures.Length < 2) Fill(ends, starts, dice);
        return new Timetable(starts, [.. ends.Select(e => new Leg(e.Key, e.Value, Latest(work, e.Key, e.Value)))]);
    }

    private static DateOnly Ready(Work work, Window window, Dice dice)
    {
        if (work.Pace == Pace.Silent && window.Due < Season.Meeting) return window.At(dice.Between(30, 70));
        var ready = work.Pace == Pace.Late ? ReadyLate(work, window, dice)
            : window.At((work.Pace == Pace.Fast, window.Days) switch
            {
                (true, > YearWindow) => dice.Between(8, 80),
                (true, > LongWindow) => dice.Between(8, 55),
                (true, _) => dice.Between(20, 75),
                (_, > YearWindow) => dice.Between(8, 97),
                (_, > LongWindow) => dice.Between(8, 70),
                _ => dice.Between(50, 97),
            });
        if (work.Grip == Grip.Loose && window.Due >= Season.Meeting && work.Pace != Pace.Fast && dice.Chance(4))
            ready = window.Due.AddDays(dice.Between(3, 25));
        return work.Grip == Grip.Firm && window.Due.Year == 2013 && ready > Grips.FirmEnd && window.Due > Grips.FirmEnd
            ? Grips.FirmEnd.AddDays(-dice.Between(0, 12))
            : ready;
    }

    /// <summary>Half of what is past was caught up before people meet the district; a year's end is kept but in loose lines.</summary>
    private static DateOnly ReadyLate(Work work, Window window, Dice dice)
    {
        if (window.Due < Season.Meeting)
        {
            var most = Math.Min(18, Season.BeforeMeeting.DayNumber - window.Due.DayNumber);
            return dice.Chance(50) ? window.Due.AddDays(dice.Between(1, most)) : window.At(dice.Between(60, 100));
        }

        var yearsEnd = window.Due is { Month: 12, Day: > 20 };
        if (window.Days > LongWindow)
            return window.At(dice.Between(22, work.Grip == Grip.Loose ? 111 : yearsEnd ? 95 : 112));
        return dice.Chance(35) ? window.At(dice.Between(70, 100))
            : yearsEnd && work.Grip != Grip.Loose ? window.At(dice.Between(80, 100))
            : window.Due.AddDays(dice.Between(5, work.Grip == Grip.Loose ? 45 : 28));
    }

    /// <summary>A stage comes after those before it, whatever the plan's dates say.</summary>
    private static void Order(SortedDictionary<Stage, DateOnly> ends, Dice dice)
    {
        if (ends.TryGetValue(Stage.Delivered, out var delivered) && ends[Stage.Completed] <= delivered)
            ends[Stage.Completed] = delivered.AddDays(dice.Between(7, 20));
        if (ends.TryGetValue(Stage.Prepared, out var prepared))
        {
            var next = ends.Where(e => e.Key > Stage.Prepared).Min(e => e.Value);
            if (prepared >= next) ends[Stage.Prepared] = next.AddDays(-dice.Between(5, 15));
        }
    }

    private static DateOnly Beginning(Work work, DateOnly first, DateOnly? free, Dice dice)
    {
        var opens = work.Windows.Values.Min(w => w.Opens);
        var early = work.Line.Measures.Length > 1
            ? first.AddDays(-dice.Between(3, 20))
            : opens.AddDays(dice.Between(1, Math.Clamp((first.DayNumber - opens.DayNumber) / 3, 1, 16)));
        if (free < early) early = free.Value;
        if (early >= first) early = first.AddDays(-1);
        return early < Season.First ? Season.First : early;
    }

    /// <summary>Stages that the plan does not date, where there is time for them.</summary>
    private static void Fill(SortedDictionary<Stage, DateOnly> ends, DateOnly starts, Dice dice)
    {
        var gap = ends.Values.Min().DayNumber - starts.DayNumber;
        if (!ends.ContainsKey(Stage.Prepared) && gap >= ShortGap)
            ends[Stage.Prepared] = starts.AddDays(gap * dice.Between(25, 45) / 100);
        var from = ends.TryGetValue(Stage.Prepared, out var prepared) ? prepared : starts;
        var rest = ends[Stage.Completed].DayNumber - from.DayNumber;
        if (!ends.ContainsKey(Stage.Delivered) && rest >= GapForDelivery)
            ends[Stage.Delivered] = from.AddDays(rest * dice.Between(30, 60) / 100);
    }

    private static DateOnly? Latest(Work work, Stage stage, DateOnly on)
        => work.Windows.TryGetValue(stage, out var window) && on <= window.Due ? window.Due
            : on < Season.Meeting ? Season.BeforeMeeting
            : null;
}
