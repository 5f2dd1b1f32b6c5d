using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Grains.Plans;
using Circle.Grains.Search;
using Circle.Grains.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Circle.Grains.Journal;

/// <summary>What every aggregate's grain needs.</summary>
public sealed record AggregateServices(
    Writer Writer,
    IJournalStore Journal,
    BusinessClock Clock,
    Atlas Atlas,
    SearchCatalog Search,
    WorkCalendar Calendar,
    DatabaseIdentity Database,
    [FromKeyedServices(AggregateServices.SnapshotStorage)] IGrainStorage Snapshots,
    ILoggerFactory Logs)
{
    public const string SnapshotStorage = "snapshots";
}

/// <summary>A grain whose commands are judged before it hears of them.</summary>
public interface IJudged
{
    /// <summary>On the committed state; null: it is the system's own.</summary>
    Need? NeedOf(object command);
}

/// <summary>
/// Around one aggregate: loads it, keeps one run in flight, and releases every answer of a run, refusals too, only after the
/// run is committed. Views read the committed state alone.
/// </summary>
public abstract class AggregateGrain<TAggregate, TState, TCommand, TEvent>(AggregateServices services) : Grain, ICommandGrain<TCommand>, IJudged
    where TAggregate : IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TEvent : class
{
    /// <summary>A stream with a longer tail than this gets a snapshot.</summary>
    private const int LongTail = 100;

    /// <summary>Conflicts in a row before the callers hear "busy".</summary>
    private const int MaxConflicts = 3;

    private const int LoadAttempts = 20;

    private static readonly TimeSpan LoadGap = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<CommandId, Asked> asked = [];
    private RunQueue<TAggregate, TState, TCommand, TEvent> queue = null!;
    private StreamId stream;
    private long snapshotVersion;
    private int together = RunQueue<TAggregate, TState, TCommand, TEvent>.MaxTogether;
    private int conflicts;
    private bool flying;
    private ILogger log = null!;

    protected Committed<TState> Committed { get; private set; } = null!;

    /// <summary>What a command is judged on: as committed, unless the plan says by now who answers for it.</summary>
    protected virtual TState Judged => Committed.State;

    protected AggregateServices Services => services;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stream = StreamId.Of(TAggregate.Kind, this.GetPrimaryKeyString());
        log = services.Logs.CreateLogger(GetType());
        queue = new(stream);
        await ActivateAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Never at shutdown: 20,000 grains would take minutes.
        if (reason.ReasonCode == DeactivationReasonCode.ActivationIdle && Committed.Version > snapshotVersion + LongTail / 2)
            await SaveSnapshotAsync();
    }

    public Task<Answer> Tell(CommandId id, TCommand command)
    {
        var pending = Pending<TCommand>.Of(id, command, Caller.Current!.Value);
        if (asked.TryGetValue(id, out var same))
            return same.Pending.PayloadHash == pending.PayloadHash ? same.Answer.Task : Task.FromResult<Answer>(IdReused);
        if (services.Writer.IsFull || !queue.TryEnqueue(pending)) return Task.FromResult<Answer>(new Answer.Busy());

        var asking = asked[id] = new Asked(pending);
        if (!flying) _ = FlyAsync();
        return asking.Answer.Task;
    }

    public Task<ImmutableArray<Fault>> Check(TCommand command)
        => Task.FromResult(TAggregate.Decide(Committed.State, command, CircumstancesOf(Caller.Current!.Value)) is Decision<TEvent>.Declined { Refusal: { Kind: RefusalKind.Invalid } refusal }
            ? refusal.Faults
            : []);

    public Need? NeedOf(object command) => TAggregate.Needs(Judged, (TCommand)command);

    /// <summary>Its journal after a version, oldest first.</summary>
    public async Task<HistoryPage> History(long after, int limit)
    {
        var events = await services.Journal.ReadAsync(stream, after, Math.Clamp(limit, 1, HistoryPage.MaxLimit), CancellationToken.None);
        return new HistoryPage(
            [.. events.Select(e => new HistoryEntry(e.Version, e.Type, e.Data, e.Actor, e.RecordedAt, e.EffectiveAt))],
            events.LastOrDefault()?.Version is { } last && last < Committed.Version ? last : null);
    }

    /// <summary>As it was at a version that there was, by its journal.</summary>
    protected async Task<TState> AtAsync(long version)
    {
        const int page = 200;
        var at = Committed<TState>.None(TAggregate.Empty);
        while (at.Version < version)
        {
            var events = await services.Journal.ReadAsync(stream, at.Version, page, CancellationToken.None);
            if (events.IsEmpty) break;
            at = RunQueue<TAggregate, TState, TCommand, TEvent>.Replay(at, events.Where(e => e.Version <= version));
            if (events[^1].Version >= version) break;
        }

        return at.State;
    }

    /// <summary>For what has to know at once on this silo; called after the commit and before the answers.</summary>
    /// <param name="own">Its row as committed; null: it has none, or the commit left it as it was.</param>
    protected virtual void OnCommitted(PlaceRow? own)
    {
    }

    private static Answer IdReused { get; } = new Answer.Refused(new Refusal(RefusalKind.IdReused,
    [
        new Fault("", "id-reused", "同一操作编号已用于另一内容，请换一个编号", "this command id came before with another payload; use a new one"),
    ]));

    /// <summary>Never throws: a bug in a decision or fold goes to those who asked.</summary>
    private async Task FlyAsync()
    {
        flying = true;
        try
        {
            while (queue.Depart(Committed, CircumstancesOf, together) is { } flight) await LandAsync(flight);
        }
        catch (JournalException e)
        {
            // Reading back failed after a batch that did not commit: nothing of what still waits happened.
            log.LogWarning(e, "{Stream}: commands are turned away", stream);
            queue.Drain();
            Release([.. asked.Values.Select(a => a.Pending)], new Answer.Busy());
            DeactivateOnIdle();
        }
        catch (Exception e)
        {
            log.LogError(e, "{Stream}: commands failed", stream);
            queue.Drain();
            foreach (var waiting in asked.Values) waiting.Answer.TrySetException(e);
            asked.Clear();
            DeactivateOnIdle();
        }
        finally
        {
            flying = false;
        }
    }

    private Circumstances CircumstancesOf(Actor actor) => new(services.Clock.Now, actor, services.Atlas.Plan, services.Atlas.Places) { Calendar = services.Calendar };

    private async Task LandAsync(Flight<TState, TCommand> flight)
    {
        var outcome = flight.Run is { } run ? await services.Writer.SubmitAsync(run) : new RunOutcome.Won([]);
        var commands = flight.Decided.Select(d => d.Pending).ToImmutableArray();
        switch (outcome)
        {
            case RunOutcome.Won won:
                await CommitAsync(flight, won.Rows);
                break;
            case RunOutcome.Repeated:
                await RepeatAsync(commands);
                break;
            case RunOutcome.Lost when ++conflicts <= MaxConflicts:
                await LoadAsync(CancellationToken.None);
                queue.PutBack(commands);
                break;
            case RunOutcome.Poisoned poisoned when commands.Length > 1:
                // One of them cannot be stored: halves until it stands alone.
                log.LogWarning("{Stream}: {Count} commands are halved: {Why}", stream, commands.Length, poisoned.Why);
                together = commands.Length / 2;
                queue.PutBack(commands);
                break;
            case RunOutcome.Poisoned:
                together = RunQueue<TAggregate, TState, TCommand, TEvent>.MaxTogether;
                Release(commands, new Answer.Refused(new Refusal(RefusalKind.Invalid,
                    [new Fault("", "cannot-be-stored", "内容含有无法保存的字符或数值", "something in it cannot be stored")])));
                break;
            case RunOutcome.Unsure:
                Release(commands, new Answer.Unsure());
                Release(queue.Drain(), new Answer.Busy());
                DeactivateOnIdle();
                break;
            case RunOutcome.Lost:
                // What is held is known to be old: not even a refusal may rest on it.
                conflicts = 0;
                await LoadAsync(CancellationToken.None);
                Release(commands, new Answer.Busy());
                break;
            default:
                Release(commands, new Answer.Busy());
                Release(queue.Drain(), new Answer.Busy());
                break;
        }
    }

    private async Task CommitAsync(Flight<TState, TCommand> flight, ImmutableArray<PlaceRow> rows)
    {
        if (flight.Run is not null) conflicts = 0;
        if (together < RunQueue<TAggregate, TState, TCommand, TEvent>.MaxTogether) together *= 2;
        Committed = flight.After;
        if (flight.Run is not null)
        {
            queue.Remember(rows);
            try
            {
                OnCommitted(rows.FirstOrDefault(r => r.Id == stream));
            }
            finally
            {
                // Even when that failed: they are stored.
                foreach (var (pending, answer) in flight.Decided.Where(d => d.Answer is Answer.Accepted)) Release([pending], answer);
            }
        }

        var refused = flight.Decided.Where(d => d.Answer is Answer.Refused).ToImmutableArray();
        if (!refused.IsEmpty) await RefuseAsync(refused);
        if (Committed.Version - snapshotVersion >= LongTail) await SaveSnapshotAsync();
    }

    /// <summary>A refusal is given only after asking whether this id was accepted before: then it has the old answer.</summary>
    private async Task RefuseAsync(ImmutableArray<(Pending<TCommand> Pending, Answer Answer)> refused)
    {
        try
        {
            var found = await services.Journal.FindAsync(stream, [.. refused.Select(r => r.Pending.Id)], CancellationToken.None);
            var accepted = found.Accepted.ToDictionary(a => a.Command);
            foreach (var (pending, _) in refused.Where(r => accepted.ContainsKey(r.Pending.Id))) Release([pending], FirstAnswer(pending, accepted[pending.Id]));
            var rest = refused.Where(r => !accepted.ContainsKey(r.Pending.Id)).ToImmutableArray();
            if (found.Head > Committed.Version)
            {
                // Another activation has gone on: they were refused on a state that is over.
                await LoadAsync(CancellationToken.None);
                if (++conflicts <= MaxConflicts) queue.PutBack(rest.Select(r => r.Pending));
                else Release(rest.Select(r => r.Pending), new Answer.Busy());
                return;
            }

            conflicts = 0;
            foreach (var (pending, answer) in rest) Release([pending], answer);
        }
        catch (JournalException e)
        {
            log.LogWarning(e, "{Stream}: refusals could not be checked", stream);
            Release(refused.Select(r => r.Pending), new Answer.Busy());
        }
    }

    private async Task RepeatAsync(ImmutableArray<Pending<TCommand>> commands)
    {
        ImmutableArray<AcceptedCommand> accepted;
        try
        {
            accepted = (await services.Journal.FindAsync(stream, [.. commands.Select(c => c.Id)], CancellationToken.None)).Accepted;
        }
        catch (JournalException e)
        {
            log.LogWarning(e, "{Stream}: repeated commands could not be looked up", stream);
            Release(commands, new Answer.Unsure());
            return;
        }

        var first = accepted.ToDictionary(a => a.Command);
        foreach (var pending in commands.Where(c => first.ContainsKey(c.Id))) Release([pending], FirstAnswer(pending, first[pending.Id]));
        if (accepted.Any(a => a.Version > Committed.Version)) await LoadAsync(CancellationToken.None);
        queue.PutBack(commands.Where(c => !first.ContainsKey(c.Id)));
    }

    private Answer FirstAnswer(Pending<TCommand> pending, AcceptedCommand first)
        => first.PayloadHash == pending.PayloadHash ? new Answer.Accepted(new Receipt(stream, first.Version, first.RecordedAt, Repeated: true)) : IdReused;

    private void Release(IEnumerable<Pending<TCommand>> commands, Answer answer)
    {
        foreach (var pending in commands)
        {
            if (asked.Remove(pending.Id, out var waiting)) waiting.Answer.TrySetResult(answer);
        }
    }

    /// <summary>A database that is coming up again is waited for, briefly.</summary>
    private async Task ActivateAsync(CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await LoadAsync(cancel);
                return;
            }
            catch (JournalException e) when (e.Fault == JournalFault.Transient && attempt < LoadAttempts)
            {
                await Task.Delay(LoadGap, cancel);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        const int page = 500;
        var at = Committed<TState>.None(TAggregate.Empty);
        var events = await services.Journal.ReadAsync(stream, 0, LongTail * 2, cancel);
        if (events.Length == LongTail * 2 && await ReadSnapshotAsync() is { } restored)
        {
            // With the event that it ends with: after the journal was put back from a backup a snapshot may be of another history.
            var tail = await services.Journal.ReadAsync(stream, restored.Version - 1, page, cancel);
            if (tail is [var last, ..] && last.Version == restored.Version && last.Hash == restored.LastHash)
            {
                snapshotVersion = restored.Version;
                at = restored;
                events = tail.RemoveAt(0);
            }
        }

        while (!events.IsEmpty)
        {
            at = RunQueue<TAggregate, TState, TCommand, TEvent>.Replay(at, events);
            events = events.Length < LongTail * 2 ? [] : await services.Journal.ReadAsync(stream, at.Version, page, cancel);
        }

        Committed = at;
    }

    private async Task<Committed<TState>?> ReadSnapshotAsync()
    {
        var stored = new GrainState<Snapshot<TState>>(new Snapshot<TState>());
        try
        {
            await services.Snapshots.ReadStateAsync(TAggregate.Kind, this.GetGrainId(), stored);
            return stored.State?.Restore(services.Database.Id, TAggregate.FoldVersion);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Stream}: its snapshot cannot be read; the journal is", stream);
            return null;
        }
    }

    private async Task SaveSnapshotAsync()
    {
        // Nobody would read it: one event is no tail.
        if (TAggregate.KeepsLastEventOnly) return;
        var stored = new GrainState<Snapshot<TState>>(new Snapshot<TState>());
        try
        {
            await services.Snapshots.ReadStateAsync(TAggregate.Kind, this.GetGrainId(), stored);
            stored.State = Snapshot<TState>.Of(Committed, services.Database.Id, TAggregate.FoldVersion);
            await services.Snapshots.WriteStateAsync(TAggregate.Kind, this.GetGrainId(), stored);
            snapshotVersion = stored.State.Version;
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Stream}: its snapshot was not saved; the next one may be", stream);
            snapshotVersion = Committed.Version;
        }
    }

    private sealed record Asked(Pending<TCommand> Pending)
    {
        /// <summary>Set in a turn of this grain: the reply leaves in the same turn, not in one more.</summary>
        public TaskCompletionSource<Answer> Answer { get; } = new();
    }
}
