using System.Collections.Immutable;
using Circle.Domain.Tickets;
using static Circle.Domain.Plans.LineChanges;

namespace Circle.Domain.Plans;

/// <summary>What differs in what the district decides about its hotline. A plan that says nothing of it has the usual rules.</summary>
internal static class HotlineChanges
{
    private static readonly ImmutableArray<Part<TicketCategory>> CategoryParts =
    [
        new("name", c => c.Name), new("englishName", c => c.EnglishName), new("pace", c => Word(c.Pace)),
    ];

    private static readonly ImmutableArray<Part<KindPace>> KindParts = [new("pace", k => Word(k.Pace))];

    private static readonly ImmutableArray<Part<HotlinePhrase>> PhraseParts = [new("text", p => p.Text), new("use", p => Word(p.Use))];

    private static readonly ImmutableArray<Part<UrgencyLimits>> LimitParts =
    [
        new("dispatch", l => Limit(l.Dispatch)), new("sign", l => Limit(l.Sign)), new("contact", l => Limit(l.Contact)),
        new("atOnce", l => Limit(l.AtOnce)), new("simple", l => Limit(l.Simple)), new("ordinary", l => Limit(l.Ordinary)), new("complex", l => Limit(l.Complex)),
        new("callBack", l => Limit(l.CallBack)),
    ];

    public static IEnumerable<PlanChange> Between(HotlineRules? before, HotlineRules? after)
    {
        var (was, now) = (before ?? HotlineRules.Usual, after ?? HotlineRules.Usual);
        return
        [
            .. Entries("hotline/categories", was.Categories, now.Categories, c => c.Id.Value, c => c.Name, CategoryParts),
            .. Entries("hotline/kinds", was.Kinds, now.Kinds, k => Word(k.Kind), k => Word(k.Kind), KindParts),
            .. Entries("hotline/phrases", was.Phrases, now.Phrases, p => p.Name, p => p.Name, PhraseParts),
            .. Enum.GetValues<Urgency>().SelectMany(urgency => LimitParts.SelectMany(part
                => Value($"hotline/{Word(urgency)}/{part.Name}", part.Read(was.Of(urgency)), part.Read(now.Of(urgency))))),
            .. Value("hotline/callBackTries", Number(was.CallBackTries), Number(now.CallBackTries)),
            .. Value("hotline/mostReturns", Number(was.MostReturns), Number(now.MostReturns)),
            .. Value("hotline/mostExtension", Number(was.MostExtension), Number(now.MostExtension)),
            .. Value("hotline/mostUrgentExtension", Number(was.MostUrgentExtension), Number(now.MostUrgentExtension)),
            .. Value("hotline/mostLifeSafetyExtension", Number(was.MostLifeSafetyExtension), Number(now.MostLifeSafetyExtension)),
            .. Value("hotline/mostSuspension", Number(was.MostSuspension), Number(now.MostSuspension)),
            .. Value("hotline/holdMinutes", Number(was.HoldMinutes), Number(now.HoldMinutes)),
            .. Value("hotline/spikeDays", Number(was.SpikeDays), Number(now.SpikeDays)),
            .. Value("hotline/spikeFloor", Number(was.SpikeFloor), Number(now.SpikeFloor)),
            .. Value("hotline/spikeTimes", Number(was.SpikeTimes), Number(now.SpikeTimes)),
        ];
    }

    /// <summary><c>work/7200</c> or <c>real/30</c>: minutes of working time, or of the clock.</summary>
    private static string Limit(TimeLimit limit) => $"{(limit.IsWork ? "work" : "real")}/{Number(limit.Minutes)}";
}
