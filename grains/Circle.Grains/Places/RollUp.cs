using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Places;

/// <summary>
/// Carries committed rows of this silo to their regions: per region one message in flight, the rest leave together. A message
/// that fails is tried once more; what is lost all the same the region finds by comparing with the database. What is on its way when
/// the silo stops is lost without a word: every region reads its rows when it starts. Rows that another stream has changed go to their owner too.
/// </summary>
public sealed class RollUp(IGrainFactory grains, RegionMeters meters, SiloStop stop, ILogger<RollUp> log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<PlaceId, Way> ways = [];
    private readonly OwnerCalls owners = new(grains, meters, stop, log);

    /// <summary>All that one commit changed: a region gets its rows of it in one message.</summary>
    public void Post(ImmutableArray<MovedRow> rows)
    {
        if (rows.IsEmpty) return;
        var ready = new List<(Way Way, ImmutableArray<PlaceRow> Batch)>();
        lock (gate)
        {
            var goTo = new HashSet<Way>();
            foreach (var (row, former, _) in rows)
            {
                goTo.Add(Put(row.Region, row));
                if (former is { } left) goTo.Add(Put(left, row));
            }

            foreach (var way in goTo)
            {
                if (!way.Mailbox.IsOut) ready.Add((way, way.Mailbox.Depart()));
            }
        }

        var touched = owners.Post(rows.Where(r => r.IsTouched && OwnerCalls.IsTold(r.Row.Id)).Select(r => r.Row));

        // The sending outlives the request that caused it: its caller's context stays behind.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() =>
            {
                foreach (var (way, batch) in ready) _ = SendAsync(way, batch);
                foreach (var row in touched) _ = owners.SendAsync(row);
            });
        }
    }

    private Way Put(PlaceId region, PlaceRow row)
    {
        if (!ways.TryGetValue(region, out var way)) ways[region] = way = new Way(region, grains.GetGrain<IRegionGrain>(region.Value));
        if (!way.Mailbox.Post(row)) meters.LetGo();
        return way;
    }

    private async Task SendAsync(Way way, ImmutableArray<PlaceRow> batch)
    {
        var failures = 0;
        while (!batch.IsEmpty)
        {
            try
            {
                meters.Sent(batch.Length);
                await way.Grain.Take(batch);
                failures = 0;
                lock (gate)
                {
                    way.Mailbox.Arrived();
                    batch = way.Mailbox.Depart();
                }
            }
            catch (Exception) when (stop.IsBegun)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "{Rows} rows did not reach region {Region}", batch.Length, way.Region);
                lock (gate)
                {
                    if (++failures < 2)
                    {
                        way.Mailbox.Return(batch);
                    }
                    else
                    {
                        failures = 0;
                        way.Mailbox.Arrived();
                    }

                    batch = way.Mailbox.Depart();
                }
            }
        }
    }

    /// <summary>What is on its way to one region. The reference is made once: to make one reads attributes.</summary>
    private sealed class Way(PlaceId region, IRegionGrain grain)
    {
        public PlaceId Region => region;

        public IRegionGrain Grain => grain;

        public Mailbox Mailbox { get; } = new();
    }
}
