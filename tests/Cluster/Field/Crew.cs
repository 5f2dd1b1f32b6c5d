using System.Collections.Concurrent;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Cluster.Tests.Field;

/// <summary>Callers side by side; every deed is recorded with what its caller heard. Null: no answer came.</summary>
public sealed class Crew(CircleCluster cluster)
{
    private readonly ConcurrentQueue<(Deed Deed, Answer? Answer)> _heard = new();
    private int _accepted;

    public int Accepted => Volatile.Read(ref _accepted);

    public IReadOnlyCollection<(Deed Deed, Answer? Answer)> Heard => _heard;

    public Task RunAsync(IEnumerable<Deed> deeds, int callers)
        => Parallel.ForEachAsync(deeds, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (deed, _) =>
        {
            var answer = await AskAsync(deed);
            _heard.Enqueue((deed, answer));
            if (answer is Answer.Accepted) Interlocked.Increment(ref _accepted);
        });

    /// <summary>Goes on until it is told to stop.</summary>
    public async Task RunAsync(RandomDeeds deeds, int callers, Func<bool> until)
    {
        var gate = new Lock();
        await RunAsync(Endless(), callers);

        IEnumerable<Deed> Endless()
        {
            while (!until())
            {
                Deed next;
                lock (gate) next = deeds.Next();
                yield return next;
            }
        }
    }

    /// <summary>Asks until the system says yes or no, as a patient client does.</summary>
    public async Task<Answer> InsistAsync(Deed deed)
    {
        Answer? answer = null;
        await Eventually.TrueAsync(async () => (answer = await AskAsync(deed)) is Answer.Accepted or Answer.Refused, () => $"a definite answer to {deed}, the last was {answer}");
        return answer!;
    }

    private async Task<Answer?> AskAsync(Deed deed)
    {
        try
        {
            return await cluster.Facility(deed.Facility).AskAsync(deed.Command, deed.Id, deed.Actor);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or JournalException)
        {
            return null;
        }
    }
}
