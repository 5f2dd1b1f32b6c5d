using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Journal;

/// <summary>
/// Streams that are read, a few queries in flight and the rest leave together: of a thousand grains that wake at once, each costs some rows of a query and not a
/// question of its own, which would cost more than all it answers. Safe for many callers.
/// </summary>
/// <remarks>More than one in flight: behind a history of many pages nobody who wakes should wait.</remarks>
internal sealed class PostgreSqlEventReads(NpgsqlDataSource reads)
{
    /// <summary>Reads that may wait; one more hears at once that the database is busy.</summary>
    public const int MaxWaiting = 20_000;

    /// <summary>Events that one query may be asked for: a read alone may ask for more.</summary>
    public const int MaxEvents = 20_000;

    private const int MaxFlying = 3;

    private readonly Lock gate = new();
    private readonly Queue<Asked> waiting = [];
    private int flying;

    /// <summary>Events after a version, in order, at most <paramref name="limit"/>.</summary>
    /// <exception cref="JournalException">Nothing was read, classified.</exception>
    public Task<ImmutableArray<Envelope>> ReadAsync(StreamId stream, long after, int limit, CancellationToken cancel)
    {
        var asked = new Asked(stream, after, limit, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            if (waiting.Count >= MaxWaiting) throw new JournalException(JournalFault.Transient, "too many reads wait", null);
            waiting.Enqueue(asked);
            if (flying < MaxFlying)
            {
                flying++;

                // No caller's request context may leak into what carries others' reads.
                using (ExecutionContext.SuppressFlow()) _ = Task.Run(FlyAsync, CancellationToken.None);
            }
        }

        return asked.Answer.Task.WaitAsync(cancel);
    }

    private async Task FlyAsync()
    {
        while (Take() is { Length: > 0 } together) await AnswerAsync(together);
    }

    /// <summary>Empty: nothing waits, and this flight is over.</summary>
    private ImmutableArray<Asked> Take()
    {
        lock (gate)
        {
            var taken = ImmutableArray.CreateBuilder<Asked>();
            for (var events = 0L; waiting.TryPeek(out var next) && (taken.Count == 0 || events + next.Limit <= MaxEvents); events += next.Limit) taken.Add(waiting.Dequeue());
            if (taken.Count == 0) flying--;
            return taken.ToImmutable();
        }
    }

    private async Task AnswerAsync(ImmutableArray<Asked> together)
    {
        try
        {
            var found = (await QueryAsync(together)).ToLookup(f => f.Asked, f => f.Event);
            for (var i = 0; i < together.Length; i++) together[i].Answer.SetResult([.. found[i]]);
        }
        catch (JournalException e) when (e.Fault == JournalFault.Poison && together.Length > 1)
        {
            // One of them cannot be asked for: each alone.
            foreach (var asked in together) await AnswerAsync([asked]);
        }
        catch (Exception e)
        {
            foreach (var asked in together) asked.Answer.TrySetException(e);
        }
    }

    private Task<List<(int Asked, Envelope Event)>> QueryAsync(ImmutableArray<Asked> together)
    {
        const string Sql =
            """
            select e.version, e.type, e.schema, e.data, e.command_id, e.payload_hash, e.actor, e.recorded_at, e.effective_at, e.previous_hash, a.n
              from unnest($1, $2, $3) with ordinality as a (stream, after, most, n)
             cross join lateral (select * from event where stream = a.stream and version > a.after order by version limit a.most) e
             order by a.n, e.version
            """;
        return reads.QueryAsync(
            Sql,
            [Texts([.. together.Select(a => a.Stream.Value)]), Numbers([.. together.Select(a => a.After)]), Numbers([.. together.Select(a => (long)a.Limit)])],
            r =>
            {
                var n = (int)r.GetInt64(10) - 1;
                return (n, PostgreSqlJournal.Read(together[n].Stream, r));
            },
            CancellationToken.None);
    }

    private sealed record Asked(StreamId Stream, long After, int Limit, TaskCompletionSource<ImmutableArray<Envelope>> Answer);
}
