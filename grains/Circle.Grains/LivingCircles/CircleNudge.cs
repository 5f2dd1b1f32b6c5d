using System.Collections.Immutable;
using Circle.Contracts.LivingCircles;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.LivingCircles;

/// <summary>
/// A region's word to its living circle that its points changed: one out until the circle has looked, the rest is said by one more. What
/// failed is said again at the next comparison, and so that nothing lost stays lost, a circle is asked to look every few minutes too.
/// When the silo stops nothing more is said: each region that starts says it.
/// </summary>
internal sealed class CircleNudge(Func<ILivingCircleGrain> circle, SiloStop stop, TimeProvider real, ILogger log)
{
    /// <summary>A look that finds nothing new costs some reads and writes nothing.</summary>
    public static readonly TimeSpan RepairEvery = TimeSpan.FromMinutes(5);

    private long saidAt = real.GetTimestamp();
    private bool isDirty;
    private bool isDue;
    private bool isOut;

    public void Took(ImmutableArray<PlaceRow> rows)
    {
        if (isDirty || rows.Any(row => row.Id.IsOf(ServicePoint.Kind))) Say();
    }

    /// <summary>Rules, places, points that went, or what it was told before: all may be otherwise.</summary>
    public void Say()
    {
        isDirty = true;
        Go();
    }

    /// <summary>At each comparison.</summary>
    /// <param name="isConcerned">Whether anything of the region is a circle's business; asked only when it is time.</param>
    public void Again(Func<bool> isConcerned)
    {
        isDue |= real.GetElapsedTime(saidAt) >= RepairEvery && isConcerned();
        Go();
    }

    private void Go()
    {
        if ((isDirty || isDue) && !isOut && stop.TryEnter()) _ = SayAsync();
    }

    private async Task SayAsync()
    {
        isOut = true;
        var spread = false;
        try
        {
            while ((isDirty || isDue) && !stop.IsBegun)
            {
                (spread, isDirty, isDue) = (isDirty, false, false);
                if (!await circle().Look(spread))
                {
                    Keep();
                    return;
                }

                saidAt = real.GetTimestamp();
            }
        }
        catch (Exception) when (stop.IsBegun)
        {
            Keep();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "A living circle was not told that its points changed");
            Keep();
        }
        finally
        {
            isOut = false;
            stop.Leave();
        }

        void Keep()
        {
            isDirty |= spread;
            isDue = true;
        }
    }
}
