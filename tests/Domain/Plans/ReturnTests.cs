using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Facilities;
using CsCheck;

namespace Circle.Domain.Tests.Plans;

/// <summary>退回整改: what was returned is owed as if it had never been reported, and met from the day of a new report.</summary>
public sealed class ReturnTests
{
    private static readonly DateOnly First = Sample.Day("09-26");

    /// <summary>Built on a day, returned some days after it, reported again some days after that; a street owes one or two on 31 October.</summary>
    private static readonly Gen<(DateOnly Built, DateOnly Returned, DateOnly Again, int Owed)> Lives =
        from built in Gen.Int[0, 50]
        from until in Gen.Int[0, 20]
        from again in Gen.Int[0, 20]
        from owed in Gen.Int[1, 2]
        select (First.AddDays(built), First.AddDays(built + until), First.AddDays(built + until + again), owed);

    [Fact]
    public void A_return_restores_the_debt_since_the_old_due_date_and_a_new_report_clears_it()
        => Lives.Sample(life =>
        {
            var due = Site.Room.Steps[0].Due;
            var story = Story.Registered(Site.Room);
            var never = StandingsOf(story, life.Owed);
            story.Then(new FacilityCommand.ReportCompletion(life.Built, null), on: Text(life.Built));
            var reported = StandingsOf(story, life.Owed);
            story.Then(new FacilityCommand.Return(["门牌缺失"], life.Returned.AddDays(9), null, life.Returned), Story.Inspector, Text(life.Returned));
            var returned = StandingsOf(story, life.Owed);
            story.Then(new FacilityCommand.ReportCompletion(life.Again, null), on: Text(life.Again));
            var again = StandingsOf(story, life.Owed);

            foreach (var day in never.Keys)
            {
                Assert.Equal(never[day], returned[day]);
                Assert.Equal(day >= life.Built ? Met(never[day]) : never[day], reported[day]);
                Assert.Equal(day >= life.Again ? Met(never[day]) : never[day], again[day]);
                Assert.Equal(day > due ? day.DayNumber - due.DayNumber : 0, returned[day].DaysOverdue);
            }

            // What else the unit owes is not paid by it.
            (long Owed, int DaysOverdue) Met((long Owed, int DaysOverdue) without)
                => without.Owed <= 1 ? (0, 0) : (without.Owed - 1, without.DaysOverdue);
        });

    /// <summary>What the street owes, day by day.</summary>
    private static Dictionary<DateOnly, (long Owed, int DaysOverdue)> StandingsOf(Story story, int owed)
    {
        ImmutableArray<Target> targets = [Sample.Target(Site.Room, 0, "s1", owed)];
        var cells = story.Cells.Plus(Tally.Of([.. Debts.Due(targets), .. Debts.Met(Site.Room, targets, story.Cells.Cells, [])])).Cells;
        return Enumerable.Range(0, 120).Select(n => First.AddDays(n)).ToDictionary(day => day, day =>
        {
            var standing = Standings.Of(Site.Room, cells, day, true, false, null);
            return (standing.Owed, standing.DaysOverdue);
        });
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
