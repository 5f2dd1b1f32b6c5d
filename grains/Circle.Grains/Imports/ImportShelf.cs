using Circle.Domain.Journal;

namespace Circle.Grains.Imports;

/// <summary>How an import stands on its shelf.</summary>
public enum ShelfState
{
    /// <summary>It is compared or entered, and is not let go.</summary>
    Busy,

    /// <summary>It waits for its person.</summary>
    Ready,

    /// <summary>Finished or cancelled: it is kept as long as nobody needs its place.</summary>
    Over,
}

/// <summary>
/// How many imports a silo holds at once. One more of the same person takes the place of their oldest that is over, else of their oldest
/// that waits; where the shelf is full, of the oldest of all that is over, else of the one that has waited longest and for long. Where there
/// is none it is told to come again.
/// </summary>
/// <remarks>Grains ask it in turns of their own: whether one is let go or begins to run is decided here alone.</remarks>
public sealed class ImportShelf(TimeProvider real)
{
    public const int MostOfOne = 3;
    public const int MostOfAll = 20;

    /// <summary>So long nothing may happen to an import that waits before somebody else may have its place; looks at it are nothing.</summary>
    public static readonly TimeSpan MostIdle = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> held = [];
    private long turn;

    private sealed record Held(Actor By, Action Drop, ShelfState State, long Turn, long At);

    /// <summary>A place for it while it is compared; one that it has already is its own.</summary>
    /// <param name="drop">Called, on whatever thread, when it is let go.</param>
    public Refusal? Take(string import, Actor by, Action drop)
    {
        lock (gate)
        {
            if (!held.ContainsKey(import))
            {
                if (held.Values.Count(h => h.By == by) >= MostOfOne && !DropOne(h => h.By == by))
                    return Refusal.NotNow("too-many", $"您已有 {MostOfOne} 个导入正在进行，请等其中一个完成", $"{MostOfOne} of your imports are running: wait for one of them");
                if (held.Count >= MostOfAll && !DropOne(h => h.State == ShelfState.Over || real.GetElapsedTime(h.At) > MostIdle))
                    return Refusal.NotNow("too-many", "现在导入的人太多，请过几分钟再试", "too many import at the moment: try again in some minutes");
            }

            held[import] = new Held(by, drop, ShelfState.Busy, ++turn, real.GetTimestamp());
            return null;
        }
    }

    /// <summary>False: it was let go.</summary>
    public bool Mark(string import, ShelfState state)
    {
        lock (gate)
        {
            if (!held.TryGetValue(import, out var one)) return false;
            held[import] = one with { State = state, Turn = ++turn, At = real.GetTimestamp() };
            return true;
        }
    }

    public void Release(string import)
    {
        lock (gate) held.Remove(import);
    }

    /// <summary>The oldest that is over before the oldest that waits.</summary>
    private bool DropOne(Func<Held, bool> mayBe)
    {
        var (import, one) = held.Where(h => h.Value.State != ShelfState.Busy && mayBe(h.Value)).OrderByDescending(h => h.Value.State).ThenBy(h => h.Value.Turn).FirstOrDefault();
        if (one is null) return false;
        held.Remove(import);
        one.Drop();
        return true;
    }
}
