using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// 演练: the field work that simulated people do from 2013-09-26 to the end of 2014. Pure; the same seed and district give
/// the same deeds on every machine.
/// </summary>
public static class FieldWork
{
    /// <param name="facilities">As the seeds register them; others are registered by the deeds.</param>
    /// <param name="baselines">What the programme office confirms in the first hour; a line that is not named stays unconfirmed.</param>
    /// <param name="points">Service points that streets find; those of a kind that the plan does not have are left out.</param>
    /// <param name="circles">Where communities lie, as their streets draw them.</param>
    /// <returns>In order of time. Deeds of one facility are never at the same moment.</returns>
    public static ImmutableArray<FieldDeed> Write(
        int seed,
        PlanDocument plan,
        PlaceTree places,
        ImmutableArray<FacilityDraft> facilities,
        ImmutableArray<(LineId Line, DateOnly AsOf, string Source)> baselines,
        ImmutableArray<PointDraft> points,
        ImmutableArray<CircleCommand.Draw> circles,
        WorkCalendar calendar)
    {
        var setting = new Setting(new Seed(seed), plan, places, calendar);
        var paces = StreetCharacter.Draw(setting);
        var grips = Grips.Draw(setting);
        var known = facilities.ToLookup(f => f.Line);
        var works = plan.Lines
            .SelectMany(line => new LineWorks(setting, line, [.. known[line.Id]], paces, grips[line.Id]).All())
            .ToImmutableArray();
        var deals = new Deals(setting, works).All();
        var timetables = Timetable.Plan(works, deals, setting.Seed);
        var mishaps = Mishaps.Draw(setting, works, timetables, deals);
        var office = new Office(setting);
        var rounds = new PointRounds(setting).Deeds(points).ToImmutableArray();

        var end = District.At(Season.Last.AddDays(1));
        return
        [
            .. Office.Baselines(baselines)
                .Concat(office.PlanEdit())
                .Concat(office.Correct(facilities))
                .Concat(office.DoubleEntry(facilities))
                .Concat(rounds)
                .Concat(new CircleRounds(setting).Deeds(circles))
                .Concat(new CheckRounds(setting).Deeds(rounds))
                .Concat(works.SelectMany(w => new Construction(
                    setting, w, timetables[w.Id], deals.GetValueOrDefault(w.Id), mishaps.GetValueOrDefault(w.Id)).Deeds()))
                .Where(deed => deed.At < end)
                .OrderBy(deed => deed.At),
        ];
    }
}
