namespace Circle.Domain.Delivery;

/// <summary>退避: how long a message that failed waits for its next try, and when it is given up.</summary>
public static class BackOff
{
    /// <summary>A message is tried at least so often, and for at least <see cref="Patience"/>.</summary>
    public const int LeastTries = 10;

    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Twice as long each time: 5 s, 10 s, … one hour.</summary>
    /// <param name="tries">That have failed, 1 or more.</param>
    public static TimeSpan After(int tries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        return tries > LeastTries ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << (tries - 1), Longest.Ticks));
    }

    /// <param name="since">Its first try.</param>
    public static bool IsOver(int tries, TimeSpan since) => tries >= LeastTries && since >= Patience;
}
