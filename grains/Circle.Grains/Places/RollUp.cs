using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Places;

/// <summary>
/// Carries committed rows of this silo to their regions: per region one message in flight, the rest leave together. A message
/// that fails is tried once more; what is lost all the same the region finds by comparing with the database.
/// </summary>
public sealed class RollUp(IGrainFactory grains, RegionMeters meters, ILogger<RollUp> log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<PlaceId, Mailbox> mailboxes = [];

    /// <summary>All that one commit changed: a region gets its rows of it in one message.</summary>
    public void Post(ImmutableArray<MovedRow> rows)
    {
        if (rows.IsEmpty) return;
        var ready = new List<(PlaceId Region, Mailbox Mailbox, ImmutableArray<PlaceRow> Batch)>();
        lock (gate)
        {
            var touched = new HashSet<PlaceId>();
            foreach (var (row, former) in rows)
            {
                Put(row.Region, row, touched);
                if (former is { } left) Put(left, row, touched);
            }

            foreach (var region in touched)
            {
                var mailbox = mailboxes[region];
                if (!mailbox.IsOut) ready.Add((region, mailbox, mailbox.Depart()));
            }
        }

        // The sending outlives the request that caused it: its caller's context stays behind.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() =>
            {
                foreach (var (region, mailbox, batch) in ready) _ = SendAsync(region, mailbox, batch);
            });
        }
    }

    private void Put(PlaceId region, PlaceRow row, HashSet<PlaceId> touched)
    {
        if (!mailboxes.TryGetValue(region, out var mailbox)) mailboxes[region] = mailbox = new Mailbox();
        if (!mailbox.Post(row)) meters.LetGo();
        touched.Add(region);
    }

    private async Task SendAsync(PlaceId region, Mailbox mailbox, ImmutableArray<PlaceRow> batch)
    {
        var failures = 0;
        while (!batch.IsEmpty)
        {
            try
            {
                meters.Sent(batch.Length);
                await grains.GetGrain<IRegionGrain>(region.Value).Take(batch);
                failures = 0;
                lock (gate)
                {
                    mailbox.Arrived();
                    batch = mailbox.Depart();
                }
            }
            catch (Exception e)
            {
                log.LogWarning(e, "{Rows} rows did not reach region {Region}", batch.Length, region);
                lock (gate)
                {
                    if (++failures < 2)
                    {
                        mailbox.Return(batch);
                    }
                    else
                    {
                        failures = 0;
                        mailbox.Arrived();
                    }

                    batch = mailbox.Depart();
                }
            }
        }
    }
}
