using System.Collections.Immutable;
using Circle.Contracts.Walls;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Walls;
using Circle.Grains.Time;

namespace Circle.Grains.Places;

/// <summary>A region's frames: absolute cells, each with the number of the frame that last changed it.</summary>
internal sealed class RegionPainter
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private readonly PaintPace pace = new();
    private readonly RegionSums sums;
    private readonly RegionMemory memory;
    private readonly BusinessClock clock;
    private readonly RegionMeters meters;
    private readonly Dictionary<string, (WallCell? Cell, string? Json, long N)> cells;
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Picture picture;
    private bool isDirty = true;
    private DateOnly painted;
    private long number = 1;

    public RegionPainter(RegionSums sums, RegionMemory memory, BusinessClock clock, RegionMeters meters)
    {
        (this.sums, this.memory, this.clock, this.meters) = (sums, memory, clock, meters);
        picture = new Picture(sums);
        cells = memory.Cells.ToDictionary(c => c.Key, c => ((WallCell?)null, (string?)c.Value, 1L));
        painted = memory.Day;
    }

    private bool IsStale => isDirty || painted != clock.Today;

    /// <summary>False while only the picture of the activation before is shown.</summary>
    public bool IsPainted { get; private set; }

    public void Moved()
    {
        isDirty = true;
        wake.TrySetResult();
    }

    /// <summary>Returns when there is a frame after <paramref name="seen"/>, or after the heartbeat.</summary>
    public async Task NextAsync(FrameNumber? seen, Action paint, TimeProvider real)
    {
        if (IsNewest(seen)) await RestAsync(real);
        PaintStale(paint, real);
        if (!IsNewest(seen)) return;

        if (wake.Task.IsCompleted) wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (var beat = new CancellationTokenSource())
        {
            await Task.WhenAny(wake.Task, Task.Delay(Heartbeat, real, beat.Token));
            await beat.CancelAsync();
        }

        await RestAsync(real);
        PaintStale(paint, real);
    }

    public void Paint(PlanVersion? plan, PlaceTree places)
    {
        isDirty = false;
        painted = clock.Today;
        var next = Refreshed(plan, places);
        var n = number + 1;
        foreach (var (key, cell) in next)
        {
            // A cell that is the very one of the last picture is not written out again.
            var isKnown = cells.TryGetValue(key, out var held);
            if (isKnown && ReferenceEquals(held.Cell, cell)) continue;
            var json = cell.ToJson();
            cells[key] = (cell, json, isKnown && held.Json == json ? held.N : n);
        }

        foreach (var gone in cells.Where(c => c.Value.Json is not null && !next.ContainsKey(c.Key)).Select(c => c.Key).ToList()) cells[gone] = (null, null, n);
        IsPainted = true;
        if (cells.Values.All(c => c.N != n)) return;
        number = n;
        meters.Painted();
    }

    private bool IsNewest(FrameNumber? seen) => seen is { } last && last.Epoch == memory.Epoch && last.N >= number;

    /// <summary>Rows and reports are taken meanwhile.</summary>
    private Task RestAsync(TimeProvider real)
    {
        var rest = IsStale ? pace.RestAt(real.GetElapsedTime(0)) : TimeSpan.Zero;
        return rest > TimeSpan.Zero ? Task.Delay(rest, real) : Task.CompletedTask;
    }

    private void PaintStale(Action paint, TimeProvider real)
    {
        if (!IsStale) return;
        var began = real.GetElapsedTime(0);
        paint();
        pace.Painted(began, real.GetElapsedTime(0) - began);
    }

    /// <summary>After a bug in one judging the next begins anew: half a picture must not pass for a whole one.</summary>
    private IReadOnlyDictionary<string, WallCell> Refreshed(PlanVersion? plan, PlaceTree places)
    {
        try
        {
            return picture.Refresh(plan, places, painted, sums.TakeMovedLines(), sums.TakeMovedBelow());
        }
        catch
        {
            (picture, isDirty) = (new Picture(sums), true);
            throw;
        }
    }

    public Frame FrameSince(FrameNumber? seen, DateTimeOffset asOf, Coverage coverage)
    {
        var full = seen is not { } last || last.Epoch != memory.Epoch || last.N > number;
        var since = full ? 0 : seen!.Value.N;
        return new Frame(
            new FrameNumber(memory.Epoch, number),
            full,
            sums.Self,
            asOf,
            painted == default ? clock.Today : painted,
            clock.View,
            coverage,
            cells.Where(c => c.Value.N > since && !(full && c.Value.Json is null)).ToImmutableDictionary(c => c.Key, c => c.Value.Json),
            IsKept: !IsPainted);
    }

    /// <summary>The day of <see cref="Cells"/>: yesterday's picture, kept over midnight, must not pass for today's.</summary>
    public DateOnly Day => painted;

    public Dictionary<string, string> Cells()
        => cells.Where(c => c.Value.Json is not null).ToDictionary(c => c.Key, c => c.Value.Json!);
}
