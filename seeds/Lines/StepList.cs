using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Seeds.Json;
using Circle.Seeds.Reading;
using Circle.Seeds.Rows;

namespace Circle.Seeds.Lines;

/// <summary>
/// The steps of one line. Quotas are cumulative for the same unit, kind and stage, so dates go up and numbers never fall.
/// A step without quotas is a date that the document names without a figure.
/// </summary>
internal sealed class StepList(JsonMap map, ImmutableArray<RosterPlace> roster, PlaceRows places, DateOnly issuedOn, Problems problems)
{
    public const int MostYears = 10;

    private const int Most = 1_000_000;

    private readonly Dictionary<Stage, DateOnly> lastDue = [];
    private readonly Dictionary<(Stage, Answerer, QuotaKind), int> lastNumber = [];

    public ImmutableArray<Step> Read()
    {
        var ids = new UniqueIds(problems);
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var entry in map.Maps("steps"))
        {
            var (id, due, stage) = (ids.Take<StepId>(entry), entry.Date("due"), entry.Word<Stage>("stage"));
            CheckDue(due, stage, entry.AtOf("due"));
            steps.Add(new(
                id, due, stage, entry.Text("label"), Quotas(entry, stage), LineFile.Lead(entry.MapOrNull("lead")), entry.Text("source"),
                entry.TextOrNull("sentence", Step.MostSentence)));
            entry.Close();
        }

        if (steps.Count == 0)
            problems.Add(map.AtOf("steps"), "至少要有一个节点（steps）");
        return steps.ToImmutable();
    }

    /// <summary>Without arithmetic on dates: a stored plan may have any.</summary>
    public static bool IsInTime(DateOnly due, DateOnly issuedOn)
        => due >= issuedOn && (due.Year - MostYears, due.Month, due.Day).CompareTo((issuedOn.Year, issuedOn.Month, issuedOn.Day)) <= 0;

    private void CheckDue(DateOnly due, Stage stage, At at)
    {
        // Unreadable dates are reported already.
        if (due == default || issuedOn == default)
            return;
        if (!IsInTime(due, issuedOn))
            problems.Add(at, $"节点日期应在文件印发（{issuedOn:yyyy-MM-dd}）之后 {MostYears} 年以内");
        if (lastDue.TryGetValue(stage, out var last) && due <= last)
            problems.Add(at, $"同一阶段的节点日期应逐个往后，上一个是 {last:yyyy-MM-dd}");
        lastDue[stage] = due;
    }

    private ImmutableArray<Quota> Quotas(JsonMap step, Stage stage)
    {
        var quotas = ImmutableArray.CreateBuilder<Quota>();
        foreach (var entry in step.Maps("quotas"))
        {
            var before = problems.Count;
            var kind = entry.Word<QuotaKind>("kind");
            var quota = new Quota(kind, Number(entry, kind), entry.Word<Answerer>("answers"));
            entry.Close();
            quotas.Add(quota);
            if (problems.Count != before)
                continue;
            CheckAnswerer(quota, entry.AtOf("answers"));
            if (quotas.Take(quotas.Count - 1).Any(q => (q.Kind, q.Answers) == (quota.Kind, quota.Answers)))
                problems.Add(entry.At, "同一个节点里，同一类单位的同一种任务只能写一次");
            else
                CheckRise(quota, stage, entry.AtOf("number"));
        }

        return quotas.ToImmutable();
    }

    /// <summary>A roster brings its own numbers, so that quota has none: left out, or 0.</summary>
    private static int Number(JsonMap entry, QuotaKind kind) => kind switch
    {
        QuotaKind.Roster => (int)(entry.WholeOrNull("number", 0, 0) ?? 0),
        QuotaKind.ShareOfCommunities => (int)entry.Whole("number", 1, 100),
        _ => (int)entry.Whole("number", 1, Most),
    };

    private void CheckAnswerer(Quota quota, At at)
    {
        if (quota.Kind == QuotaKind.Number && quota.Answers != Answerer.District)
            problems.Add(at, "全区数字（number）只能由区里承担，answers 应是 district");
        if (quota.Kind == QuotaKind.ShareOfCommunities && quota.Answers != Answerer.Street)
            problems.Add(at, "社区比例（shareOfCommunities）由街道承担，answers 应是 street");
        if (quota.Kind != QuotaKind.Roster)
            return;
        if (roster.IsEmpty)
            problems.Add(at, "节点要按名单（roster）计数，但名单是空的");
        foreach (var place in roster.Select(r => places.Find(r.Place)).OfType<PlaceDraft>().Where(p => IsAbove(p.Kind, quota.Answers)).Take(1))
            problems.Add(at, $"名单里的“{place.Name}”比 answers 高，不能由下级承担");
    }

    private void CheckRise(Quota quota, Stage stage, At at)
    {
        var key = (stage, quota.Answers, quota.Kind);
        if (lastNumber.TryGetValue(key, out var last) && quota.Number < last)
            problems.Add(at, $"数量是累计数，不应比上一个节点的 {last} 少");
        lastNumber[key] = quota.Number;
    }

    /// <summary>A community of a roster may be its street's or the district's to answer for, never the other way round.</summary>
    private static bool IsAbove(PlaceKind kind, Answerer answers) => (kind, answers) is
        (PlaceKind.District, not Answerer.District) or (PlaceKind.Street, Answerer.Community);
}
