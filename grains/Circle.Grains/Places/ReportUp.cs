using Circle.Contracts.Places;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Places;

/// <summary>A region's word to its parent: one report in flight, what changes meanwhile leaves as one report when it is answered.</summary>
internal sealed class ReportUp(RegionSums sums, long epoch, Func<PlanVersion?> plan, Func<PlaceId, IRegionGrain> grainOf, ILogger log)
{
    /// <summary>Whole reports in a row that the parent did not take; the next comparison begins anew.</summary>
    private const int MaxWhole = 3;

    private Revision? held;
    private int ticker;
    private int toldTicker;
    private IRegionGrain? parentGrain;
    private bool isAtIt;
    private bool isOut;

    /// <summary>Null at the top. Another parent hears the whole.</summary>
    public PlaceId? Parent
    {
        get;
        set
        {
            if (field == value) return;
            field = value;
            parentGrain = value is { } parent ? grainOf(parent) : null;
            held = null;
        }
    }

    public Revision Revision { get; private set; } = new(epoch, 1);

    /// <summary>What the parent says that it has; where it differs from what it acknowledged, it hears the whole.</summary>
    public void ParentHolds(Revision? revision)
    {
        if (!isOut && revision != held) held = null;
    }

    /// <summary>Settles and reports, unless a report is out already, when what has come in by now is taken.</summary>
    public void Start()
    {
        if (!isAtIt) _ = RunAsync();
    }

    private async Task RunAsync()
    {
        isAtIt = true;
        try
        {
            // Messages that wait are taken first: one report tells of them all, and a region whose children are many reports seldom.
            await Task.Yield();
            for (var whole = 0; whole < MaxWhole;)
            {
                sums.Settle(plan());
                var changed = sums.TakeChanged();
                var newest = sums.Ticker;
                if (!changed.IsEmpty || sums.TickerRevision != ticker) Revision = Revision with { N = Revision.N + 1 };
                ticker = sums.TickerRevision;
                if (Parent is not { } parent || held == Revision) return;

                var cells = held is null ? sums.Whole() : changed;
                var sent = new RegionReport(sums.Self, parent, held, Revision, cells, held is null || toldTicker != ticker ? newest : null);
                if (held is null) whole++;
                isOut = true;
                try
                {
                    held = await parentGrain!.Take(sent);
                    toldTicker = ticker;
                }
                catch (Exception e)
                {
                    // It may have arrived or not: the parent's next comparison says what it holds.
                    log.LogWarning(e, "{Region} did not reach its parent {Parent}", sums.Self, parent);
                    held = null;
                    return;
                }
                finally
                {
                    isOut = false;
                }

                if (held != sent.Revision || Parent != parent) held = null;
            }
        }
        catch (Exception e)
        {
            log.LogError(e, "{Region} could not report", sums.Self);
            held = null;
        }
        finally
        {
            isAtIt = false;
        }
    }
}
