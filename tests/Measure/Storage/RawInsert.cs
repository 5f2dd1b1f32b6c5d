using System.Threading.Channels;
using Circle.Domain.Journal;
using Circle.Measure.Load;

namespace Circle.Measure.Storage;

/// <summary>A table that rows are put into, many in a transaction.</summary>
internal interface IRawTable : IAsyncDisposable
{
    Task InsertAsync(IReadOnlyList<Envelope> rows);

    Task<long> CountAsync();
}

/// <summary>
/// The least that keeps an event: callers hand in rows, one loop puts all that wait into one transaction. No fence, no place
/// rows, no grains, nothing to see: what the database itself holds.
/// </summary>
internal sealed class RawInsert : IAsyncDisposable
{
    /// <summary>As the journal's.</summary>
    private const int MostTogether = 5_000;

    private readonly IRawTable table;
    private readonly Channel<(Envelope Row, TaskCompletionSource<Told> Kept)> waiting = Channel.CreateUnbounded<(Envelope, TaskCompletionSource<Told>)>(new() { SingleReader = true });
    private readonly long[] versions;
    private readonly Task loop;

    public RawInsert(IRawTable table, int facilities)
    {
        (this.table, versions) = (table, new long[facilities]);
        loop = Task.Run(RunAsync);
    }

    public async Task<Told> TellAsync(int facility)
    {
        var kept = new TaskCompletionSource<Told>(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((RawEvent.Of(facility, ++versions[facility]), kept));
        return await kept.Task;
    }

    /// <exception cref="InvalidOperationException">Rows that were said to be kept are not all there.</exception>
    public async Task CheckAsync()
    {
        var (there, said) = (await table.CountAsync(), versions.Sum());
        if (there != said) throw new InvalidOperationException($"{there} rows of {said} were inserted");
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await loop;
        await table.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<(Envelope Row, TaskCompletionSource<Told> Kept)>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostTogether && waiting.Reader.TryRead(out var next)) batch.Add(next);
            try
            {
                await table.InsertAsync([.. batch.Select(b => b.Row)]);
                foreach (var (_, kept) in batch) kept.SetResult(Told.Accepted);
            }
            catch (Exception e)
            {
                // Who waits for it hears it.
                foreach (var (_, kept) in batch) kept.SetException(e);
            }
        }
    }
}
