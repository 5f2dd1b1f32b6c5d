using Circle.Domain.Facilities;
using Circle.Domain.Journal;

namespace Circle.Domain.Rehearsal;

/// <summary>From the report to the acceptance: filed, seen by an inspector, sometimes sent back, rectified and seen again.</summary>
internal sealed class Inspection(Setting setting, Work work, Deal? deal, Diary diary)
{
    /// <summary>Score of an acceptance where the plan names no pass mark.</summary>
    private const int LowestPass = 78;

    private const int Best = 98;

    private readonly Dice dice = setting.Seed.For("inspection", work.Id.Value);

    public void Run()
    {
        File();
        var visit = deal?.ReturnedOn ?? diary.Workdays(diary.Today, Wait());
        var rectified = visit.AddDays(dice.Between(5, 15));
        if (deal?.ReturnedOn is not null) rectified = Season.Meeting.AddDays(dice.Between(2, 9));
        if (deal?.ReturnedOn is not null || IsReturned(visit, rectified))
        {
            SendBack(visit);
            diary.Report(rectified, null, work.Reporter, on => new FacilityCommand.ReportCompletion(on, Wording.Rectified(dice)));
            File();
            visit = diary.Workdays(diary.Today, dice.Between(2, 6));
        }

        var score = dice.Between(work.Line.PassMark ?? LowestPass, Best);
        diary.Inspect(visit, Inspector(), on => new FacilityCommand.Accept(score, on, Wording.Accepted(dice)));
    }

    /// <summary>2 to 12 working days, mostly few.</summary>
    private int Wait() => Math.Min(dice.Between(2, 12), Math.Min(dice.Between(2, 12), dice.Between(2, 12)));

    private void File()
    {
        var day = diary.Workdays(diary.Today, work.Windows.Count > 1 ? dice.Between(0, 1) : dice.Between(0, 3));
        diary.Report(day, null, work.Reporter, on => new FacilityCommand.File(on));
    }

    private void SendBack(DateOnly day)
    {
        var shortcomings = Wording.Shortcomings(work.Line, dice);
        int? score = dice.Chance(30) ? null : dice.Between(60, work.Line.PassMark is { } pass ? pass - 2 : LowestPass - 4);
        var days = dice.Between(10, 20);
        diary.Inspect(day, Inspector(), on => new FacilityCommand.Return(shortcomings, on.AddDays(days), score, on));
    }

    /// <summary>What is owed when people meet the district is dealt; a return that chance puts across that day would add to it.</summary>
    private bool IsReturned(DateOnly visit, DateOnly rectified)
    {
        var chance = work.Line.Measures.Length > 2 ? 2 : work.Pace switch { Pace.Fast => 5, Pace.Late => 12, _ => 7 };
        if (!dice.Chance(chance)) return false;
        var open = visit <= Season.Meeting && (rectified >= Season.BeforeMeeting.AddDays(-3) || work.Silence?.Covers(rectified) == true);
        if (open && (work.DueAtMeeting || deal is not null)) return false;
        return !(work.Grip == Grip.Firm && visit > Grips.FirmEnd.AddDays(-14));
    }

    private Actor Inspector() => Cast.Inspector(dice.Between(1, Cast.Inspectors));
}
