using System.Collections.Immutable;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Seeds.Json;

namespace Circle.Seeds.Lines;

/// <summary>The part of plan.json that says what people call the hotline about, and by when each step of a ticket is done.</summary>
internal static class HotlinePart
{
    private static readonly int MostMinutes = WorkTime.MaxDays * TimeLimit.MinutesInDay;

    public static HotlineRules Read(JsonMap map)
    {
        var usual = HotlineRules.Usual;
        var rules = new HotlineRules(
            ReadCategories(map),
            ReadKinds(map),
            ReadLimits(map, "ordinary", usual.Ordinary),
            ReadLimits(map, "urgent", usual.Urgent),
            ReadLimits(map, "lifeSafety", usual.LifeSafety),
            (int)map.Whole("callBackTries", 1, Ticket.MostTries),
            (int)map.Whole("mostReturns", 0, Ticket.MostDispatches - 1),
            (int)map.Whole("mostExtension", 0, HotlineRules.MaxNumber),
            (int)map.Whole("mostSuspension", 1, HotlineRules.MaxNumber),
            (int)map.Whole("holdMinutes", 1, TimeLimit.MinutesInDay),
            (int)map.Whole("spikeDays", 1, HotlineRules.MaxNumber),
            (int)map.Whole("spikeFloor", 1, HotlineRules.MaxFloor),
            (int)map.Whole("spikeTimes", 1, HotlineRules.MaxTimes))
        {
            Phrases = ReadPhrases(map),
            MostUrgentExtension = (int)(map.WholeOrNull("mostUrgentExtension", 0, HotlineRules.MaxNumber) ?? usual.MostUrgentExtension),
            MostLifeSafetyExtension = (int)(map.WholeOrNull("mostLifeSafetyExtension", 0, HotlineRules.MaxNumber) ?? usual.MostLifeSafetyExtension),
        };
        map.Close();
        return rules;
    }

    private static ImmutableArray<TicketCategory> ReadCategories(JsonMap map)
    {
        var ids = new UniqueIds(map.Problems);
        var categories = ImmutableArray.CreateBuilder<TicketCategory>();
        foreach (var entry in map.Maps("categories"))
        {
            categories.Add(new(ids.Take<TicketCategoryId>(entry), entry.Text("name", HotlineRules.MaxName), entry.Text("englishName", HotlineRules.MaxName), entry.Word<TicketPace>("pace")));
            entry.Close();
        }

        if (categories.Count is 0 or > HotlineRules.MostCategories) map.Problems.Add(map.AtOf("categories"), $"“categories”应有 1 到 {HotlineRules.MostCategories} 个类别");
        return categories.ToImmutable();
    }

    private static ImmutableArray<KindPace> ReadKinds(JsonMap map)
    {
        var seen = new HashSet<TicketKind>();
        var kinds = ImmutableArray.CreateBuilder<KindPace>();
        foreach (var entry in map.Maps("kinds"))
        {
            var kind = new KindPace(entry.Word<TicketKind>("kind"), entry.Word<TicketPace>("pace"));
            entry.Close();
            if (!seen.Add(kind.Kind)) entry.Problems.Add(entry.AtOf("kind"), "诉求性质写了两次");
            kinds.Add(kind);
        }

        return kinds.ToImmutable();
    }

    private static ImmutableArray<HotlinePhrase> ReadPhrases(JsonMap map)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var phrases = ImmutableArray.CreateBuilder<HotlinePhrase>();
        foreach (var entry in map.Maps("phrases"))
        {
            var phrase = new HotlinePhrase(entry.Text("name", HotlineRules.MaxName), entry.Text("text", HotlineRules.MaxPhrase), entry.Word<PhraseUse>("use"));
            entry.Close();
            if (!seen.Add(phrase.Name)) entry.Problems.Add(entry.AtOf("name"), "常用语名称写了两次");
            phrases.Add(phrase);
        }

        if (phrases.Count > HotlineRules.MostPhrases) map.Problems.Add(map.AtOf("phrases"), $"“phrases”最多 {HotlineRules.MostPhrases} 条常用语");
        return phrases.ToImmutable();
    }

    private static UrgencyLimits ReadLimits(JsonMap map, string name, UrgencyLimits missing)
    {
        if (map.Map(name) is not { } limits) return missing;
        var read = new UrgencyLimits(
            ReadLimit(limits, "dispatch"),
            ReadLimit(limits, "sign"),
            ReadLimit(limits, "contact"),
            ReadLimit(limits, "atOnce"),
            ReadLimit(limits, "simple"),
            ReadLimit(limits, "ordinary"),
            ReadLimit(limits, "complex"),
            ReadLimit(limits, "callBack"));
        limits.Close();
        return read;
    }

    private static TimeLimit ReadLimit(JsonMap map, string name)
    {
        if (map.Map(name) is not { } limit) return default;
        var read = new TimeLimit((int)limit.Whole("minutes", 1, MostMinutes), limit.Flag("isWork"));
        limit.Close();
        return read;
    }
}
