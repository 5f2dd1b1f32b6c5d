using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Domain.Journal;
using Circle.Domain.Places;
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

    /// <param name="former">The region that the row has left, which has to hear of it too.</param>
    public void Post(PlaceRow row, PlaceId? former)
    {
        Post(row.Region, row);
        if (former is { } left) Post(left, row);
    }

    private void Post(PlaceId region, PlaceRow row)
    {
        lock (gate)
        {
            if (!mailboxes.TryGetValue(region, out var mailbox)) mailboxes[region] = mailbox = new Mailbox();
            if (!mailbox.Post(row)) meters.LetGo();
            if (mailbox.IsOut) return;
            var batch = mailbox.Depart();

            // The sending outlives the request that caused it: its caller's context stays behind.
            using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => SendAsync(region, mailbox, batch));
        }
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
