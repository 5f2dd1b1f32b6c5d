using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Contracts.Walls;
using Circle.Domain.Places;

namespace Circle.Web.Walls;

/// <summary>
/// One region as this web node sees it: one loop of <see cref="IRegionGrain.Next"/>, the absolute cells with the frame that last
/// changed each, and one question, <see cref="Since"/>. It says nothing while it hears nothing, so screens notice by themselves.
/// </summary>
internal sealed class WallFeed(PlaceId place, IGrainFactory grains, TimeProvider real, ILogger log)
{
    /// <summary>Frames a second that a screen may ask for.</summary>
    public const int MaxRate = 60;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Dictionary<int, Pace> paces = [];
    private readonly Dictionary<string, (string? Json, long N)> cells = [];
    private readonly Dictionary<long, WireFrame> encoded = [];
    private TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Frame? latest;
    private long whole;

    public int Screens { get; set; }

    public bool HasEnded { get; private set; }

    /// <summary>The shared wake-up of all screens of one rate.</summary>
    public Pace PaceOf(int rate)
    {
        lock (gate)
        {
            if (!paces.TryGetValue(rate, out var pace)) paces[rate] = pace = new Pace(TimeSpan.FromSeconds(1.0 / rate), NextHeard, () => HasEnded, real);
            return pace;
        }
    }

    /// <summary>What changed since a frame, encoded once for all that saw it; null while nothing has been heard at all.</summary>
    public WireFrame? Since(FrameNumber? seen)
    {
        lock (gate)
        {
            if (latest is null) return null;
            // Of what was before the last whole frame nothing is known here, not even which cells went.
            var full = seen is not { } last || last.Epoch != latest.Number.Epoch || last.N > latest.Number.N || last.N < whole;
            var since = full ? -1 : seen!.Value.N;
            if (encoded.TryGetValue(since, out var frame)) return frame;
            return encoded[since] = new WireFrame(latest with
            {
                Full = full,
                Cells = cells.Where(c => c.Value.N > since && !(full && c.Value.Json is null)).ToImmutableDictionary(c => c.Key, c => c.Value.Json),
            });
        }
    }

    /// <summary>Runs while <paramref name="isWanted"/>; asked after every frame.</summary>
    public async Task RunAsync(Func<bool> isWanted)
    {
        FrameNumber? seen = null;
        while (isWanted())
        {
            try
            {
                var frame = await grains.GetGrain<IRegionGrain>(place.Value).Next(seen);
                if (frame.IsKept && latest is { IsKept: false })
                {
                    // Older than what is shown: the region has moved and is not whole yet. Whoever watches sees a picture that stands still.
                    await Task.Delay(AfterFailure, real);
                    continue;
                }

                seen = frame.IsKept ? null : frame.Number;
                Take(frame);
                if (frame.IsKept) await Task.Delay(AfterFailure, real);
            }
            catch (TimeoutException e)
            {
                // It has waited already.
                log.LogWarning("No frame of {Place}: {Why}", place, e.Message);
            }
            catch (Exception e)
            {
                log.LogWarning(e, "No frame of {Place}", place);
                await Task.Delay(AfterFailure, real);
            }
        }

        HasEnded = true;
        Wake();
    }

    private Task NextHeard()
    {
        lock (gate) return heard.Task;
    }

    private void Take(Frame frame)
    {
        lock (gate)
        {
            if (frame.Full)
            {
                cells.Clear();
                whole = frame.Number.N;
            }

            foreach (var (key, json) in frame.Cells) cells[key] = (json, frame.Number.N);
            latest = frame;
            encoded.Clear();
        }

        Wake();
    }

    private void Wake()
    {
        TaskCompletionSource before;
        lock (gate)
        {
            before = heard;
            heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.SetResult();
    }
}

/// <summary>Fires after each frame heard, at most once in a gap. A screen that comes late sees that it has fired and goes at once.</summary>
internal sealed class Pace
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long fired;

    public Pace(TimeSpan gap, Func<Task> heard, Func<bool> hasEnded, TimeProvider real)
    {
        // The loop outlives the screen that asked first; its context must not.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunAsync);

        async Task RunAsync()
        {
            var waiting = heard();
            while (!hasEnded())
            {
                await waiting;
                waiting = heard();
                Fire();
                await Task.Delay(gap, real);
            }

            Fire();
        }
    }

    /// <summary>Returns how often it has fired, once that is more than <paramref name="seen"/>.</summary>
    public async Task<long> AfterAsync(long seen, CancellationToken cancel)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                if (fired > seen) return fired;
                waiting = next.Task;
            }

            await waiting.WaitAsync(cancel);
        }
    }

    private void Fire()
    {
        TaskCompletionSource before;
        lock (gate)
        {
            fired++;
            before = next;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.SetResult();
    }
}
