namespace Circle.Domain.Audit;

/// <summary>Of whom refusals are counted together.</summary>
/// <param name="Subject">Whose account was tried, so that tries of made-up names hide none of it; null: whatever it was.</param>
public readonly record struct RefusalSource(string Action, string? Actor, string? Address, string? Subject = null)
{
    /// <summary>All for whom there is no place of their own.</summary>
    public static RefusalSource Others(string action) => new(action, null, null);
}

/// <summary>What was not written one by one in the minute since <paramref name="Since"/>.</summary>
public sealed record RefusalSum(RefusalSource Source, DateTimeOffset Since, int Count);

/// <summary>
/// So that whoever is refused very often does not make the system slow: the first <see cref="First"/> of a minute are written one by one,
/// the rest of the minute is one entry with their number. Not safe for several threads.
/// </summary>
public sealed class RefusalSampler
{
    public const int First = 10;

    /// <summary>Past it newcomers are counted together.</summary>
    public const int MostSources = 500;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<RefusalSource, (DateTimeOffset Since, int Count)> windows = [];

    /// <returns>Whether this one is written by itself.</returns>
    /// <remarks>Take what <see cref="Over"/> gives first.</remarks>
    public bool Take(RefusalSource source, DateTimeOffset now)
    {
        if (!windows.ContainsKey(source) && windows.Count >= MostSources) source = RefusalSource.Others(source.Action);
        var (since, count) = windows.GetValueOrDefault(source, (now, 0));
        windows[source] = (since, count + 1);
        return count < First;
    }

    /// <summary>Minutes that are over, with what they did not write.</summary>
    public IReadOnlyList<RefusalSum> Over(DateTimeOffset now)
    {
        var over = windows.Where(w => now - w.Value.Since >= Window).ToList();
        foreach (var (source, _) in over) windows.Remove(source);
        return [.. over.Where(w => w.Value.Count > First).Select(w => new RefusalSum(w.Key, w.Value.Since, w.Value.Count - First))];
    }
}
