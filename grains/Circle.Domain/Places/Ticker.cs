using System.Collections.Immutable;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Places;

/// <summary>One entry of a ticker, and where it happened.</summary>
[GenerateSerializer, Immutable, Alias("TickerItem")]
public sealed record TickerItem([property: Id(0)] PlaceId Region, [property: Id(1)] Happening What);

/// <summary>
/// 实况: the newest happenings of a region and of all under it. Derived from what rows and children say now, so a repeat, a
/// restart or another order makes no difference. Mutable, for <see cref="RegionSums"/>.
/// </summary>
/// <remarks>
/// What comes is laid in among the shown. That is exact as long as the last of them stands before everything that was ever left
/// out; where one that goes leaves a gap, all is looked through again.
/// </remarks>
internal sealed class Ticker
{
    public const int Most = 12;

    private readonly Dictionary<PlaceId, ImmutableArray<TickerItem>> below = [];
    private readonly List<Entry> shown = new(Most + 1);
    private ImmutableArray<TickerItem> items = [];

    /// <summary>Everything that was left out stands behind this one; null: nothing was.</summary>
    private TickerItem? bound;
    private bool hasGap;
    private bool isTouched;

    /// <summary>Rises when the entries change, as last asked.</summary>
    public int Revision { get; private set; }

    public ImmutableArray<TickerItem> Of(IEnumerable<PlaceRow> rows)
    {
        if (hasGap) LookThrough(rows);
        if (isTouched) Show([.. shown.Select(entry => entry.Item)]);
        isTouched = false;
        return items;
    }

    public void Took(PlaceRow row)
    {
        TakeAway(row.Id);
        if (row.Latest is { } what) LayIn(null, new TickerItem(row.Region, what));
        LookForGap();
    }

    public void Left(StreamId row)
    {
        TakeAway(row);
        LookForGap();
    }

    public void Took(PlaceId child, ImmutableArray<TickerItem> newest)
    {
        TakeAway(child);
        below[child] = [.. newest.Take(Most)];
        foreach (var item in below[child]) LayIn(child, item);
        LookForGap();
    }

    public void Dropped(PlaceId child)
    {
        TakeAway(child);
        below.Remove(child);
        LookForGap();
    }

    /// <summary>The newest first; at one moment by row.</summary>
    private static int Compare(TickerItem a, TickerItem b)
    {
        var order = b.What.At.CompareTo(a.What.At);
        if (order == 0) order = string.CompareOrdinal(a.What.Row.Value, b.What.Row.Value);
        return order != 0 ? order : string.CompareOrdinal(a.Region.Value, b.Region.Value);
    }

    private void TakeAway(StreamId row) => isTouched |= shown.RemoveAll(entry => entry.Child is null && entry.Item.What.Row == row) > 0;

    private void TakeAway(PlaceId child) => isTouched |= shown.RemoveAll(entry => entry.Child == child) > 0;

    private void LayIn(PlaceId? child, TickerItem item)
    {
        var at = 0;
        while (at < shown.Count && Compare(shown[at].Item, item) <= 0) at++;
        if (at < Most)
        {
            shown.Insert(at, new(child, item));
            isTouched = true;
            if (shown.Count <= Most) return;
            shown.RemoveAt(Most);
        }

        if (bound is null || Compare(shown[^1].Item, bound) < 0) bound = shown[^1].Item;
    }

    /// <summary>Whether something that was left out may belong among the shown by now.</summary>
    private void LookForGap() => hasGap |= bound is not null && (shown.Count < Most || Compare(shown[^1].Item, bound) > 0);

    private void LookThrough(IEnumerable<PlaceRow> rows)
    {
        shown.Clear();
        (bound, hasGap, isTouched) = (null, false, true);
        foreach (var row in rows)
            if (row.Latest is { } what) LayIn(null, new TickerItem(row.Region, what));
        foreach (var (child, newest) in below)
            foreach (var item in newest) LayIn(child, item);
    }

    private void Show(ImmutableArray<TickerItem> next)
    {
        if (items.SequenceEqual(next)) return;
        items = next;
        Revision++;
    }

    /// <param name="Child">Who reported it; null: a row of the region's own.</param>
    private readonly record struct Entry(PlaceId? Child, TickerItem Item);
}
