using Circle.Domain.Journal;

namespace Circle.Grains.Imports;

/// <summary>
/// How many imports a silo holds at once. One more of the same person takes the place of their oldest that is not running; where
/// others hold all there is, it is told to come again.
/// </summary>
public sealed class ImportShelf
{
    public const int MostOfOne = 3;
    public const int MostOfAll = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> held = [];
    private long clock;

    private sealed record Held(Actor By, Func<bool> TryDrop, long At);

    /// <param name="tryDrop">Lets it go; false: it is running.</param>
    public Refusal? Take(string import, Actor by, Func<bool> tryDrop)
    {
        lock (gate)
        {
            held.Remove(import);
            var own = held.Where(h => h.Value.By == by).OrderBy(h => h.Value.At).ToList();
            if (own.Count >= MostOfOne && !own.Any(h => h.Value.TryDrop() && held.Remove(h.Key)))
                return Refusal.NotNow("too-many", $"您已有 {MostOfOne} 个导入正在进行，请等其中一个完成", $"{MostOfOne} of your imports are running: wait for one of them");
            if (held.Count >= MostOfAll)
                return Refusal.NotNow("too-many", "现在导入的人太多，请过几分钟再试", "too many import at the moment: try again in some minutes");
            held[import] = new Held(by, tryDrop, ++clock);
            return null;
        }
    }

    public void Release(string import)
    {
        lock (gate) held.Remove(import);
    }
}
