using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>One facility's life as deeds: registered, reported on week by week, completed, filed; then the inspectors have it.</summary>
internal sealed class Construction
{
    private readonly Setting setting;
    private readonly Work work;
    private readonly Timetable timetable;
    private readonly Deal? deal;
    private readonly Mishap mishap;
    private readonly Dice dice;
    private readonly Diary diary;
    private DateOnly lastWord;

    public Construction(Setting setting, Work work, Timetable timetable, Deal? deal, Mishap mishap)
    {
        (this.setting, this.work, this.timetable, this.deal, this.mishap) = (setting, work, timetable, deal, mishap);
        dice = setting.Seed.For("construction", work.Id.Value);
        diary = new Diary(work.Id, setting.Calendar, setting.Seed.For("diary", work.Id.Value), setting.Plan.IssuedOn, work.Silence);
        lastWord = timetable.Starts;
    }

    public IReadOnlyList<FieldDeed> Deeds()
    {
        diary.HoldUntil(timetable.Starts);
        if (work.Registers) diary.Report(timetable.Starts, null, work.Reporter, _ => new FacilityCommand.Register(work.Draft));
        var from = timetable.Starts;
        foreach (var leg in timetable.Legs)
        {
            if (work.Line.Measures.Length > 1) Piecewise(leg, from);
            else Along(leg, from);
            Disturb(leg);
            from = leg.On;
        }

        new Inspection(setting, work, deal, diary).Run();
        return diary.Deeds;
    }

    /// <summary>Partial quantities on the way, then the stage in full.</summary>
    private void Along(Leg leg, DateOnly from)
    {
        var length = leg.On.DayNumber - from.DayNumber;
        var told = 0;
        var erring = mishap == Mishap.FalseReport && leg.Stage == Stage.Completed;
        for (var day = Next(from); day < leg.On.AddDays(erring ? -Mishaps.FalseReportGap : -2); day = Next(day))
        {
            var share = Math.Clamp(((day.DayNumber - from.DayNumber) * 950 / length) + dice.Between(-40, 40), told + 10, 950);
            if (share <= told) continue;
            if (diary.Mention(day, leg.On, Teller(leg.Stage), on => Partly(leg.Stage, share, on))) told = share;
        }

        if (erring) Mistake(leg);
        diary.Report(leg.On, leg.Latest, Reporter(leg.Stage), on => leg.Stage == Stage.Completed
            ? new FacilityCommand.ReportCompletion(on, Wording.Done(work.Manner.Craft, dice))
            : InFull(null, leg.Stage, on));
        lastWord = diary.Today;
    }

    /// <summary>A line of several measures: each one in full by itself, the last completes the whole.</summary>
    private void Piecewise(Leg leg, DateOnly from)
    {
        if (leg.Stage != Stage.Completed || dice.Chance(25))
        {
            diary.Report(leg.On, leg.Latest, work.Reporter, on => InFull(null, leg.Stage, on));
            return;
        }

        var measures = dice.Shuffle(work.Line.Measures);
        var days = leg.On.DayNumber - from.DayNumber;
        for (var i = 0; i < measures.Length; i++)
        {
            var measure = measures[i].Id;
            var day = leg.On.AddDays(-(days * (measures.Length - 1 - i) / (measures.Length + 1)));
            diary.Report(day, leg.Latest, work.Reporter, on => InFull(measure, leg.Stage, on));
        }
    }

    /// <summary>Reported as built a few days too early, taken back the day after by whoever said so.</summary>
    private void Mistake(Leg leg)
    {
        var day = leg.On.AddDays(-dice.Between(5, 8));
        var actor = Reporter(leg.Stage);
        if (!diary.Mention(day, leg.On.AddDays(-2), actor, on => new FacilityCommand.ReportCompletion(on, null))) return;
        diary.Report(diary.Today, null, actor, _ => new FacilityCommand.Retract(Stage.Completed, Wording.Retraction(dice)));
    }

    private void Disturb(Leg leg)
    {
        if (leg.Stage != Stage.Prepared || work.Street is not { } street) return;
        if (mishap == Mishap.Suspension)
        {
            var until = diary.Today.AddDays(dice.Between(10, 22));
            diary.Report(diary.Today, null, Cast.Street(street), _ => new FacilityCommand.Suspend(Wording.Suspension(dice), until));
            diary.HoldUntil(until.AddDays(2));
        }
        else if (mishap == Mishap.Move)
        {
            var elsewhere = setting.Shuffle(setting.CommunitiesOf(street).Where(c => c.Id != work.Place.Id), "move")[0];
            var reason = Wording.Relocation(elsewhere, dice);
            diary.Report(diary.Today, null, Cast.Street(street), _ => new FacilityCommand.Move(elsewhere.Id, reason));
        }
    }

    private DateOnly Next(DateOnly from)
    {
        var later = from > lastWord ? from : lastWord;
        return lastWord = later.AddDays(work.Line.Rhythm == Rhythm.Monthly ? dice.Between(17, 26) : dice.Between(9, 13));
    }

    private FacilityCommand.ReportProgress InFull(MeasureId? measure, Stage stage, DateOnly on) => new(measure, stage, null, on, Note(stage));

    /// <param name="share">Thousandths of what the facility needs.</param>
    private FacilityCommand.ReportProgress Partly(Stage stage, int share, DateOnly on)
    {
        var need = work.Line.Measures is [var measure] ? measure.PerFacility ?? work.Draft.Quantities[measure.Id] : 1_000;
        return new(null, stage, need * share / 1_000, on, Note(stage));
    }

    private string? Note(Stage stage) => dice.Chance(55) ? Wording.Progress(work.Manner.Craft, stage, dice) : null;

    /// <summary>Where a step has a lead unit of its own (equipment that a bureau buys), that unit says when it is reached.</summary>
    private Actor Reporter(Stage stage)
        => stage < Stage.Completed && work.Line.Steps.Any(s => s.Stage == stage && s.Lead is not null)
            ? Cast.Lead(work.Line.Id)
            : work.Reporter;

    /// <summary>A street's works are told of by the community as well.</summary>
    private Actor Teller(Stage stage)
        => work is { Unit: PlaceKind.Street, Place.Kind: PlaceKind.Community } && dice.Chance(40)
            ? Cast.Community(work.Place.Id)
            : Reporter(stage);
}
