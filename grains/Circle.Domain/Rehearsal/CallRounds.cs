using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// 来电: who calls the rehearsal's hotline from 2013-09-26 to the end of 2014, and what operators, units and the supervisor make of it. Pure; the same seed and
/// district give the same deeds on every machine. All of it is invented.
/// </summary>
public sealed class CallRounds
{
    private const int Anonymous = 12;
    private const int AnonymousQuestions = 55;
    private const int CalledTwice = 6;
    private const int JoinedOfSpike = 3;

    private static readonly DateOnly EmergencyOn = new(2013, 10, 23);

    /// <summary>When whoever calls about the same calls. Each third one is joined to the first; the others count.</summary>
    private static readonly ImmutableArray<(DateOnly Day, TimeOnly Time)> SpikeAt =
    [
        (new(2013, 11, 7), new(9, 12)), (new(2013, 11, 8), new(9, 40)), (new(2013, 11, 8), new(11, 2)), (new(2013, 11, 8), new(15, 26)), (new(2013, 11, 9), new(10, 5)), (new(2013, 11, 9), new(11, 19)),
        (new(2013, 11, 11), new(8, 51)), (new(2013, 11, 11), new(10, 37)), (new(2013, 11, 11), new(14, 33)), (new(2013, 11, 12), new(9, 18)), (new(2013, 11, 12), new(13, 41)),
    ];

    /// <summary>What is late when people meet the district.</summary>
    private static readonly ImmutableArray<(DateOnly Day, TimeOnly Time, CallFate Fate)> Dealt =
    [
        (new(2013, 11, 4), new(9, 26), CallFate.AnsweredLate), (new(2013, 11, 4), new(15, 8), CallFate.AnsweredLate), (new(2013, 11, 5), new(8, 49), CallFate.AnsweredLate),
        (new(2013, 11, 11), new(9, 31), CallFate.SignedLate), (new(2013, 11, 11), new(11, 44), CallFate.SignedLate),
    ];

    private readonly Setting setting;
    private readonly HotlineRules rules;
    private readonly CallTargets targets;
    private readonly ImmutableArray<CallMatter> matters;

    private CallRounds(Setting setting, ImmutableArray<FacilityDraft> facilities, ImmutableArray<FieldDeed> work)
    {
        this.setting = setting;
        rules = setting.Plan.Hotline ?? HotlineRules.Usual;
        targets = new CallTargets(setting, facilities, work);
        matters = [.. CallMatters.All.Where(IsKnown)];
    }

    /// <param name="facilities">As the seeds register them.</param>
    /// <param name="work">What <see cref="FieldWork"/> writes for the same seed and district.</param>
    /// <returns>In order of time.</returns>
    public static ImmutableArray<FieldDeed> Write(int seed, PlanDocument plan, PlaceTree places, ImmutableArray<FacilityDraft> facilities, ImmutableArray<FieldDeed> work, WorkCalendar calendar)
    {
        var rounds = new CallRounds(new Setting(new Seed(seed), plan, places, calendar), facilities, work);
        if (!rounds.targets.Any || rounds.matters.IsEmpty) return [];
        var end = District.At(Season.Last.AddDays(1));
        return [.. rounds.Days().Concat(rounds.Deal()).Concat(rounds.Spike()).Concat(rounds.Emergency()).Where(d => d.At < end).OrderBy(d => d.At)];
    }

    private bool IsKnown(CallMatter matter) => rules.Find(TicketCategoryId.Of(matter.Category)) is not null;

    private IEnumerable<FieldDeed> Days()
    {
        for (var day = Season.First; day <= Season.Last; day = day.AddDays(1))
        {
            var dice = setting.Seed.For("calls", day.ToString("O"));
            var count = setting.Calendar.IsWorkday(day) ? dice.Between(12, 18) : dice.Between(8, 11);
            for (var n = 1; n <= count; n++)
                foreach (var deed in One(day, n)) yield return deed;
        }
    }

    /// <summary>One call, with whoever calls about the same later, if anybody does.</summary>
    private IEnumerable<FieldDeed> One(DateOnly day, int number)
    {
        var dice = setting.Seed.For("caller", day.ToString("O"), number.ToString(CultureInfo.InvariantCulture));
        var (target, fitting) = targets.Pick(matters, day, dice);
        if (fitting.IsEmpty) yield break;
        var matter = Matter(fitting, dice);
        var at = new CallHours(setting.Calendar, dice).Call(day);

        // What has to be seen to within hours is told while there are hours left.
        if (matter.Urgency != Urgency.Ordinary) at = District.At(day, new TimeOnly(8, 5)).AddSeconds(dice.Below(21_600));
        var isAnonymous = matter.Kind == TicketKind.Report ? dice.Chance(50) : dice.Chance(matter.Kind is TicketKind.Consultation or TicketKind.Praise ? AnonymousQuestions : Anonymous);
        var call = new Call(IdOf(day, number), at, target, matter, isAnonymous ? null : Callers.IdOf(dice.Below(Callers.Count)));
        var course = new CallCourse(setting, call, rules).Walk();
        foreach (var deed in course) yield return deed;
        if (matter.Kind != TicketKind.Report && dice.Chance(CalledTwice))
            foreach (var deed in Again(call, course, dice)) yield return deed;
    }

    /// <summary>The same day, while the first one is on its way and will be for a day more.</summary>
    private ImmutableArray<FieldDeed> Again(Call first, ImmutableArray<FieldDeed> course, Dice dice)
    {
        var at = first.At.AddMinutes(dice.Between(100, 300));
        var linked = at.AddMinutes(dice.Between(65, 150));
        if (District.DateOf(linked) != District.DateOf(first.At) || District.Local(linked).Hour >= 18 || !IsOpenAfter(course, linked)) return [];
        var call = first with { Id = TicketId.Of($"{first.Id}-b"), At = at, Caller = Callers.IdOf(dice.Below(Callers.Count)) };
        return new CallCourse(setting, call, rules).Follow(first.Id, course, linked);
    }

    private IEnumerable<FieldDeed> Deal()
    {
        var slow = matters.Where(m => m is { Urgency: Urgency.Ordinary, Kind: TicketKind.Help or TicketKind.Complaint } && rules.Find(TicketCategoryId.Of(m.Category))!.Pace == TicketPace.Ordinary).ToImmutableArray();
        for (var n = 0; n < Dealt.Length; n++)
        {
            var (day, time, fate) = Dealt[n];
            var dice = setting.Seed.For("dealt", n.ToString(CultureInfo.InvariantCulture));
            var (target, fitting) = targets.Pick(slow, day, dice);
            if (fitting.IsEmpty) continue;
            var id = TicketId.Of(string.Create(CultureInfo.InvariantCulture, $"rehearsal-dealt-{n + 1}"));
            foreach (var deed in new CallCourse(setting, new Call(id, District.At(day, time), target, dice.Pick(fitting), Callers.IdOf(dice.Below(Callers.Count)), fate), rules).Walk()) yield return deed;
        }
    }

    /// <summary>诉求激增: about one shop, in the days before people meet the district.</summary>
    private IEnumerable<FieldDeed> Spike()
    {
        if (!IsKnown(CallMatters.Spike)) yield break;
        var dice = setting.Seed.For("spike");
        var target = targets.Shop(SpikeAt[0].Day.AddDays(-7), dice);
        var first = new Call(TicketId.Of("rehearsal-spike-1"), District.At(SpikeAt[0].Day, SpikeAt[0].Time), target, CallMatters.Spike, Callers.IdOf(dice.Below(Callers.Count)), CallFate.Slow);
        var course = new CallCourse(setting, first, rules).Walk();
        foreach (var deed in course) yield return deed;
        for (var n = 2; n <= SpikeAt.Length; n++)
        {
            var at = District.At(SpikeAt[n - 1].Day, SpikeAt[n - 1].Time);
            var call = first with { Id = TicketId.Of(string.Create(CultureInfo.InvariantCulture, $"rehearsal-spike-{n}")), At = at, Caller = Callers.IdOf(dice.Below(Callers.Count)), Fate = null };
            var linked = at.AddMinutes(dice.Between(70, 130));
            foreach (var deed in n % JoinedOfSpike == 0 && IsOpenAfter(course, linked) ? new CallCourse(setting, call, rules).Follow(first.Id, course, linked) : new CallCourse(setting, call, rules).Walk()) yield return deed;
        }
    }

    /// <summary>特急</summary>
    private ImmutableArray<FieldDeed> Emergency() => !IsKnown(CallMatters.Emergency) ? []
        : new CallCourse(
            setting,
            new Call(
                TicketId.Of("rehearsal-emergency"), District.At(EmergencyOn, new TimeOnly(9, 47)), targets.Community(setting.Seed.For("emergency")), CallMatters.Emergency,
                Callers.IdOf(0), CallFate.Slow),
            rules).Walk();

    /// <summary>Joined to it, another one hears of its answer.</summary>
    private static bool IsOpenAfter(ImmutableArray<FieldDeed> course, DateTimeOffset linked)
        => course.OfType<FieldDeed.OfTicket>().FirstOrDefault(d => d.Command is TicketCommand.Answer) is { } answer && District.DateOf(answer.At) > District.DateOf(linked);

    private static CallMatter Matter(ImmutableArray<CallMatter> fitting, Dice dice)
    {
        var kind = dice.Below(1_000) switch
        {
            < 400 => TicketKind.Consultation,
            < 600 => TicketKind.Help,
            < 890 => TicketKind.Complaint,
            < 945 => TicketKind.Suggestion,
            < 988 => TicketKind.Praise,
            _ => TicketKind.Report,
        };
        var some = fitting.Where(m => m.Kind == kind).ToImmutableArray();
        return dice.Pick(some.IsEmpty ? [.. fitting.Where(m => m.Kind != TicketKind.Report)] : some);
    }

    private static TicketId IdOf(DateOnly day, int number) => TicketId.Of(string.Create(CultureInfo.InvariantCulture, $"rehearsal-{day:yyyyMMdd}-{number:00}"));
}
