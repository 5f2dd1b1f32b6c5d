namespace Circle.Measure.Load;

/// <summary>What became of a command, as its caller sees it.</summary>
internal enum Told
{
    Accepted,
    Refused,

    /// <summary>Nothing happened; come again.</summary>
    Busy,

    /// <summary>It may have happened.</summary>
    Unsure,

    /// <summary>No answer in time, which is as little as unsure and worse manners.</summary>
    Silent,
}

/// <summary>How often each answer was heard. Safe for many callers.</summary>
internal sealed class Answers
{
    private readonly long[] counts = new long[Enum.GetValues<Told>().Length];

    public long this[Told told] => Interlocked.Read(ref counts[(int)told]);

    public long All => counts.Sum();

    public long NotAccepted => All - this[Told.Accepted];

    public void Add(Answers others)
    {
        foreach (var told in Enum.GetValues<Told>()) Interlocked.Add(ref counts[(int)told], others[told]);
    }

    public void Add(Told told) => Interlocked.Increment(ref counts[(int)told]);
}
