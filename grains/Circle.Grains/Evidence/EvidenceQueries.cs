using System.Collections.Immutable;
using Circle.Contracts.Evidence;
using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Facilities;
using Circle.Grains.Places;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Evidence;

[StatelessWorker, GrainType("evidence-queries")]
public sealed class EvidenceQueries(IFacilityRows rows, IPlaceRows places, Atlas atlas, BusinessClock clock) : Grain, IEvidenceQueries
{
    /// <summary>The last reading: the lists of one wall ask for the same rows in the same instant.</summary>
    private (Question Of, EvidenceReading Reading)? held;

    public async Task<EvidenceView?> Lines(EvidenceQuery query, CancellationToken cancel)
    {
        if (await ReadAsync(query, cancel) is not { } read) return null;
        var lines = Ranking.MostBehind(read.Lines.Select(read.StandingOf))
            .Select(standing => EvidencePainter.Line(read, standing, CountOf(read, standing.Line, query)))
            .Where(line => query.Figure is null || line.Count > 0);
        var one = query.Line is { } asked ? read.Plan.Find(asked) : null;
        return new EvidenceView(
            PlaceLink.Of(read.Place),
            read.Today,
            [.. lines],
            one is null ? null : EvidencePainter.Sentences(read, one),
            one is null ? null : EvidencePainter.Units(read, one),
            one is null ? null : read.Plan.Baselines.GetValueOrDefault(one.Id),
            read.Plan.Version,
            read.IsTruncated);
    }

    public async Task<EvidencePage?> Items(EvidenceQuery query, int after, int limit, CancellationToken cancel)
    {
        if (await ReadAsync(query, cancel) is not { } read) return null;
        var figure = query.Figure ?? Figure.Owed;
        var all = Domain.Evidence.Items.InOrder(read.Lines.SelectMany(line => read.ItemsOf(figure, line, DaysOf(query, figure, read.Today)))).ToList();
        var page = all.Skip(after).Take(Math.Clamp(limit, 1, EvidencePage.MaxLimit)).Select(item => EvidencePainter.Item(read, item)).ToImmutableArray();
        return new EvidencePage(page, after + page.Length < all.Count ? after + page.Length : null, all.Count, all.Sum(item => item.Count), read.IsTruncated);
    }

    private static long? CountOf(EvidenceReading read, LineId line, EvidenceQuery query)
        => query.Figure is { } figure ? read.ItemsOf(figure, read.Plan.Find(line)!, DaysOf(query, figure, read.Today)).Sum(item => item.Count) : null;

    private static Days? DaysOf(EvidenceQuery query, Figure figure, DateOnly today)
        => (query.From, query.To) is (null, null) ? null : new Days(query.From ?? today, query.To ?? (figure == Figure.Due ? DateOnly.MaxValue : today));

    private async Task<EvidenceReading?> ReadAsync(EvidenceQuery query, CancellationToken cancel)
    {
        var (plan, tree, today) = (atlas.Plan, atlas.Places, clock.Today);
        var place = query.Place is { } asked ? tree.Find(asked) : tree.Root;
        if (place is null || plan is null || (query.Line is { } one && plan.Find(one) is null)) return null;

        // Counts and marks before the rows: what is committed in between is read again by the next question.
        ImmutableArray<PlaceId> regions = [.. tree.Subtree(place.Id).Select(p => p.Id)];
        var marks = await places.MarksAsync(regions, cancel);
        var question = new Question(place.Id, query.Line, query.Ring, plan, tree, today, string.Join(' ', marks.OrderBy(m => m.Region.Value, StringComparer.Ordinal)));
        if (held is { } last && last.Of == question) return last.Reading;

        held = null;
        var (facilities, isTruncated) = await EvidenceReading.FacilitiesAsync(rows, regions, query.Line, cancel);
        var reading = new EvidenceReading(
            place,
            today,
            UnitLedgers.Of(plan, tree, place.Id, facilities.Select(f => (f.View.Place, f.Cells))),
            facilities.ToLookup(f => f.View.Line),
            [.. plan.Document.Lines.Where(l => (query.Line is null || l.Id == query.Line) && (query.Ring is null || l.Ring == query.Ring))],
            isTruncated);
        held = (question, reading);
        return reading;
    }

    /// <summary>What a reading answers, and all that it was made from.</summary>
    private sealed record Question(PlaceId Place, LineId? Line, Ring? Ring, PlanVersion Plan, PlaceTree Tree, DateOnly Today, string Marks)
    {
        public bool Equals(Question? other)
            => other is not null && (Place, Line, Ring, Today, Marks) == (other.Place, other.Line, other.Ring, other.Today, other.Marks)
               && ReferenceEquals(Plan, other.Plan) && ReferenceEquals(Tree, other.Tree);

        public override int GetHashCode() => HashCode.Combine(Place, Line, Ring, Today, Marks);
    }
}
