using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// 志愿活动: what the rehearsal's teams do and log once they stand, from 2013-09-26 to the end of 2014, and what streets make of it. Pure; the same seed and
/// district give the same deeds on every machine. All of it is invented.
/// </summary>
public sealed class VolunteerRounds
{
    /// <summary>Of a team, who appear in the system: more would cost the start more than they show.</summary>
    private const int Members = 3;

    /// <summary>Some fall silent some weeks before people meet the district.</summary>
    private const int Silent = 8;

    private const int NotReviewed = 10;
    private const int Returned = 5;
    private const int Mended = 60;

    /// <summary>When teams of a line are out, so that nobody of a community is in two places at once.</summary>
    private static readonly ImmutableArray<(string Line, TimeOnly Begins, int Minutes)> Hours =
    [
        ("safety-volunteers", new(7, 0), 80), ("civility-station", new(9, 0), 100), ("mediation-room", new(11, 0), 60),
        ("youth-team", new(14, 20), 110), ("duty-patrol", new(16, 30), 80), ("patrol-team", new(19, 0), 110),
    ];

    private static readonly ImmutableArray<string> Reasons = ["参加人数与值班表不符，请核对", "工时填多了，请按实际结束时间登记", "活动地点写错，请更正"];

    private readonly Setting setting;
    private readonly VolunteeringRules rules;
    private readonly ImmutableDictionary<PlaceId, int> ranks;

    private VolunteerRounds(Setting setting, VolunteeringRules rules)
    {
        (this.setting, this.rules) = (setting, rules);
        ranks = setting.Places.OfKind(PlaceKind.Community).Concat(setting.Places.OfKind(PlaceKind.Street)).Select((place, i) => KeyValuePair.Create(place.Id, i)).ToImmutableDictionary();
    }

    /// <param name="facilities">As the seeds register them.</param>
    /// <param name="work">What <see cref="FieldWork"/> writes for the same seed and district.</param>
    /// <returns>In order of time.</returns>
    public static ImmutableArray<FieldDeed> Write(int seed, PlanDocument plan, PlaceTree places, ImmutableArray<FacilityDraft> facilities, ImmutableArray<FieldDeed> work, WorkCalendar calendar)
    {
        if (plan.Volunteering is not { } rules) return [];
        var rounds = new VolunteerRounds(new Setting(new Seed(seed), plan, places, calendar), rules);
        var end = District.At(Season.Last.AddDays(1));
        return
        [
            .. rounds.Teams(facilities, work).GroupBy(t => (t.Team.Place, t.Team.Line))
                .SelectMany(side => side.SelectMany((t, n) => rounds.Of(t.Team, t.From, n)))
                .Where(d => d.At < end).OrderBy(d => d.At),
        ];
    }

    /// <summary>Those that stand, each from a day on which it does.</summary>
    private IEnumerable<(FacilityDraft Team, DateOnly From)> Teams(ImmutableArray<FacilityDraft> facilities, ImmutableArray<FieldDeed> work)
    {
        var told = work.OfType<FieldDeed.OfFacility>().ToLookup(d => d.Facility);
        var registered = work.OfType<FieldDeed.OfFacility>().Select(d => (d.Command as FacilityCommand.Register)?.Draft).OfType<FacilityDraft>();
        foreach (var team in facilities.Concat(registered).Where(f => rules.Lines.Contains(f.Line) && ranks.ContainsKey(f.Place)).DistinctBy(f => f.Id))
        {
            if (team.Origin == Origin.Existing) yield return (team, Season.First);
            else if (told[team.Id].FirstOrDefault(d => d.Command is FacilityCommand.ReportCompletion) is { } completed) yield return (team, District.DateOf(completed.At));
        }
    }

    /// <param name="number">Which of its line at its place: each has people of its own.</param>
    private IEnumerable<FieldDeed> Of(FacilityDraft team, DateOnly from, int number)
    {
        var dice = setting.Seed.For("team", team.Id.Value);
        ImmutableArray<ActivityKind> kinds = [.. rules.Kinds.Where(k => k.IsOf(team.Line) && VolunteerWords.CanFill(k))];
        if (kinds.IsEmpty) yield break;
        ImmutableArray<ActivityKind> own = [.. kinds.Where(k => !k.Lines.IsEmpty)];
        var joined = setting.Calendar.OnOrAfter(from.AddDays(dice.Between(1, 4)));
        ImmutableArray<VolunteerId> members = [.. Enumerable.Range(number * Members, Members).Select(n => Volunteers.Member(ranks[team.Place], n))];
        for (var n = 0; n < members.Length; n++)
            yield return new FieldDeed.OfRoster(District.At(joined, new TimeOnly(8, 35)).AddMinutes(n), Cast.Team(team.Id), team.Id, new RosterCommand.Join(members[n], CraftOf(dice), joined));

        var quiet = dice.Chance(Silent) ? Season.Meeting.AddDays(-rules.SilentDays - dice.Between(1, 6)) : Season.Last;
        var day = joined.AddDays(dice.Between(1, 5));
        for (var n = 1; day <= Season.Last; n++)
        {
            if (day <= quiet) foreach (var deed in Log(team, members, dice.Pick(own.IsEmpty || dice.Chance(20) ? kinds : own), day, n)) yield return deed;
            day = day.AddDays(dice.Between(Math.Max(2, rules.SilentDays / 3), Math.Max(3, rules.SilentDays - 3)));
        }
    }

    /// <summary>As the plan's crafts are, in no order; some bring none.</summary>
    private CraftId? CraftOf(Dice dice) => rules.Crafts.IsEmpty || dice.Chance(35) ? null : dice.Pick(rules.Crafts).Id;

    /// <summary>What was done on a day, and what became of its record.</summary>
    private IEnumerable<FieldDeed> Log(FacilityDraft team, ImmutableArray<VolunteerId> members, ActivityKind kind, DateOnly day, int number)
    {
        var dice = setting.Seed.For("activity", team.Id.Value, number.ToString(CultureInfo.InvariantCulture));
        var hours = Hours.FirstOrDefault(h => h.Line == team.Line.Value) is { Line: not null } known ? known : Hours[1];
        var start = District.At(day, hours.Begins).AddMinutes(dice.Below(4) * 5);
        var minutes = hours.Minutes - (dice.Below(4) * 10);
        var log = Signed(new ActivityLog(
            IdOf(team, number, ""), team.Id, kind.Id, PlaceOf(team, dice), start, start.AddMinutes(minutes), [.. members.Take(dice.Between(2, Members)).Select(m => new Participation(m, minutes))],
            dice.Between(kind.NeedsResident ? 3 : 0, 24), [], null, null, null, null, 0, null), kind, dice);
        var told = log.End.AddMinutes(dice.Between(6, 90));
        yield return new FieldDeed.OfActivity(told, Cast.Team(team.Id), log.Id, new ActivityCommand.Enter(log));
        if (dice.Chance(NotReviewed)) yield break;

        var seen = District.At(setting.Calendar.OnOrAfter(District.DateOf(told).AddDays(1)), new TimeOnly(8, 40)).AddSeconds(dice.Below(5_400));
        var street = Cast.Street(setting.StreetOf(team.Place)!.Value);
        if (!dice.Chance(Returned))
        {
            yield return new FieldDeed.OfActivity(seen, street, log.Id, new ActivityCommand.Approve(null));
            yield break;
        }

        yield return new FieldDeed.OfActivity(seen, street, log.Id, new ActivityCommand.Return(dice.Pick(Reasons)));
        if (!dice.Chance(Mended)) yield break;
        var mended = Signed(log with { Id = IdOf(team, number, "mended"), Corrects = log.Id, Helped = log.Helped + 1 }, kind, dice);
        yield return new FieldDeed.OfActivity(seen.AddMinutes(dice.Between(90, 400)), Cast.Team(team.Id), mended.Id, new ActivityCommand.Enter(mended));
    }

    /// <summary>A street's team goes round its communities.</summary>
    private PlaceId PlaceOf(FacilityDraft team, Dice dice)
        => setting.Places.Find(team.Place)?.Kind == PlaceKind.Street && setting.CommunitiesOf(team.Place).Select(c => c.Id).ToImmutableArray() is { IsEmpty: false } communities
            ? dice.Pick(communities)
            : team.Place;

    /// <summary>With its form, and where somebody was helped with what they said and signed.</summary>
    private static ActivityLog Signed(ActivityLog log, ActivityKind kind, Dice dice)
    {
        var form = VolunteerWords.Form(kind, dice);
        log = log with { Form = form is null ? null : CallWords.IdOf(form) };
        if (!kind.NeedsResident) return log;
        var opinion = dice.Chance(45) ? VolunteerWords.Opinion(dice) : null;
        var rating = dice.Below(100) switch { < 52 => Satisfaction.VerySatisfied, < 86 => Satisfaction.Satisfied, < 95 => Satisfaction.Fair, _ => Satisfaction.Dissatisfied };
        log = log with { Rating = rating, Opinion = opinion is null ? null : CallWords.IdOf(opinion) };
        return log with { Signature = new ResidentSignature(CallWords.IdOf(VolunteerWords.Signature(dice)), SignedRecord.HashOf(log, opinion, form)) };
    }

    private ActivityId IdOf(FacilityDraft team, int number, string which) => ActivityId.Of(CommandId.Derive(
        "rehearsal-activity", setting.Seed.Value.ToString(CultureInfo.InvariantCulture), team.Id.Value, number.ToString(CultureInfo.InvariantCulture), which).Value.ToString("n"));
}
