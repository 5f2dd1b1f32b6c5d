using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.LivingCircles;
using Circle.Contracts.Plans;
using Circle.Contracts.PointChecks;
using Circle.Contracts.Rehearsal;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.PointChecks;
using Circle.Domain.Rehearsal;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using Circle.Grains.Journal;
using Circle.Grains.Places;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Circle.Grains.Rehearsal;

/// <summary>
/// Keeps the rehearsal's clock and lets its simulated people work, by the commands that a person would use. One in the cluster:
/// when its silo dies another takes over where the stored clock stands.
/// </summary>
[GrainType("rehearsal"), Reentrant]
public sealed class RehearsalGrain(
    BusinessClock clock,
    IClockStore store,
    IJournalStore journal,
    RehearsalOptions options,
    RehearsalScript script,
    TimeProvider real,
    ILogger<RehearsalGrain> log) : Grain, IRehearsalGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(2);

    /// <summary>Before the stored time lie deeds that may not have been done; done ones answer as they did.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(26);

    /// <summary>After this every silo has looked for places and plan that were committed on another.</summary>
    private static readonly TimeSpan Hearsay = RegionWatch.Period + RegionWatch.Period;

    private Task anchoring = Task.CompletedTask;
    private bool isAtWork;
    private bool isStopping;
    private long shared;
    private int next;
    private DateTimeOffset savedAt;

    private bool IsRehearsal => clock.Mode == OperatingMode.Rehearsal;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!IsRehearsal) return;

        // The script is written when it is first looked at, which takes seconds: not in a turn of this grain.
        await Task.Run(() => script.Deeds.Length, cancellationToken);
        var now = real.GetUtcNow();
        var stored = await store.ReadAsync(cancellationToken) ?? throw new InvalidOperationException("the clock is set before any grain is up");
        var last = await journal.LastRecordedAsync(cancellationToken) ?? options.Begins;
        var business = stored.At(now) > last ? stored.At(now) : last;
        var taken = stored with { Version = stored.Version + 1, Business = business, Real = now, Rate = 0 };
        await SaveAsync(taken);
        clock.Set(taken);
        next = FirstAfter(business - Overlap);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        isStopping = true;
        if (IsRehearsal) await AnchorAsync(r => r);
    }

    public Task Work()
    {
        if (isAtWork || !IsRehearsal) return Task.CompletedTask;
        isAtWork = true;
        log.LogInformation("Rehearsal, seed {Seed}: {Deeds} deeds, from {Business:O}", options.Seed, script.Deeds.Length, clock.Now);
        using (ExecutionContext.SuppressFlow()) _ = RunAsync();
        return Task.CompletedTask;
    }

    public Task<RehearsalView> View()
    {
        var whole = options.WatchedFrom - options.Begins;
        var progress = IsRehearsal && whole > TimeSpan.Zero ? Math.Clamp((clock.Now - options.Begins) / whole, 0, 1) : 1;
        return Task.FromResult(new RehearsalView(clock.View, clock.Now, IsRehearsal ? options.Seed : null, progress));
    }

    public Task<bool> Pause(bool paused) => ChangeAsync(reading => reading with { Paused = paused });

    public Task<bool> SetSpeed(double speed) => ChangeAsync(reading => reading with { Speed = Math.Clamp(speed, 1, RehearsalView.MaxSpeed) });

    private async Task<bool> ChangeAsync(Func<ClockReading, ClockReading> change)
    {
        if (!IsRehearsal || clock.Reading is null) return false;
        await AnchorAsync(change);
        return true;
    }

    private async Task RunAsync()
    {
        Caller.Current = new Actor("rehearsal:driver");
        while (!isStopping)
        {
            try
            {
                DelayDeactivation(TimeSpan.FromHours(1));
                if (clock.IsStarting) await HurryAsync();
                else await WalkAsync();
                if (real.GetUtcNow() - savedAt >= SaveEvery) await AnchorAsync(r => r);
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The rehearsal stumbled and goes on");
                await Task.Delay(Beat, real);
            }
        }
    }

    /// <summary>Steps the clock from one hour with work in it to the next, as fast as the commands are answered.</summary>
    private async Task HurryAsync()
    {
        if (clock.Reading!.Paused)
        {
            await Task.Delay(Beat, real);
            return;
        }

        var from = next < script.Deeds.Length ? script.Deeds[next].At : options.WatchedFrom;
        var until = from + TimeSpan.FromHours(1);
        if (until > options.WatchedFrom) until = options.WatchedFrom;
        var end = next;
        while (end < script.Deeds.Length && script.Deeds[end].At < until) end++;
        Step(end > next ? script.Deeds[end - 1].At : until);
        await DoAsync(next, end);
        next = end;
        if (clock.IsStarting && (end == script.Deeds.Length || script.Deeds[end].At >= options.WatchedFrom)) Step(options.WatchedFrom);
        if (!clock.IsStarting) await AnchorAsync(reading => reading);
    }

    private async Task WalkAsync()
    {
        var end = next;
        while (end < script.Deeds.Length && script.Deeds[end].At <= clock.Now) end++;
        await DoAsync(next, end);
        next = end;
        await Task.Delay(Beat, real);
    }

    private void Step(DateTimeOffset to)
    {
        var reading = clock.Reading!;
        if (to <= clock.Now) return;
        clock.Set(reading with
        {
            Version = reading.Version + 1,
            Business = to,
            Real = real.GetUtcNow(),
            Rate = 0,
            Paused = to >= options.WatchedFrom ? options.Paused : reading.Paused,
        });
    }

    /// <summary>
    /// Anchored here and now, standing while paused or hurrying. Whatever changes is stored before anyone is shown it, one change
    /// after the other: a beat that was under way must not undo a person's pause.
    /// </summary>
    private async Task AnchorAsync(Func<ClockReading, ClockReading> change)
    {
        var before = anchoring;
        var mine = new TaskCompletionSource();
        anchoring = mine.Task;
        await before;
        try
        {
            var reading = change(clock.Reading!);
            var next = reading.Anchored(real.GetUtcNow(), reading.Paused || clock.IsStarting ? 0 : reading.Speed);
            await SaveAsync(next);
            clock.Set(next);
        }
        finally
        {
            mine.SetResult();
        }
    }

    /// <summary>What is done to one facility, service point or check is done one after the other, they themselves side by side; the plan's deeds come before them.</summary>
    private async Task DoAsync(int from, int end)
    {
        if (from == end) return;
        var deeds = Enumerable.Range(from, end - from).Select(i => (Index: i, Deed: script.Deeds[i])).ToImmutableArray();
        foreach (var (index, deed) in deeds.Where(d => d.Deed is FieldDeed.OfPlan)) await DoAsync(index, deed);
        await Task.WhenAll(deeds.Where(d => d.Deed is not FieldDeed.OfPlan)
            .GroupBy(d => OnWhat(d.Deed))
            .Select(async one =>
            {
                foreach (var (index, deed) in one) await DoAsync(index, deed);
            }));
    }

    private async Task DoAsync(int index, FieldDeed deed)
    {
        var id = CommandId.Derive("rehearsal", options.Seed.ToString(CultureInfo.InvariantCulture), index.ToString(CultureInfo.InvariantCulture));
        for (var began = real.GetTimestamp(); !isStopping;)
        {
            Caller.Current = deed.Actor;
            var answer = deed switch
            {
                FieldDeed.OfPlan plan => await GrainFactory.GetGrain<IPlanGrain>(IPlanGrain.Key).Tell(id, plan.Command),
                FieldDeed.OfPoint point => await GrainFactory.GetGrain<IServicePointGrain>(point.Point.Value).Tell(id, point.Command),
                FieldDeed.OfCircle circle => await GrainFactory.GetGrain<ILivingCircleGrain>(circle.Command.Community.Value).Tell(id, circle.Command),
                FieldDeed.OfCheck check => await GrainFactory.GetGrain<IPointCheckGrain>(check.Check.Value).Tell(id, check.Command),
                FieldDeed.OfFacility work => await GrainFactory.GetGrain<IFacilityGrain>(work.Facility.Value).Tell(id, work.Command),
                _ => throw new InvalidOperationException($"unknown deed {deed.GetType().Name}"),
            };
            switch (answer)
            {
                case Answer.Refused { Refusal.Faults: var faults } when faults.Any(f => f.Code == "after-now"):
                    // A silo whose clock has not followed yet: it follows the stored one.
                    await ShareAsync();
                    await Task.Delay(Beat, real);
                    continue;
                case Answer.Busy or Answer.Unsure:
                case Answer.Refused { Refusal.Faults: var faults } when faults.Any(IsHearsay) && real.GetElapsedTime(began) < Hearsay:
                    await Task.Delay(Beat, real);
                    continue;
                case Answer.Refused refused:
                    // A person at a desk may have got there first; the field goes on with what stands.
                    log.LogInformation("{Deed} was refused: {Codes}", Said(deed), string.Join(", ", refused.Refusal.Faults.Select(f => f.Code)));
                    return;
                default:
                    return;
            }
        }
    }

    /// <summary>What and on what, without what was written.</summary>
    private static string Said(FieldDeed deed) => deed switch
    {
        FieldDeed.OfFacility of => $"{of.Command} of {of.Facility}",
        FieldDeed.OfPoint of => $"{of.Command} of {of.Point}",
        FieldDeed.OfCircle of => $"{of.Command} of {of.Command.Community}",
        FieldDeed.OfCheck of => $"{of.Command} of {of.Check}",
        FieldDeed.OfPlan of => $"{of.Command} of the plan",
        _ => deed.GetType().Name,
    };

    private static string OnWhat(FieldDeed deed) => deed switch
    {
        FieldDeed.OfFacility of => Facility.StreamOf(of.Facility).ToString(),
        FieldDeed.OfPoint of => ServicePoint.StreamOf(of.Point).ToString(),
        FieldDeed.OfCircle of => LivingCircle.StreamOf(of.Command.Community).ToString(),
        FieldDeed.OfCheck of => PointCheck.StreamOf(of.Check).ToString(),
        _ => throw new InvalidOperationException($"unknown deed {deed.GetType().Name}"),
    };

    /// <summary>A place or line that another silo may not have heard of yet.</summary>
    private static bool IsHearsay(Fault fault) => fault is { Code: "unknown", Field: "place" or "line" or "kind" or "to" or "community" } || fault is { Code: "unknown" } && fault.Field.StartsWith("neighbours/", StringComparison.Ordinal);

    /// <summary>Lets the other silos see how far the clock has been stepped; once for all deeds that wait for it.</summary>
    private Task ShareAsync() => clock.Reading!.Version == shared ? Task.CompletedTask : anchoring.IsCompleted ? AnchorAsync(r => r) : anchoring;

    private int FirstAfter(DateTimeOffset time)
    {
        var i = 0;
        while (i < script.Deeds.Length && script.Deeds[i].At < time) i++;
        return i;
    }

    private async Task SaveAsync(ClockReading reading)
    {
        savedAt = real.GetUtcNow();
        var expected = (await store.ReadAsync(CancellationToken.None))?.Version ?? 0;
        if (reading.Version > expected) await store.WriteAsync(reading, expected, CancellationToken.None);
        shared = reading.Version;
    }
}
