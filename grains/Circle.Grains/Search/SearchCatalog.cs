using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Search;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Search;

/// <summary>
/// 检索目录: what this silo knows of everything that can be looked for, row by row with its revision, and the index over it. Told at once
/// of what commits here; of other silos' commits by <see cref="SearchWatch"/>. Of two pictures of a row the greater revision stands.
/// Nothing of it is stored: 10,000 rows are read, their keys made and the index built in about half of the second that it may take.
/// </summary>
public sealed class SearchCatalog(SearchWords words, Atlas atlas, BusinessClock clock, ILogger<SearchCatalog> log)
{
    /// <summary>Rows that are found; what comes beyond is not, and the log says so. An entry takes about a kilobyte with its row.</summary>
    public const int MostEntries = 200_000;

    /// <summary>Entries that become visible together while the index is in use: whoever commits meanwhile waits for no more than these.</summary>
    private const int Together = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<StreamId, Known> rows = [];
    private readonly Dictionary<PlaceId, RegionCount> regions = [];
    private readonly SearchIndex index = new(words);
    private Basis basis = new(null, PlaceTree.Empty, DateOnly.MinValue);
    private int entries;
    private bool isReady;
    private bool isCaptured;

    /// <param name="What">Null: nobody looks for it.</param>
    private sealed record Known(PlaceId Region, long Revision, Searchable? What);

    /// <summary>What entries say beside their rows.</summary>
    private sealed record Basis(PlanDocument? Plan, PlaceTree Places, DateOnly Today)
    {
        public SearchEntry EntryOf(Searchable what) => what.EntryOf(Plan, Places, Today);
    }

    private readonly record struct RegionCount(long Rows, long Marks);

    /// <summary>Whether the rows were read once; before that nothing it finds means anything.</summary>
    public bool IsReady => Volatile.Read(ref isReady);

    /// <summary>A row that was just committed here.</summary>
    /// <param name="what">Null: nobody looks for it any more.</param>
    public void Know(PlaceRow row, Searchable? what) => Take([(row.Id, row.Region, row.Revision, what)]);

    /// <summary>Best first, and of nothing but what <paramref name="isFor"/> holds of. Waits for nobody.</summary>
    public SearchAnswer Find(SearchQuery query, Func<SearchEntry, bool>? isFor) => index.Find(query, isFor);

    /// <summary>Regions whose count and marks are others in the database than here.</summary>
    internal ImmutableArray<PlaceId> Differing(IReadOnlyDictionary<PlaceId, RegionCheck> stored)
    {
        lock (gate)
            return [.. stored.Keys.Union(regions.Keys).Where(r => stored.GetValueOrDefault(r) is var there && regions.GetValueOrDefault(r) != new RegionCount(there.Rows, there.Marks))];
    }

    /// <summary>Every region that may have rows: those of the tree, and those of the rows that are known.</summary>
    internal ImmutableArray<PlaceId> Regions()
    {
        lock (gate) return [.. atlas.Places.All.Select(p => p.Id).Union(regions.Keys)];
    }

    /// <summary>What is known of these regions now, to be held against what is read of them afterwards.</summary>
    internal Dictionary<StreamId, long> RevisionsOf(ImmutableArray<PlaceId> these)
    {
        var asked = these.ToHashSet();
        lock (gate) return rows.Where(r => asked.Contains(r.Value.Region)).ToDictionary(r => r.Key, r => r.Value.Revision);
    }

    /// <summary>Those that are here in an older picture, or not at all.</summary>
    internal ImmutableArray<RowRevision> Lacking(ImmutableArray<RowRevision> stored)
    {
        lock (gate) return [.. stored.Where(r => !rows.TryGetValue(r.Id, out var known) || known.Revision < r.Revision)];
    }

    /// <summary>Rows as they were read.</summary>
    internal void Take(IEnumerable<(StreamId Id, PlaceId Region, long Revision, Searchable? What)> read)
    {
        foreach (var some in read.Chunk(Together))
        {
            lock (gate)
            {
                var put = new List<SearchEntry>();
                foreach (var (id, region, revision, read1) in some)
                {
                    var what = read1;
                    var (isNews, before) = Take(id, region, revision, ref what);
                    if (!isNews || !isCaptured || before == what) continue;
                    if (what is null) Remove(before!);
                    else put.Add(basis.EntryOf(what));
                }

                if (put.Count > 0) index.Put(put);
            }
        }
    }

    /// <summary>Rows that are gone from the database, unless they have come again since.</summary>
    internal void Forget(IEnumerable<(StreamId Id, long Revision)> gone)
    {
        lock (gate)
        {
            foreach (var (id, revision) in gone)
            {
                if (!rows.TryGetValue(id, out var known) || known.Revision != revision) continue;
                rows.Remove(id);
                Count(known.Region, id, known.Revision, -1);
                if (known.What is not { } what) continue;
                entries--;
                if (isCaptured) Remove(what);
            }
        }
    }

    /// <summary>Builds the index anew where plan, places or day are others than it was built by, and the first time.</summary>
    internal void Reconsider()
    {
        var now = new Basis(atlas.Plan?.Document, atlas.Places, clock.Today);
        if (IsReady && ReferenceEquals(now.Plan, basis.Plan) && ReferenceEquals(now.Places, basis.Places) && now.Today == basis.Today) return;
        index.Rebuild(EntriesBy(now));
        Volatile.Write(ref isReady, true);
    }

    /// <summary>Read by the rebuild when it notes changes already, so that none falls between.</summary>
    private IEnumerable<SearchEntry> EntriesBy(Basis now)
    {
        Searchable[] all;
        lock (gate)
        {
            basis = now;

            // From now on the index is told, the first time too, when nobody may ask it yet.
            isCaptured = true;
            all = [.. rows.Values.Select(r => r.What).OfType<Searchable>()];
        }

        foreach (var what in all) yield return now.EntryOf(what);
    }

    /// <returns>Whether it is newer than what was known, and what that was.</returns>
    private (bool IsNews, Searchable? Before) Take(StreamId id, PlaceId region, long revision, ref Searchable? what)
    {
        var known = rows.GetValueOrDefault(id);
        if (known?.Revision >= revision) return (false, null);
        if (known?.What is null && what is not null && entries == MostEntries)
        {
            log.LogWarning("{Row} is not found by search: it holds {Most} already", id, MostEntries);
            what = null;
        }

        entries += (what is null ? 0 : 1) - (known?.What is null ? 0 : 1);
        if (known is not null) Count(known.Region, id, known.Revision, -1);
        Count(region, id, revision, 1);
        rows[id] = new Known(region, revision, what);
        return (true, known?.What);
    }

    private void Count(PlaceId region, StreamId id, long revision, int sign)
    {
        var held = regions.GetValueOrDefault(region);
        regions[region] = new RegionCount(held.Rows + sign, held.Marks + (sign * PlaceRow.MarkOf(id, revision)));
        if (regions[region].Rows == 0) regions.Remove(region);
    }

    /// <summary>Whichever of the two a facility was taken for.</summary>
    private void Remove(Searchable what)
    {
        if (!index.Remove(what.Kind, what.Id) && what.Kind == SearchKind.Facility) index.Remove(SearchKind.Team, what.Id);
    }
}

/// <summary>Rows of a region in the database, and the sum of their marks.</summary>
internal readonly record struct RegionCheck(long Rows, long Marks);
