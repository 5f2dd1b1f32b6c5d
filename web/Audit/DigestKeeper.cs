using Circle.Contracts.Audit;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Time;

namespace Circle.Web.Audit;

/// <summary>
/// 每日摘要: a digest of all heads once a day, at ten past midnight of the district or as soon after as a web node is up, and whenever it is
/// asked for. Of several web nodes all may take a day's; the first that stores it has it, and each writes the file.
/// </summary>
internal sealed class DigestKeeper(
    AuditStore store, DigestFiles files, IGrainFactory grains, IHostApplicationLifetime life, TimeProvider real, ILogger<DigestKeeper> log) : BackgroundService
{
    private static readonly Actor Self = new("system:digests");
    private static readonly TimeOnly Daily = new(0, 10);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim asked = new(0, 1);

    private string? told;

    /// <summary>Whether one is being taken, or will be at once.</summary>
    public bool IsBusy { get; private set; }

    /// <returns>False: one is being taken.</returns>
    public bool Ask()
    {
        if (IsBusy) return false;
        try
        {
            asked.Release();
            return IsBusy = true;
        }
        catch (SemaphoreFullException)
        {
            return false;
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var whenStarted = life.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            while (true)
            {
                await TryAsync(() => DailyAsync(stoppingToken), stoppingToken);
                if (!await asked.WaitAsync(Period, stoppingToken)) continue;
                await TryAsync(() => TakeAsync(day: null, stoppingToken), stoppingToken);
                IsBusy = false;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task DailyAsync(CancellationToken cancel)
    {
        var local = District.Local(real.GetUtcNow());
        if (TimeOnly.FromDateTime(local.DateTime) < Daily) return;
        var day = DateOnly.FromDateTime(local.DateTime);
        if (await store.DigestOfAsync(day, cancel) is { } there) await files.WriteAsync(there, cancel);
        else await TakeAsync(day, cancel);
    }

    private async Task TakeAsync(DateOnly? day, CancellationToken cancel)
    {
        Caller.Current = Self;
        var journal = await grains.GetGrain<IAuditQueries>(0).Digest(cancel);
        var digest = await store.AddDigestAsync(day, Envelope.ToMicroseconds(real.GetUtcNow()), journal, cancel);
        await files.WriteAsync(digest, cancel);
        log.LogInformation("Digest {Number} of {Events} events is at {File}", digest.Number, digest.Journal.Kinds.Sum(k => k.Events), files.PathOf(digest));
    }

    private async Task TryAsync(Func<Task> take, CancellationToken stopping)
    {
        try
        {
            await take();
            told = null;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or JournalException or Contracts.Accounts.NotAllowedException || Hosting.CredentialStore.IsAway(e))
        {
            stopping.ThrowIfCancellationRequested();
            log.LogDebug(e, "A digest waits for a silo or its store");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Once, and again when it is another: this is tried every minute.
            if (e.Message != told) log.LogWarning("A digest is not kept as a file: {Why}", e.Message);
            told = e.Message;
        }
    }
}
