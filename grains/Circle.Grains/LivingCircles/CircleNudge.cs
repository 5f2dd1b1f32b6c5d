using System.Collections.Immutable;
using Circle.Contracts.LivingCircles;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.LivingCircles;

/// <summary>A community's word to its living circle that its points changed: one out, the rest is said by one more. What failed is said again at the next comparison.</summary>
internal sealed class CircleNudge(Func<ILivingCircleGrain> circle, ILogger log)
{
    private bool isDirty;
    private bool isOut;

    public void Took(ImmutableArray<PlaceRow> rows)
    {
        if (!isDirty && !rows.Any(row => row.Id.IsOf(ServicePoint.Kind))) return;
        Say();
    }

    /// <summary>Rules, places, or what it was told before: all may be otherwise.</summary>
    public void Say()
    {
        isDirty = true;
        Again();
    }

    public void Again()
    {
        if (isDirty && !isOut) _ = SayAsync();
    }

    private async Task SayAsync()
    {
        isOut = true;
        try
        {
            while (isDirty)
            {
                isDirty = false;
                await circle().Look(spread: true);
            }
        }
        catch (Exception e)
        {
            log.LogWarning(e, "A living circle was not told that its points changed");
            isDirty = true;
        }
        finally
        {
            isOut = false;
        }
    }
}
