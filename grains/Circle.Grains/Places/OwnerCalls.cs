using Circle.Contracts.Facilities;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Places;

/// <summary>
/// Carries rows that others' commits have changed (a ticket's) to the grains that own them: per owner one message in flight, of the rest the newest waits. A
/// message that fails is tried once more; what is lost all the same the owner finds when it is asked.
/// </summary>
internal sealed class OwnerCalls(IGrainFactory grains, RegionMeters meters, SiloStop stop, ILogger log)
{
    private readonly Lock gate = new();
    private readonly OwnerMail mail = new();

    /// <summary>True: its owner's grain is told of what others do to it.</summary>
    public static bool IsTold(StreamId row) => row.IsOf(Facility.Kind) || row.IsOf(ServicePoint.Kind);

    /// <returns>What leaves now.</returns>
    public List<PlaceRow> Post(IEnumerable<PlaceRow> rows)
    {
        var ready = new List<PlaceRow>();
        lock (gate)
        {
            foreach (var row in rows)
            {
                if (mail.Post(row, out var isLetGo)) ready.Add(row);
                else if (isLetGo) meters.LetGo();
            }
        }

        return ready;
    }

    /// <summary>Ends when nothing waits for the row's owner any more.</summary>
    public async Task SendAsync(PlaceRow row)
    {
        var failures = 0;
        for (PlaceRow? next = row; next is not null;)
        {
            try
            {
                await TouchedAsync(next);
                failures = 0;
            }
            catch (Exception) when (stop.IsBegun)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Row {Row} did not reach its owner", next.Id);
                if (++failures < 2)
                {
                    lock (gate) next = mail.Again(next);
                    continue;
                }

                failures = 0;
            }

            lock (gate) mail.TryNext(row.Id, out next);
        }
    }

    private Task TouchedAsync(PlaceRow row)
        => row.Id.IsOf(Facility.Kind) ? grains.GetGrain<IFacilityGrain>(row.Id.Id).Touched(row) : grains.GetGrain<IServicePointGrain>(row.Id.Id).Touched(row);
}
