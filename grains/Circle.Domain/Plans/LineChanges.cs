using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Places;

namespace Circle.Domain.Plans;

/// <summary>What differs in one line, field by field and entry by entry. What is not read here would be taken unseen.</summary>
internal static class LineChanges
{
    /// <summary>A field of an entry that a list keeps: its name, and what the document writes there.</summary>
    internal readonly record struct Part<T>(string Name, Func<T, string?> Read);

    private const string QuotaField = "steps/quotas";

    private static readonly ImmutableArray<Part<Measure>> MeasureParts =
    [
        new("name", m => m.Name), new("unit", m => m.Unit), new("perFacility", m => Number(m.PerFacility)),
    ];

    private static readonly ImmutableArray<Part<Standard>> StandardParts =
    [
        new("bound", s => Number(s.Bound)), new("unit", s => s.Unit), new("required", s => Flag(s.Required)), new("source", s => s.Source),
    ];

    private static readonly ImmutableArray<Part<Step>> StepParts =
    [
        new("due", s => Day(s.Due)), new("stage", s => Word(s.Stage)), new("label", s => s.Label),
        new("lead/name", s => s.Lead?.Name), new("lead/person", s => s.Lead?.Person), new("source", s => s.Source),
        new("sentence", s => s.Sentence),
    ];

    private static readonly ImmutableArray<Part<SubsidyRule>> SubsidyParts =
    [
        new("amountFen", r => Number(r.AmountFen)), new("per", r => r.Per), new("condition", r => r.Condition), new("payers", r => r.Payers),
        new("from", r => Day(r.From)), new("until", r => Day(r.Until)), new("source", r => r.Source),
    ];

    public static IEnumerable<PlanChange> Between(Line before, Line after, PlaceTree places)
    {
        return
        [
            .. Value("order", Number(before.Order), Number(after.Order)),
            .. Value("ring", Word(before.Ring), Word(after.Ring)),
            .. Value("name", before.Name, after.Name),
            .. Value("shortName", before.ShortName, after.ShortName),
            .. Value("englishName", before.EnglishName, after.EnglishName),
            .. Value("unit", before.Unit, after.Unit),
            .. Value("countsExisting", Flag(before.CountsExisting), Flag(after.CountsExisting)),
            .. Value("lead/name", before.Lead.Name, after.Lead.Name),
            .. Value("lead/person", before.Lead.Person, after.Lead.Person),
            .. Entries("supporting", before.Supporting, after.Supporting, s => s, s => s, []),
            .. Value("rhythm", Word(before.Rhythm), Word(after.Rhythm)),
            .. Value("passMark", Number(before.PassMark), Number(after.PassMark)),
            .. Steps(before.Steps, after.Steps),
            .. Entries("excluded", before.Excluded, after.Excluded, p => p.Value, NameOf, []),
            .. Entries("roster", before.Roster, after.Roster, r => r.Place.Value, r => NameOf(r.Place), [new("number", r => Number(r.Number))]),
            .. Entries("measures", before.Measures, after.Measures, m => m.Id.Value, m => m.Name, MeasureParts),
            .. Entries("standards", before.Standards, after.Standards, s => s.Text, s => s.Text, StandardParts),
            .. Entries("subsidies", before.Subsidies, after.Subsidies, r => r.Id, r => r.Per, SubsidyParts),
            .. Doubts(before.Doubts, after.Doubts),
            .. Value("source", before.Source, after.Source),
        ];

        string NameOf(PlaceId place) => places.Find(place)?.Name ?? place.Value;
    }

    public static IEnumerable<PlanChange> Steps(ImmutableArray<Step> before, ImmutableArray<Step> after)
    {
        foreach (var change in Entries("steps", before, after, s => s.Id.Value, s => s.Label, StepParts, s => s.Id)) yield return change;
        foreach (var (old, now) in before.Join(after, s => s.Id, s => s.Id, (old, now) => (old, now)))
        {
            foreach (var change in Entries(QuotaField, old.Quotas, now.Quotas, KeyOf, _ => now.Label, [new("", q => $"{KeyOf(q)}/{Number(q.Number)}")]))
                yield return change with { Field = QuotaField, Step = now.Id };
        }

        static string KeyOf(Quota quota) => $"{Word(quota.Kind)}/{Word(quota.Answers)}";
    }

    public static IEnumerable<PlanChange> Doubts(ImmutableArray<Doubt> before, ImmutableArray<Doubt> after)
        => Entries("doubts", before, after, d => d.Id, d => d.Text, [new("text", d => d.Text), new("source", d => d.Source)]);

    public static IEnumerable<PlanChange> Value(string field, string? before, string? after)
    {
        if (before != after) yield return new(ChangeKind.Changed, field, null, null, before, after);
    }

    /// <summary>Entries by their key; of a key that stands several times, the first with the first and so on.</summary>
    public static IEnumerable<PlanChange> Entries<T>(
        string field, ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> keyOf, Func<T, string> wordsOf, ImmutableArray<Part<T>> parts, Func<T, StepId>? stepOf = null)
    {
        var (old, now) = (Keyed(before, keyOf), Keyed(after, keyOf));
        foreach (var (key, entry) in old)
        {
            if (!now.ContainsKey(key)) yield return new(ChangeKind.Removed, field, stepOf?.Invoke(entry), wordsOf(entry), First(entry), null);
        }

        foreach (var (key, entry) in now)
        {
            if (!old.TryGetValue(key, out var was))
            {
                yield return new(ChangeKind.Added, field, stepOf?.Invoke(entry), wordsOf(entry), null, First(entry));
                continue;
            }

            foreach (var part in parts.Where(p => p.Read(was) != p.Read(entry)))
                yield return new(ChangeKind.Changed, $"{field}/{part.Name}", stepOf?.Invoke(entry), wordsOf(entry), part.Read(was), part.Read(entry));
        }

        if (!old.Keys.Where(now.ContainsKey).SequenceEqual(now.Keys.Where(old.ContainsKey)))
            yield return new(ChangeKind.Reordered, field, null, null, null, null);

        string? First(T entry) => parts.IsEmpty ? null : parts[0].Read(entry);
    }

    private static OrderedDictionary<(string Key, int Nth), T> Keyed<T>(ImmutableArray<T> entries, Func<T, string> keyOf)
    {
        var keyed = new OrderedDictionary<(string, int), T>();
        foreach (var entry in entries)
        {
            var nth = 0;
            while (!keyed.TryAdd((keyOf(entry), nth), entry)) nth++;
        }

        return keyed;
    }

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string Flag(bool value) => value ? "true" : "false";

    public static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
