using Circle.Web.Journal;

namespace Circle.Web.Audit;

/// <summary>One transaction in flight; what comes meanwhile leaves together when it has ended.</summary>
internal sealed class AuditWriter(AuditStore store)
{
    /// <summary>More than that wait nowhere: they hear so.</summary>
    public const int Capacity = 1_000;

    private const int MostTogether = 200;

    private readonly OneInFlight<NewEntry, bool> flight = new(Capacity, MostTogether, async entries =>
    {
        await store.AppendAsync(entries, CancellationToken.None);
        return [.. entries.Select(_ => true)];
    });

    /// <summary>Returns once it is stored.</summary>
    /// <exception cref="AuditException">The queue is full, or the store away.</exception>
    public Task WriteAsync(NewEntry entry) => flight.TrySend(entry) ?? throw new AuditException($"{Capacity} entries of the audit wait to be stored");
}
