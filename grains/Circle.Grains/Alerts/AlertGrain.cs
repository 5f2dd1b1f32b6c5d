using Circle.Contracts.Accounts;
using Circle.Contracts.Alerts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Grains.Delivery;
using Circle.Grains.Journal;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Alerts;

/// <summary>Tells its news at once after the commit that made it, and else when the agenda says so; only then is it told.</summary>
[GrainType("alert")]
public sealed class AlertGrain(AggregateServices services, NewsDesk desk, SiloStop stop, ILogger<AlertGrain> log)
    : AggregateGrain<Alert, AlertState, AlertCommand, AlertEvent>(services), IAlertGrain, IConcerns
{
    private long telling;

    /// <summary>Of two who start the same, the second hears how the first one's telling ends.</summary>
    private (long Version, Task Told)? onDesk;

    public Subject Subject => Alert.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.Key is not null;

    public Task<AlertView?> View() => Task.FromResult(AlertView.Of(Committed.State));

    /// <summary>What is told is in the receivers' queues before it is said to be.</summary>
    async Task<Answer> ICommandGrain<AlertCommand>.Tell(CommandId id, AlertCommand command)
    {
        if (command is AlertCommand.TellNews tell && AlertView.Of(Committed.State) is { } view)
        {
            var news = Committed.State.News.Where(n => n.Version <= tell.Version).ToArray();
            if (onDesk is not { } same || same.Version != tell.Version || same.Told.IsFaulted)
                onDesk = (tell.Version, news.Length > 0 ? desk.TellAsync(new ToldAlert(view.Id, view.Key, view.Facts.Level, view.HeldBack, [.. news])) : Task.CompletedTask);
            await onDesk.Value.Told;
        }

        return await Tell(id, command);
    }

    protected override void OnCommitted(PlaceRow? own)
    {
        if (Committed.State.News is not [.., var last] || last.Version <= telling || !stop.TryEnter()) return;
        telling = last.Version;
        _ = TellNewsAsync();
    }

    /// <summary>By the row's own id, so that it has one effect whoever starts it. Never throws: what is not told is begun again by the agenda.</summary>
    private async Task TellNewsAsync()
    {
        try
        {
            Caller.Current = Actor.Timekeeper;
            var row = Alert.Agenda(Committed.State).First(i => i.Kind == AlertCommand.TellNews.AgendaKind);
            await ((ICommandGrain<AlertCommand>)this).Tell(Timekeeper.IdOf(row), new AlertCommand.TellNews(telling));
        }
        catch (Exception e)
        {
            log.LogDebug(e, "{Alert}: its news is told later", this.GetPrimaryKeyString());
        }
        finally
        {
            stop.Leave();
        }
    }
}
