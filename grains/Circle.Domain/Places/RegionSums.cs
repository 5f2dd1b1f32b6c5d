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
    private readonly Dictionary<LineId, Dictionary<TallyKey, long>> below = [];
    private readonly Dictionary<LineId, Dictionary<TallyKey, long>> own = [];
    private readonly HashSet<(PlaceId Child, LineId Line)> movedBelow = [];
    private readonly HashSet<LineId> unsettled = [];
    private readonly HashSet<LineId> movedLines = [];
    private readonly HashSet<TallyKey> changed = [];
    private readonly Ticker ticker = new();
    private ILookup<LineId, Target> targets = Array.Empty<Target>().ToLookup(t => t.Line);

    public PlaceId Self => self;

    public int RowCount => rows.Count;

    /// <summary>Sum of the rows' marks, as the database sums it.</summary>
    public long MarkSum { get; private set; }

    public IEnumerable<PlaceId> Children => children.Keys;

    /// <summary>What a child has reported, null while it has not.</summary>
    public Revision? RevisionOf(PlaceId child) => children.GetValueOrDefault(child)?.Revision;

    /// <summary>This region's published cells of a line: all that is under it, and its own debts.</summary>
    public IEnumerable<Cell> CellsOf(LineId line)
    {
        var under = below.GetValueOrDefault(line) ?? [];
        return own.TryGetValue(line, out var debts)
            ? under.Keys.Union(debts.Keys).Select(key => new Cell(key, under.GetValueOrDefault(key) + debts.GetValueOrDefault(key)))
            : under;
    }

    /// <summary>The part of a line's cells that no child has reported: what hangs on this region, and its own debts.</summary>
    public IEnumerable<Cell> OwnCellsOf(LineId line)
    {
        var cells = CellsOf(line).ToDictionary();
        foreach (var child in children.Values)
        {
            foreach (var (key, quantity) in child.Cells.GetValueOrDefault(line) ?? [])
            {
                var left = cells.GetValueOrDefault(key) - quantity;
                if (left == 0) cells.Remove(key);
                else cells[key] = left;
            }
        }

        return cells;
    }

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

    /// <summary>A child's cells of a line, as it last reported them.</summary>
    public IEnumerable<Cell> CellsOf(PlaceId child, LineId line)
        => children.GetValueOrDefault(child)?.Cells.GetValueOrDefault(line) ?? Enumerable.Empty<Cell>();

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
        Shift(row.Cells.Cells, 1);
        if (held is not null) Shift(held.Cells.Cells, -1);
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

    public ImmutableHashSet<StreamId> RowIds() => [.. rows.Keys];

    /// <summary>Takes a child's report. Returns what is held of it afterwards; other than the report's revision: it must send the whole.</summary>
    public Revision? Take(RegionReport report)
    {
        var child = children.GetValueOrDefault(report.Region);
        if (child is not null && !(report.Revision > child.Revision)) return child.Revision;
        if (report.Base is { } expected && child?.Revision != expected) return child?.Revision;

        child ??= children[report.Region] = new Child();
        var incoming = report.Cells.AsEnumerable();
        if (report.Base is null)
        {
            var named = report.Cells.Select(c => c.Key).ToHashSet();
            incoming = incoming.Concat(child.All().Where(c => !named.Contains(c.Key)).Select(c => new Cell(c.Key, 0)).ToList());
        }

        foreach (var (key, quantity) in incoming)
        {
            var difference = quantity - child.Set(key, quantity);
            if (difference == 0) continue;
            movedBelow.Add((report.Region, key.Line));
            Shift([new Cell(key, difference)], 1);
        }

        if (report.Ticker is { } newest) ticker.Took(report.Region, newest);
        child.Revision = report.Revision;
        return report.Revision;
    }

    /// <summary>A child that now stands elsewhere, or is no more.</summary>
    public void Drop(PlaceId child)
    {
        if (!children.Remove(child, out var gone)) return;
        ticker.Dropped(child);
        Shift(gone.All(), -1);
    }

    /// <summary>What this region itself owes. Every line is settled anew.</summary>
    public void Owe(IEnumerable<Target> planned)
    {
        targets = planned.Where(t => t.Unit == self).ToLookup(t => t.Line);
        unsettled.UnionWith(below.Keys);
        unsettled.UnionWith(own.Keys);
        unsettled.UnionWith(targets.Select(t => t.Key));
    }

    /// <summary>Settles this region's own debts of every line that moved.</summary>
    public void Settle(PlanVersion? plan)
    {
        foreach (var id in unsettled)
        {
            var cells = below.GetValueOrDefault(id) ?? [];
            var settled = plan?.Find(id) is { } line && targets.Contains(id)
                ? Debts.Due(targets[id]).Concat(Debts.Met(line, targets[id], cells, cells)).ToDictionary()
                : [];
            var before = own.GetValueOrDefault(id) ?? [];
            foreach (var (key, _) in before.Except(settled).Concat(settled.Except(before))) changed.Add(key);
            if (settled.Count == 0) own.Remove(id);
            else own[id] = settled;
        }

        movedLines.UnionWith(unsettled);
        unsettled.Clear();
    }

    /// <summary>Which lines moved since this was last asked.</summary>
    public ImmutableArray<LineId> TakeMovedLines()
    {
        var moved = movedLines.ToImmutableArray();
        movedLines.Clear();
        return moved;
    }

    /// <summary>Cells that changed since this was last asked, with what they are now.</summary>
    public ImmutableArray<Cell> TakeChanged()
    {
        var cells = changed.Select(key => new Cell(key, QuantityOf(key))).ToImmutableArray();
        changed.Clear();
        return cells;
    }

    /// <summary>Which children moved on which lines since this was last asked.</summary>
    public ImmutableArray<(PlaceId Child, LineId Line)> TakeMovedBelow()
    {
        var moved = movedBelow.ToImmutableArray();
        movedBelow.Clear();
        return moved;
    }

    /// <summary>Every published cell, for a report of the whole.</summary>
    public ImmutableArray<Cell> Whole() => [.. below.Keys.Union(own.Keys).SelectMany(CellsOf)];

    /// <summary>A published cell.</summary>
    public long QuantityOf(TallyKey key)
        => (below.GetValueOrDefault(key.Line)?.GetValueOrDefault(key) ?? 0) + (own.GetValueOrDefault(key.Line)?.GetValueOrDefault(key) ?? 0);

    private void Remove(PlaceRow row)
    {
        rows.Remove(row.Id);
        ticker.Left(row.Id);
        MarkSum -= row.Mark;
        Shift(row.Cells.Cells, -1);
    }

    private void Shift(IEnumerable<Cell> cells, int sign)
    {
        foreach (var (key, quantity) in cells)
        {
            if (!below.TryGetValue(key.Line, out var sums)) below[key.Line] = sums = [];
            var sum = sums.GetValueOrDefault(key) + (sign * quantity);
            if (sum == 0) sums.Remove(key);
            else sums[key] = sum;
            changed.Add(key);
            unsettled.Add(key.Line);
        }
    }

    private sealed class Child
    {
        public Revision Revision { get; set; }

        public Dictionary<LineId, Dictionary<TallyKey, long>> Cells { get; } = [];

        public IEnumerable<Cell> All() => Cells.Values.SelectMany(line => line);

        /// <summary>Sets a cell and returns what it was.</summary>
        public long Set(TallyKey key, long quantity)
        {
            if (!Cells.TryGetValue(key.Line, out var line)) Cells[key.Line] = line = [];
            var before = line.GetValueOrDefault(key);
            if (quantity == 0) line.Remove(key);
            else line[key] = quantity;
            return before;
        }
    }
}
