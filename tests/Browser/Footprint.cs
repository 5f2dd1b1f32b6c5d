using System.Globalization;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>What a page holds once everything that can go has gone.</summary>
internal sealed record Footprint(double Minute, long Heap, long Nodes, long Listeners, long Documents)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Minute:0.0} min: heap {Heap / 1e6:0.00} MB, nodes {Nodes}, listeners {Listeners}, documents {Documents}");
}

/// <summary>Weighs one page again and again.</summary>
internal sealed class Scale
{
    private readonly ICDPSession _session;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _began;
    private readonly List<Footprint> _footprints = [];

    private Scale(ICDPSession session, long began) => (_session, _began) = (session, began);

    public IReadOnlyList<Footprint> Footprints => _footprints;

    public static async Task<Scale> UnderAsync(IPage page, long began)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.enable");
        return new Scale(session, began);
    }

    public async Task<Footprint> WeighAsync()
    {
        // What only another dead thing held goes with the second.
        await _session.SendAsync("HeapProfiler.collectGarbage");
        await _session.SendAsync("HeapProfiler.collectGarbage");
        var heap = (await _session.SendAsync("Runtime.getHeapUsage"))!.Value;
        var counters = (await _session.SendAsync("Memory.getDOMCounters"))!.Value;
        var footprint = new Footprint(
            _time.GetElapsedTime(_began).TotalMinutes,
            (long)heap.GetProperty("usedSize").GetDouble(),
            counters.GetProperty("nodes").GetInt64(),
            counters.GetProperty("jsEventListeners").GetInt64(),
            counters.GetProperty("documents").GetInt64());
        _footprints.Add(footprint);
        return footprint;
    }

    /// <summary>
    /// The least of the last third against the least of the second: the first is for what is loaded once, and one moment at
    /// which more is held than needed is no leak.
    /// </summary>
    /// <param name="tab">Begins the failure's sentence.</param>
    /// <param name="allowed">What may be added between the two.</param>
    public void HasNotGrown(string tab, Footprint allowed)
    {
        var third = _footprints.Count / 3;
        Assert.True(third > 0, $"{tab}: {_footprints.Count} samples say nothing");
        foreach (var (what, of) in (ReadOnlySpan<(string, Func<Footprint, long>)>)
                 [("heap", f => f.Heap), ("nodes", f => f.Nodes), ("listeners", f => f.Listeners), ("documents", f => f.Documents)])
        {
            var (before, after) = (_footprints.Skip(third).SkipLast(third).Min(of), _footprints.TakeLast(third).Min(of));
            Assert.True(after <= before + of(allowed), $"{tab}: {what} grew from {before} to {after}\n{string.Join('\n', _footprints)}");
        }
    }
}
