using System.Collections.Immutable;
using Circle.Contracts.Alerts;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tickets;
using Circle.Grains.Evidence;
using Circle.Grains.Facilities;
using Circle.Grains.Journal;
using Circle.Grains.ServicePoints;
using Circle.Grains.Tickets;
using Circle.Grains.Volunteering;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Alerts;

/// <summary>
/// Looks at its place's rows, tells each alert what was found, and only then commits that it has looked: a silo that dies in between looks again, and
/// an alert that is told the same twice is not raised twice.
/// </summary>
[GrainType("watch")]
public sealed class AlertWatchGrain(AggregateServices services, IFacilityRows facilities, IServicePointRows points, IAlertRows alerts, TicketWatch tickets, TeamWatch teams, ILogger<AlertWatchGrain> log)
    : AggregateGrain<AlertWatch, WatchState, WatchCommand, WatchEvent>(services), IAlertWatchGrain
{
    /// <summary>Alerts that are told at once.</summary>
    private const int Together = 64;

    /// <summary>What one place can have open. Where there is more, what lies behind it hears of no end, and the log says so.</summary>
    private const int MostOpen = 20_000;

    private Task<WatchRound>? looking;

    /// <summary>One that comes before its time is not looked for: this silo's clock may be behind that of the one which claimed it.</summary>
    async Task<Answer> ICommandGrain<WatchCommand>.Tell(CommandId id, WatchCommand command)
    {
        if (command is not WatchCommand.Evaluate evaluate || Committed.State.Next is not { } next || next > Services.Clock.Now) return await Tell(id, command);
        // Of two that ask at once the second hears what the first look found.
        var round = await (looking ??= LookAsync());
        return await Tell(id, evaluate with { Round = round, IsHurried = Services.Clock.IsStarting });
    }

    /// <exception cref="JournalException">It cannot look yet, or not all could be told: it is done over.</exception>
    private async Task<WatchRound> LookAsync()
    {
        // Before anything that may end at once: whoever asks holds this task before it is over.
        await Task.Yield();
        try
        {
            var (state, places, plan, now) = (Committed.State, Services.Atlas.Places, Services.Atlas.Plan, Services.Clock.Now);
            if (state.Place is not { } place || plan is null || places.Find(place) is null)
                throw new JournalException(JournalFault.Transient, $"this silo does not know {state.Place} or the plan yet");
            var watched = places.Subtree(place).Select(p => p.Id).Where(p => AlertWatch.WatcherOf(places, p) == place).ToHashSet();
            if (watched.Count == 0) return WatchRound.Nothing(state.Forecasts);
            var (read, isTruncated) = await EvidenceReading.FacilitiesAsync(facilities, [.. places.Subtree(place).Select(p => p.Id)], null, CancellationToken.None);
            if (isTruncated)
            {
                log.LogWarning("{Place} has more facilities than are looked through at once: its alerts stay as they are", place);
                return WatchRound.Nothing(state.Forecasts);
            }

            var today = Services.Clock.Today;
            var rules = plan.Document.Alerts ?? AlertRules.Usual;
            var ledgers = UnitLedgers.Of(plan, places, place, read.Select(f => (f.View.Place, f.Cells)));
            var round = StepRule.Find(ledgers, watched, state.Forecasts, rules, today);
            var listed = await points.AllAsync([.. watched], CancellationToken.None);
            var entries = plan.Document.Directory is { } directory ? DirectoryRule.Find(place, listed, directory, rules, today) : [];
            var names = read.Select(f => (Id: Facility.StreamOf(f.View.Id), f.View.Name, (LineId?)f.View.Line)).Concat(listed.Select(p => (ServicePoint.StreamOf(p.Id), p.Listing.Name, (LineId?)p.Line)))
                .ToDictionary(n => n.Item1, n => (n.Item2, n.Item3));
            var called = await tickets.FindAsync(
                places.Find(place)!, [.. watched], id => names.TryGetValue(id, out var known) ? known : null, plan.Document.Hotline ?? HotlineRules.Usual, now, today, CancellationToken.None);
            var silent = await teams.FindAsync(plan, [.. watched], [.. read.Select(f => f.View).Where(v => watched.Contains(v.Place))], today, CancellationToken.None);
            round = round with
            {
                At = now,
                Findings =
                [
                    .. round.Findings,
                    .. RectificationRule.Find(plan, read.Where(f => watched.Contains(f.View.Place))),
                    .. places.Find(place)?.Kind == PlaceKind.District ? AcceptanceRule.Find(plan, place, read, rules, today) : [],
                    .. entries,
                    .. called,
                    .. silent,
                ],
            };
            await TellAsync(round, [.. watched], key => key.IsPlanned(plan, places), state.IsMorning(now), now);
            return round;
        }
        finally
        {
            looking = null;
        }
    }

    /// <summary>What is open hears whether it still is, and whether the plan still asks for it; what is new is raised in the morning alone. One that cannot be told keeps no other from hearing.</summary>
    private async Task TellAsync(WatchRound round, ImmutableArray<PlaceId> units, Func<AlertKey, bool> isPlanned, bool isMorning, DateTimeOffset now)
    {
        var (known, isTruncated) = await alerts.ReadAsync(units, null, [AlertView.Open, AlertView.Copy, AlertView.Dismissed], MostOpen, CancellationToken.None);
        if (isTruncated) log.LogWarning("{Place} has more than {Most} open alerts: some hear of no end", this.GetPrimaryKeyString(), MostOpen);
        var open = known.ToDictionary(a => a.Id);
        var found = round.Findings.DistinctBy(f => f.Key).ToDictionary(f => AlertId.Of(f.Key));
        var unjudged = round.Unjudged.Select(AlertId.Of).ToHashSet();
        (AlertId Id, AlertCommand Command)[] news =
        [
            .. found.Where(f => open.TryGetValue(f.Key, out var view) ? !Stands(view, f.Value) : isMorning).Select(f => (f.Key, (AlertCommand)new AlertCommand.Raise(f.Value))),
            .. known.Where(a => !(a.SettlesAt > now) && !found.ContainsKey(a.Id) && !unjudged.Contains(a.Id)).Select(a => (a.Id, isPlanned(a.Key) || a.SettlesAt is not null ? (AlertCommand)new AlertCommand.Meet() : new AlertCommand.Drop())),
        ];
        var untold = 0;
        foreach (var some in news.Chunk(Together)) untold += (await Task.WhenAll(some.Select(n => TellAsync(n.Id, n.Command, now)))).Count(isTold => !isTold);
        if (untold > 0) throw new JournalException(JournalFault.Transient, $"{untold} alerts were not told");
    }

    private static bool Stands(AlertView view, Finding finding)
        => view.Stage == AlertView.Dismissed ? view.Facts.Level >= finding.Facts.Level : view.SettlesAt is null && view.Facts == finding.Facts && view.HeldBack == finding.HeldBack;

    /// <returns>False: not now. One that fails for good is logged, and the look goes on without it.</returns>
    private async Task<bool> TellAsync(AlertId alert, AlertCommand command, DateTimeOffset now)
    {
        Caller.Current = Actor.Timekeeper;
        try
        {
            var id = CommandId.Derive("watch", this.GetPrimaryKeyString(), alert.Value, now.ToString("O"), command.ToString());
            return await GrainFactory.GetGrain<IAlertGrain>(alert.Value).Tell(id, command) is not (Answer.Busy or Answer.Unsure or Answer.Refused { Refusal.Kind: RefusalKind.IdReused });
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or JournalException)
        {
            return false;
        }
        catch (Exception e)
        {
            log.LogError(e, "Alert {Alert} could not be told what was found", alert);
            return true;
        }
    }
}
