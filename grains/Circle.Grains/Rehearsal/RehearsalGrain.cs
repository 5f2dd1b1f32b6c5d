using Circle.Contracts.Journal;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Rehearsal;
using Circle.Domain.Time;
using Circle.Grains.Journal;
using Circle.Grains.Plans;
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
    Atlas atlas,
    WorkCalendar calendar,
    IAgenda agenda,
    Timekeeper timekeeper,
    TimeProvider real,
    ILogger<RehearsalGrain> log) : Grain, IRehearsalGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(2);

    /// <summary>Before the stored time lie deeds that may not have been done; done ones answer as they did.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(26);

    /// <summary>How long what does not get done may keep the clock from going on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private FieldHands hands = null!;
    private Task anchoring = Task.CompletedTask;
    private bool isAtWork;
    private bool isStopping;
    private long shared;
    private int next;
    private DateTimeOffset desks;
    private DateTimeOffset savedAt;

    private bool IsRehearsal => clock.Mode == OperatingMode.Rehearsal;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!IsRehearsal) return;
        hands = new FieldHands(options.Seed, GrainFactory, real, ShareAsync, log);

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
        desks = DeskWork.NextAfter(business, calendar);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        isStopping = true;
        if (hands is not null) hands.IsStopping = true;
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

    /// <summary>
    /// Steps the clock from one hour with work in it to the next, as fast as the commands are answered, and over no morning and no hour at desks. What is punctual is
    /// done by itself.
    /// </summary>
    private async Task HurryAsync()
    {
        if (clock.Reading!.Paused)
        {
            await Task.Delay(Beat, real);
            return;
        }

        var morning = AlertWatch.NextMorning(clock.Now);
        var stop = morning < desks ? morning : desks;
        var from = next < script.Deeds.Length ? script.Deeds[next].At : options.WatchedFrom;
        if (stop <= from && stop < options.WatchedFrom)
        {
            Step(stop);
            await ShareAsync();
            if (stop == morning) await LetTimeWorkAsync();
            await SitDownAsync();
            return;
        }

        var until = from + TimeSpan.FromHours(1);
        if (until > stop) until = stop;
        if (until > options.WatchedFrom) until = options.WatchedFrom;
        var end = next;
        while (end < script.Deeds.Length && script.Deeds[end].At < until && (end == next || !script.Deeds[end].IsPunctual && !script.Deeds[end - 1].IsPunctual)) end++;
        Step(end > next ? script.Deeds[end - 1].At : until);
        await DoAsync(next, end);
        next = end;
        if (clock.IsStarting && (end == script.Deeds.Length || script.Deeds[end].At >= options.WatchedFrom) && stop >= options.WatchedFrom) Step(options.WatchedFrom);
        if (!clock.IsStarting) await AnchorAsync(reading => reading);
    }

    private async Task WalkAsync()
    {
        var end = next;
        while (end < script.Deeds.Length && script.Deeds[end].At <= clock.Now) end++;
        await DoAsync(next, end);
        next = end;
        await SitDownAsync();
        await Task.Delay(Beat, real);
    }

    /// <summary>What the morning's agenda starts, alerts and their rungs above all, is done before the clock goes on: else it would bear the hour at which it was come to.</summary>
    private async Task LetTimeWorkAsync()
    {
        for (var began = real.GetTimestamp(); !isStopping && await agenda.IsDueAsync(clock.Now, CancellationToken.None) && real.GetElapsedTime(began) < Patience;)
        {
            if (await timekeeper.StartDueAsync(CancellationToken.None) > 0) began = real.GetTimestamp();
            else await Task.Delay(Beat, real);
        }
    }

    /// <summary>Simulated people look at their desks, if it is the hour.</summary>
    private async Task SitDownAsync()
    {
        if (clock.Now < desks) return;
        var hour = desks;
        desks = DeskWork.NextAfter(clock.Now, calendar);
        if (!options.People || atlas.Plan is not { } plan) return;
        var work = new DeskWork(options.Seed, plan.Document, atlas.Places, calendar);
        await hands.DoAsync([.. work.Deeds(hour, await GrainFactory.ReadDesksAsync()).Select(deed => (hands.AtDesk(deed), deed))]);
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

    private Task DoAsync(int from, int end)
        => hands.DoAsync([.. Enumerable.Range(from, end - from).Select(i => (hands.Scripted(script.PlaceOf(i)), script.Deeds[i]))]);

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
