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
internal sealed class Ticker
{
    public const int Most = 12;

    private readonly Dictionary<PlaceId, ImmutableArray<TickerItem>> below = [];

    /// <summary>What came since somebody last asked; it is sorted then, not with every row.</summary>
    private readonly Dictionary<StreamId, TickerItem> fresh = [];
    private ImmutableArray<TickerItem> items = [];
    private bool isDirty;

    /// <summary>Rises when the entries change, as last asked.</summary>
    public int Revision { get; private set; }

    public ImmutableArray<TickerItem> Of(IEnumerable<PlaceRow> rows)
    {
        if (isDirty) Show(Newest(rows.SelectMany(Items).Concat(below.Values.SelectMany(i => i))));
        else if (fresh.Count > 0) Show(Newest(items.Where(i => !fresh.ContainsKey(i.What.Row)).Concat(fresh.Values)));
        isDirty = false;
        fresh.Clear();
        return items;
    }

    public void Took(PlaceRow row)
    {
        if (row.Latest is { } what) fresh[row.Id] = new TickerItem(row.Region, what);
        else Left(row.Id);
    }

    /// <summary>Only a shown entry leaves a gap, which the rows have to fill.</summary>
    public void Left(StreamId row)
    {
        fresh.Remove(row);
        isDirty |= items.Any(i => i.What.Row == row);
    }

    public void Took(PlaceId child, ImmutableArray<TickerItem> newest)
    {
        isDirty = true;
        below[child] = [.. newest.Take(Most)];
    }

    public void Dropped(PlaceId child) => isDirty |= below.Remove(child);

    private static IEnumerable<TickerItem> Items(PlaceRow row) => row.Latest is { } what ? [new TickerItem(row.Region, what)] : [];

    private static ImmutableArray<TickerItem> Newest(IEnumerable<TickerItem> all)
        => [.. all.OrderByDescending(i => i.What.At).ThenBy(i => i.What.Row.Value, StringComparer.Ordinal).Take(Most)];

    private void Show(ImmutableArray<TickerItem> next)
    {
        if (items.SequenceEqual(next)) return;
        items = next;
        Revision++;
    }
}
