using System.Collections.Immutable;
using Circle.Contracts.Alerts;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Evidence;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Evidence;
using Circle.Grains.Facilities;
using Circle.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Alerts;

/// <summary>
/// Looks at its place's rows, tells each alert what was found, and only then commits that it has looked: a silo that dies in between looks again, and
/// an alert that is told the same twice is not raised twice.
/// </summary>
[GrainType("watch")]
public sealed class AlertWatchGrain(AggregateServices services, IFacilityRows facilities, IAlertRows alerts, ILogger<AlertWatchGrain> log)
    : AggregateGrain<AlertWatch, WatchState, WatchCommand, WatchEvent>(services), IAlertWatchGrain
{
    /// <summary>Alerts that are told at once.</summary>
    private const int Together = 64;

    /// <summary>What one place can have open; more wait for the next look.</summary>
    private const int MostOpen = 20_000;

    private Task<WatchRound>? looking;

    async Task<Answer> ICommandGrain<WatchCommand>.Tell(CommandId id, WatchCommand command)
    {
        if (command is not WatchCommand.Evaluate evaluate) return await Tell(id, command);
        // Of two that ask at once the second hears what the first look found.
        var round = await (looking ??= LookAsync());
        return await Tell(id, evaluate with { Round = round, IsHurried = Services.Clock.IsStarting });
    }

    private async Task<WatchRound> LookAsync()
    {
        try
        {
            var state = Committed.State;
            var nothing = new WatchRound([], state.Forecasts);
            if (state.Place is not { } place || Services.Atlas.Plan is not { } plan) return nothing;
            var under = Services.Atlas.Places.Under(place) ?? [];
            var (read, isTruncated) = await EvidenceReading.FacilitiesAsync(facilities, under, null, CancellationToken.None);
            if (isTruncated)
            {
                log.LogWarning("{Place} has more facilities than are looked through at once: its alerts stay as they are", place);
                return nothing;
            }

            var isTop = Services.Atlas.Places.Root?.Id == place;
            var (now, today) = (Services.Clock.Now, Services.Clock.Today);
            var ledgers = UnitLedgers.Of(plan, Services.Atlas.Places, place, read.Select(f => (f.View.Place, f.Cells)));
            var round = StepRule.Find(ledgers, state.Forecasts, plan.Document.Alerts ?? AlertRules.Usual, today);
            round = round with { Findings = round.Findings.AddRange(RectificationRule.Find(isTop ? read.Where(f => f.View.Place == place) : read, today)) };
            await TellAsync(round.Findings, isTop ? [place] : under, state.IsMorning(now), now);
            return round;
        }
        finally
        {
            looking = null;
        }
    }

    /// <summary>What is open hears whether it still is; what is new is raised in the morning alone.</summary>
    private async Task TellAsync(ImmutableArray<Finding> findings, ImmutableArray<PlaceId> units, bool isMorning, DateTimeOffset now)
    {
        var (known, _) = await alerts.ReadAsync(units, null, [AlertView.Open, AlertView.Dismissed], MostOpen, CancellationToken.None);
        var open = known.ToDictionary(a => a.Id);
        var found = findings.Select(f => (Id: AlertId.Of(f.Key), Finding: f)).DistinctBy(f => f.Id).ToDictionary(f => f.Id, f => f.Finding);
        IEnumerable<(AlertId Id, AlertCommand Command)> news =
        [
            .. found.Where(f => open.TryGetValue(f.Key, out var view) ? !Stands(view, f.Value) : isMorning).Select(f => (f.Key, (AlertCommand)new AlertCommand.Raise(f.Value))),
            .. known.Where(a => a.SettlesAt is null && !found.ContainsKey(a.Id)).Select(a => (a.Id, (AlertCommand)new AlertCommand.Meet())),
        ];
        foreach (var some in news.Chunk(Together)) await Task.WhenAll(some.Select(n => TellAsync(n.Id, n.Command, now)));
    }

    private static bool Stands(AlertView view, Finding finding)
        => view.Stage == AlertView.Dismissed ? view.Facts.Level >= finding.Facts.Level : view.SettlesAt is null && view.Facts == finding.Facts && view.HeldBack == finding.HeldBack;

    /// <exception cref="JournalException">It was not told: the look is done over.</exception>
    private async Task TellAsync(AlertId alert, AlertCommand command, DateTimeOffset now)
    {
        Caller.Current = Actor.Timekeeper;
        var answer = await GrainFactory.GetGrain<IAlertGrain>(alert.Value).Tell(CommandId.Derive("watch", this.GetPrimaryKeyString(), alert.Value, now.ToString("O")), command);
        if (answer is Answer.Busy or Answer.Unsure) throw new JournalException(JournalFault.Transient, $"alert {alert} was not told");
    }
}
