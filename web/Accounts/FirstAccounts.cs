using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Time;

namespace Circle.Web.Accounts;

/// <summary>What a system without accounts begins with: those of a demonstration, or a link for its first administrator.</summary>
internal sealed class FirstAccounts(
    DemonstrationAccounts demonstration, Duties.DemonstrationDuties duties, Subjects.DemonstrationSubjects subjects, Subjects.DemonstrationWords words, Volunteering.DemonstrationTeam team, FirstAdministrator administrator, IGrainFactory grains, IHostApplicationLifetime life, TimeProvider real, ILogger<FirstAccounts> log)
    : BackgroundService
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (!await TryAsync(stoppingToken)) await Task.Delay(Gap, real, stoppingToken);
    }

    private async Task<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            return (await grains.GetGrain<IRehearsalGrain>(0).View()).Clock.Mode == OperatingMode.Rehearsal
                ? await demonstration.OpenAsync() && await duties.OpenAsync() && await words.OpenAsync() && await subjects.OpenAsync() && await team.OpenAsync()
                : await administrator.InviteAsync();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or JournalException or NotAllowedException || (Hosting.CredentialStore.IsAway(e) && !stopping.IsCancellationRequested))
        {
            log.LogDebug(e, "The first accounts wait for a silo or their store");
            return false;
        }
    }
}
