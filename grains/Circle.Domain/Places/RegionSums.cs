using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Orleans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Places;

/// <summary>Order of a region's sums over activations: the epoch rises with each, n within one.</summary>
[GenerateSerializer, Immutable, Alias("Revision")]
public readonly record struct Revision([property: Id(0)] long Epoch, [property: Id(1)] long N)
{
    public static bool operator >(Revision a, Revision b) => a.Epoch > b.Epoch || (a.Epoch == b.Epoch && a.N > b.N);

    public static bool operator <(Revision a, Revision b) => b > a;
}

/// <summary>What a region tells its parent: absolute cells, so that a repeat changes nothing.</summary>
/// <param name="Parent">Whom it tells; another region drops the child.</param>
/// <param name="Base">What the parent is believed to hold; null: this is the whole.</param>
/// <param name="Cells">Cells that changed since <paramref name="Base"/>, 0 for one that is gone.</param>
/// <param name="Ticker">The newest happenings, whole; null: as before.</param>
[GenerateSerializer, Immutable, Alias("RegionReport")]
public sealed record RegionReport(
    [property: Id(0)] PlaceId Region,
    [property: Id(1)] PlaceId Parent,
    [property: Id(2)] Revision? Base,
    [property: Id(3)] Revision Revision,
    [property: Id(4)] ImmutableArray<Cell> Cells,
    [property: Id(5)] ImmutableArray<TickerItem>? Ticker = null);

/// <summary>
/// What one region holds and sums, at any depth: place rows that hang on it and regions under it. Sums are kept per line and
/// adjusted by differences; debts are settled per line when something of it moved. Mutable, for one grain's use.
/// </summary>
public sealed class RegionSums(PlaceId self)
{
    /// <summary>Rows that left and are remembered, so that an older word of one does not bring it back. Past this all are forgotten; the comparison mends it.</summary>
    private const int MostLeft = 10_000;

    private readonly Dictionary<StreamId, PlaceRow> rows = [];
    private readonly Dictionary<StreamId, long> left = [];
    private readonly Dictionary<PlaceId, Child> children = [];
    private readonly Dictionary<LineId, LineSums> lines = [];
    private readonly HashSet<LineSums> unsettled = [];
    private readonly HashSet<LineSums> moved = [];
    private readonly HashSet<ChildLine> movedBelow = [];
    private readonly HashSet<TallyKey> changed = [];
    private readonly Ticker ticker = new();

    public PlaceId Self => self;

    public int RowCount => rows.Count;

    /// <summary>Sum of the rows' marks, as the database sums it.</summary>
    public long MarkSum { get; private set; }

    public IEnumerable<PlaceId> Children => children.Keys;

    /// <summary>The newest happenings, at most 12, the newest first.</summary>
    public ImmutableArray<TickerItem> Ticker => ticker.Of(rows.Values);

    /// <summary>Rises when <see cref="Ticker"/> changes.</summary>
    public int TickerRevision
    {
        get
        {
            _ = Ticker;
            return ticker.Revision;
        }
    }

    /// <summary>What a child has reported, null while it has not.</summary>
    public Revision? RevisionOf(PlaceId child) => children.GetValueOrDefault(child)?.Revision;

    /// <summary>This region's published cells of a line: all that is under it, and its own debts.</summary>
    public IEnumerable<Cell> CellsOf(LineId line) => lines.GetValueOrDefault(line)?.Cells ?? [];

    /// <summary>The part of a line's cells that no child has reported: what hangs on this region, and its own debts.</summary>
    public IEnumerable<Cell> OwnCellsOf(LineId line) => lines.GetValueOrDefault(line)?.OwnCells ?? [];

    /// <summary>A child's cells of a line, as it last reported them.</summary>
    public IEnumerable<Cell> CellsOf(PlaceId child, LineId line) => children.GetValueOrDefault(child)?.Find(line)?.Cells ?? [];

    /// <summary>Takes a committed row; an older revision, or one already held, changes nothing. A row that names another region goes.</summary>
    public bool Take(PlaceRow row)
    {
        var held = rows.GetValueOrDefault(row.Id);
        if ((held?.Revision ?? left.GetValueOrDefault(row.Id)) >= row.Revision) return false;
        if (row.Region != self)
        {
            if (left.Count >= MostLeft) left.Clear();
            left[row.Id] = row.Revision;
            if (held is null) return false;
            Remove(held);
            return true;
        }

        if (held is not null) MarkSum -= held.Mark;
        MarkSum += row.Mark;
        left.Remove(row.Id);
        rows[row.Id] = row;
        ticker.Took(row);
        ShiftRows(held?.Cells ?? Tally.Empty, row.Cells);
        return true;
    }

    /// <summary>All rows as the database has them now: what is newer stays, what is missing there goes unless it is newer than the reading.</summary>
    /// <param name="known">Rows held when the reading was asked for: only these may be dropped by it.</param>
    public void Replace(ImmutableArray<PlaceRow> all, ImmutableHashSet<StreamId> known)
    {
        var present = all.Select(r => r.Id).ToHashSet();
        foreach (var gone in rows.Values.Where(r => known.Contains(r.Id) && !present.Contains(r.Id)).ToList()) Remove(gone);
        foreach (var row in all) Take(row);
    }

    /// <summary>Whether a row of such an aggregate hangs on it.</summary>
    public bool Holds(string kind) => rows.Keys.Any(id => id.IsOf(kind));

    public ImmutableHashSet<StreamId> RowIds() => [.. rows.Keys];

    /// <summary>Takes a child's report. Returns what is held of it afterwards; other than the report's revision: it must send the whole.</summary>
    public Revision? Take(RegionReport report)
    {
        var child = children.GetValueOrDefault(report.Region);
        if (child is not null && !(report.Revision > child.Revision)) return child.Revision;
        if (report.Base is { } expected && child?.Revision != expected) return child?.Revision;

        child ??= children[report.Region] = new Child(report.Region);
        if (report.Base is null)
        {
            var named = report.Cells.Select(c => c.Key).ToHashSet();
            foreach (var (key, _) in child.Cells.Where(c => !named.Contains(c.Key)).ToList()) SetReported(child, key, 0);
        }

        foreach (var (key, quantity) in report.Cells) SetReported(child, key, quantity);
        if (report.Ticker is { } newest) ticker.Took(report.Region, newest);
        child.Revision = report.Revision;
        return report.Revision;
    }

    /// <summary>A child that now stands elsewhere, or is no more.</summary>
    public void Drop(PlaceId child)
    {
        if (!children.Remove(child, out var gone)) return;
        ticker.Dropped(child);
        foreach (var (key, quantity) in gone.Cells) Shifted(key).ShiftReported(key, -quantity);
    }

    /// <summary>What this region itself owes. Every line is settled anew.</summary>
    public void Owe(IEnumerable<Target> planned)
    {
        var targets = planned.Where(t => t.Unit == self).ToLookup(t => t.Line);
        foreach (var owed in targets) LineOf(owed.Key);
        foreach (var line in lines.Values) line.Owe(targets[line.Id]);
        unsettled.UnionWith(lines.Values);
    }

    /// <summary>Settles this region's own debts of every line that moved.</summary>
    public void Settle(PlanVersion? plan)
    {
        foreach (var line in unsettled) line.Settle(plan?.Find(line.Id), changed);
        moved.UnionWith(unsettled);
        unsettled.Clear();
    }

    /// <summary>Which lines moved since this was last asked.</summary>
    public ImmutableArray<LineId> TakeMovedLines()
    {
        ImmutableArray<LineId> ids = [.. moved.Select(line => line.Id)];
        moved.Clear();
        return ids;
    }

    /// <summary>Cells that changed since this was last asked, with what they are now.</summary>
    public ImmutableArray<Cell> TakeChanged()
    {
        var cells = ImmutableArray.CreateBuilder<Cell>(changed.Count);
        foreach (var key in changed) cells.Add(new(key, QuantityOf(key)));
        changed.Clear();
        return cells.MoveToImmutable();
    }

    /// <summary>Which children moved on which lines since this was last asked.</summary>
    public ImmutableArray<(PlaceId Child, LineId Line)> TakeMovedBelow()
    {
        ImmutableArray<(PlaceId, LineId)> ids = [.. movedBelow.Select(line => (line.Child, line.Line))];
        movedBelow.Clear();
        return ids;
    }

    /// <summary>Every published cell, for a report of the whole.</summary>
    public ImmutableArray<Cell> Whole() => [.. lines.Values.SelectMany(line => line.Cells)];

    /// <summary>A published cell.</summary>
    public long QuantityOf(TallyKey key) => lines.GetValueOrDefault(key.Line)?[key] ?? 0;

    private void Remove(PlaceRow row)
    {
        rows.Remove(row.Id);
        ticker.Left(row.Id);
        MarkSum -= row.Mark;
        ShiftRows(row.Cells, Tally.Empty);
    }

    /// <summary>Of a row that moves on most cells stay as they are.</summary>
    private void ShiftRows(Tally before, Tally after)
    {
        foreach (var (key, was, now) in new TallyPairs(before, after))
            if (was != now) Shifted(key).ShiftRows(key, now - was);
    }

    private void SetReported(Child child, TallyKey key, long quantity)
    {
        var line = child.LineOf(key.Line);
        var difference = quantity - line.Set(key, quantity);
        if (difference == 0) return;
        movedBelow.Add(line);
        Shifted(key).ShiftReported(key, difference);
    }

    private LineSums Shifted(TallyKey key)
    {
        var line = LineOf(key.Line);
        changed.Add(key);
        unsettled.Add(line);
        return line;
    }

    private LineSums LineOf(LineId id) => lines.TryGetValue(id, out var line) ? line : lines[id] = new LineSums(id);

    /// <summary>What a child reported last.</summary>
    private sealed class Child(PlaceId id)
    {
        private readonly Dictionary<LineId, ChildLine> lines = [];

        public Revision Revision { get; set; }

        public IEnumerable<Cell> Cells => lines.Values.SelectMany(line => line.Cells);

        public ChildLine? Find(LineId line) => lines.GetValueOrDefault(line);

        public ChildLine LineOf(LineId line) => Find(line) ?? (lines[line] = new ChildLine(id, line));
    }

    private sealed class ChildLine(PlaceId child, LineId line)
    {
        private readonly Dictionary<TallyKey, long> cells = [];

        public PlaceId Child => child;

        public LineId Line => line;

        public IEnumerable<Cell> Cells => cells;

        /// <summary>Sets a cell and returns what it was.</summary>
        public long Set(TallyKey key, long quantity)
        {
            var before = cells.GetValueOrDefault(key);
            if (quantity == 0) cells.Remove(key);
            else cells[key] = quantity;
            return before;
        }
    }
}
