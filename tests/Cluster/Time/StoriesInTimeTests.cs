using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Facilities;
using Circle.Domain.Plans;
using Circle.Domain.Walls;
using static Circle.Cluster.Tests.Time.Script;

namespace Circle.Cluster.Tests.Time;

/// <summary>What the walls say as days pass, from commands to frames.</summary>
public sealed class StoriesInTimeTests
{
    [Fact]
    public async Task The_30th_of_September_is_unmet_from_the_first_moment_of_October_in_Shanghai()
    {
        await using var script = await FromAsync("09-15 08:00", Mediation);
        await script.LineSaysAsync(Mediation, l => l is { Status: Status.OnTrack, Owed: 0, Due: 0, Step.Cumulative: 3, Step.Reached: 0 }, "0 of 3 due on the 30th is not red");
        await script.SeesAsync<HeadlineCell>("d", "headline", h => h is { Owed: 0, ChildrenBehind: 0, Next: { Days: 15, Missing: 3 } }, "nothing is owed, three are the next");

        await script.ClockAsync("09-30 23:59");
        await script.LineSaysAsync(Mediation, l => l is { Status: Status.NoData, Owed: 0, DaysOverdue: 0 }, "the last day is not over; that nobody said a word is no red");
        await script.SeesAsync<HeadlineCell>("d", "headline", h => h is { Owed: 0, ChildrenBehind: 0, Next: { Days: 0, Missing: 3 } }, "three are due today");

        await script.ClockAsync("10-01 00:00");
        await script.LineSaysAsync(Mediation, l => l is { Status: Status.Behind, Owed: 3, Due: 3, DaysOverdue: 1 }, "unmet and red");
        await script.StreetSaysAsync("s2", s => s is { Status: Status.Behind, Owed: 1, DaysOverdue: 1 }, "each street owes one");

        // Due on the same day, but nobody has confirmed what existed: in no total, and not red.
        await script.LineSaysAsync(Medical, l => l is { Status: Status.BaselineUnconfirmed, Owed: 0, Due: 0, Wanted: 0, Step: null }, "not confirmed, so not red");
        await script.SeesAsync<HeadlineCell>("d", "headline", h => h is { Owed: 3, OwedYesterday: 0, ChildrenBehind: 3, Lines: { Behind: 1, Missed: 0, Unconfirmed: 2 } }, "the total has the confirmed line alone");

        await script.ClockAsync("10-01 10:00");
        await script.ConfirmAsync(Medical);
        await script.LineSaysAsync(Medical, l => l is { Status: Status.Missed, Owed: 3, DaysOverdue: 1 }, "confirmed, it is red since its due date");
        await script.SeesAsync<HeadlineCell>("d", "headline", h => h is { Owed: 6, Lines: { Behind: 1, Missed: 1, Unconfirmed: 1 } }, "and in the total");
    }

    [Fact]
    public async Task A_fact_entered_late_counts_from_the_day_on_which_it_happened()
    {
        await using var script = await FromAsync("11-12 08:00", Mediation);
        await script.StreetSaysAsync("s1", s => s.Owed == 2 && s.DaysOverdue == 43 && Week(s) == "2 2 2 2 2 2 2 2", "s1 owes two, the first since 30 September");
        await script.SeesAsync<HeadlineCell>("d", "headline", h => h is { Owed: 6, OwedYesterday: 6 }, "six in the district");

        await script.ReportedAsync(Mediation, "s1c1", "first", on: "09-28");
        await script.StreetSaysAsync("s1", s => s.Owed == 1 && s.DaysOverdue == 12 && Week(s) == "1 1 1 1 1 1 1 1", "it was there all week; what is left is owed since 31 October");
        await script.SeesAsync<HeadlineCell>("d", "headline", h => h is { Owed: 5, OwedYesterday: 5 }, "five, and yesterday too");
        await script.LineSaysAsync(Mediation, l => l is { Owed: 5, DaysOverdue: 43 }, "the other streets' first is as late as before");
        await script.SeesAsync<TrajectoryCell>("d", $"trajectory/{Mediation}", t => t.Reached.SequenceEqual([new(Day("09-28"), 1)]), "the curve rises on 28 September");
        await script.SeesAsync<TodayCell>("d", "today", t => t is { Completed: 0, Progressed: 1, Registered: 1 }, "today it was told, not built");

        await script.ReportedAsync(Mediation, "s1c2", "second", on: "11-09");
        await script.StreetSaysAsync("s1", s => s is { Owed: 0, DaysOverdue: 0, Status: Status.OnTrack } && Week(s) == "1 1 1 1 0 0 0 0", "owed until the 8th, met on the 9th");
        await script.SeesAsync<HeadlineCell>("d", "headline", h => h is { Owed: 4, OwedYesterday: 4, ChildrenBehind: 2 }, "two streets owe two each");

        // A day later what was entered yesterday is yesterday's.
        await script.ClockAsync("11-13 00:00");
        await script.StreetSaysAsync("s1", s => s.Owed == 0 && Week(s) == "1 1 1 0 0 0 0 0", "the week moved on by a day");
        await script.StreetSaysAsync("s2", s => s.Owed == 2 && s.DaysOverdue == 44, "a day more");
    }

    [Fact]
    public async Task A_street_that_goes_silent_is_told_after_two_weeks_though_its_machine_is_heard()
    {
        await using var script = await FromAsync("11-02 08:00", DayCare, Mediation);
        var built = (await script.ReportedAsync(Mediation, "s1c1", "a", on: "10-30"), await script.ReportedAsync(Mediation, "s1c2", "b", on: "10-30"));
        await script.ReportedAsync(Mediation, "s2c1", "c", on: "10-30");
        await script.ReportedAsync(Mediation, "s2c2", "d", on: "10-30");
        await script.StreetSaysAsync("s1", s => s is { Status: Status.OnTrack, Owed: 0 } && s.Heard == Day("11-02"), "both are met");

        await script.ClockAsync("11-09 17:00");
        await TellAsync(built.Item1, new FacilityCommand.File(Day("11-09")));
        await script.StreetSaysAsync("s1", s => s.Heard == Day("11-09"), "s1 is heard again");

        await script.ClockAsync("11-16 23:59");
        await script.StreetSaysAsync("s2", s => s.Status == Status.OnTrack, "two weeks are not over");
        await script.LineSaysAsync(DayCare, l => l.Status == Status.OnTrack, "nor for the day-care");

        await script.ClockAsync("11-17 00:00");
        await script.StreetSaysAsync("s2", s => s is { Status: Status.NoData, Owed: 0 } && s.Heard == Day("11-02"), "s2 is silent, which is no red");
        await script.SeesAsync<LineCell>("s2", $"line/{Mediation}", l => l.Status == Status.NoData, "its own wall says so");
        await script.LineSaysAsync(Mediation, l => l.Status == Status.Behind, "s3's debt is worse than silence", wall: "s3");
        await script.LineSaysAsync(DayCare, l => l.Status == Status.NoData, "of the day-care nobody ever said anything");
        await Eventually.TrueAsync(
            async () => (await script.Cluster.Region(SmallDistrict.District).Next(null)).Coverage is { Reporting: 3, Of: 3 },
            () => "no machine is silent");

        await script.ClockAsync("11-17 09:00");
        await TellAsync(await script.RegisterAsync(Mediation, "s2c3", "e"), new FacilityCommand.ReportProgress(null, Stage.Prepared, null, Day("11-16"), null));
        await script.StreetSaysAsync("s2", s => s.Status == Status.OnTrack && s.Heard == Day("11-17"), "a word ends it, on the day it is said");
    }

    [Fact]
    public async Task Day_care_reported_on_its_last_day_is_not_red_and_once_returned_it_is_owed_since_then()
    {
        await using var script = await FromAsync("11-28 08:00", DayCare);
        await script.ClockAsync("11-30 18:00");
        var facility = await script.ReportedAsync(DayCare, "s1c1", "home", on: "11-30");

        await script.ClockAsync("12-01 00:00");
        await script.LineSaysAsync(DayCare, l => l is { Status: Status.OnTrack, Due: 1, Owed: 0, Waiting: 1, Accepted: 0 }, "reported in time, it waits for its inspection");

        await script.ClockAsync("12-03 10:00");
        var back = new FacilityCommand.Return(["无障碍通道未完工"], Day("12-20"), 80, Day("12-03"));
        (await facility.AskAsync(back)).Refused("own-work");
        await TellAsync(facility, back, Asking.Inspector);
        await script.LineSaysAsync(DayCare, l => l is { Status: Status.Missed, Owed: 1, Waiting: 0, DaysOverdue: 3 } && l.Step!.Due == Day("11-30"), "owed again since 30 November");
        await script.LineSaysAsync(DayCare, l => l is { Status: Status.Missed, DaysOverdue: 3 }, "at the community as well", wall: "s1c1");
        await script.StreetSaysAsync("s1", s => s.Owed == 1 && s.DaysOverdue == 3 && Week(s) == "0 0 0 0 0 1 1 1", "as if it had never been reported");
        await script.SeesAsync<TodayCell>("d", "today", t => t is { Returned: 1, Completed: 0 }, "one was returned today");

        await script.ClockAsync("12-10 16:00");
        await script.LineSaysAsync(DayCare, l => l is { Owed: 1, DaysOverdue: 10 }, "ten days late by then");
        await TellAsync(facility, new FacilityCommand.ReportCompletion(Day("12-09"), null));
        await script.LineSaysAsync(DayCare, l => l is { Status: Status.OnTrack, Owed: 0, Waiting: 1, DaysOverdue: 0 }, "a new report clears it");
        await script.StreetSaysAsync("s1", s => s.Owed == 0 && Week(s) == "1 1 1 1 1 1 0 0", "from the day of which it speaks");

        await TellAsync(facility, new FacilityCommand.Accept(95, Day("12-10"), null), Asking.Inspector);
        await script.LineSaysAsync(DayCare, l => l is { Owed: 0, Waiting: 0, Accepted: 1 }, "and it is accepted");
    }

    [Fact]
    public async Task The_nineteen_of_December_are_the_offices_own()
    {
        await using var script = await FromAsync("2013-12-31 20:00", Mediation);
        await script.LineSaysAsync(Mediation, l => l is { Status: Status.Behind, Owed: 9 }, "three streets owe three each");
        await script.SeesAsync<PlaceCell>("d", "own", o => o is { Owed: 0, Due: 0, Rank: null, DaysOverdue: 0 }, "the office has until midnight");

        await script.ClockAsync("2014-01-01 00:00");
        await script.LineSaysAsync(Mediation, l => l is { Status: Status.Missed, Owed: 28 }, "and nineteen that no street was given");
        await script.SeesAsync<PlaceCell>("d", "own", o => o is { Status: Status.Missed, Owed: 19, Due: 19, Rank: null, DaysOverdue: 1 }, "they stand apart, and in no ranking");
        foreach (var street in (string[])["s1", "s2", "s3"]) await script.StreetSaysAsync(street, s => s is { Owed: 3, Due: 3, Rank: 1 }, "no street owes more for it");

        // Four rooms in one street: three are its own, the fourth is the office's, and none is another street's.
        foreach (var n in (int[])[1, 2, 3, 4]) await script.ReportedAsync(Mediation, $"s1c{n}", $"room-{n}", on: "2013-12-30");
        await script.StreetSaysAsync("s1", s => s is { Owed: 0, Due: 3, Rank: 3 }, "s1 has done its own");
        await script.StreetSaysAsync("s2", s => s is { Owed: 3, Rank: 1 }, "s2 still owes its three");
        await script.SeesAsync<PlaceCell>("d", "own", o => o is { Owed: 18, Due: 19 }, "one of the nineteen is met");
        await script.LineSaysAsync(Mediation, l => l is { Owed: 24, Due: 28 }, "three, three and eighteen");
    }

    private static string Week(PlaceCell place) => string.Join(' ', place.Week);
}
