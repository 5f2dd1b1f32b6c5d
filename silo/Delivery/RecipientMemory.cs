using System.Collections.Immutable;

namespace Circle.Silo.Delivery;

/// <summary>
/// Who of a message's recipients has taken it, so that its next try leaves them alone and begins with whoever has waited longest. In memory: after a
/// restart, or once it is forgotten for newer ones, a message that is tried again comes to all of them.
/// </summary>
internal sealed class RecipientMemory
{
    /// <summary>Messages that some have taken and others not.</summary>
    private const int Most = 1_000;

    private readonly Lock gate = new();

    /// <summary>By message, oldest first: of each recipient when it refused last; null: it has taken it.</summary>
    private readonly OrderedDictionary<string, Dictionary<string, long?>> messages = [];
    private long turn;

    /// <summary>Whom the next try is for, each once: first who was not asked yet, then who refused longest ago.</summary>
    public ImmutableArray<string> LeftOf(string message, IEnumerable<string> recipients)
    {
        lock (gate)
        {
            var asked = messages.GetValueOrDefault(message) ?? [];
            return [.. recipients.Distinct().Where(r => !asked.TryGetValue(r, out var at) || at is not null).OrderBy(r => asked.GetValueOrDefault(r) ?? 0)];
        }
    }

    public void Note(string message, string recipient, bool isTaken)
    {
        lock (gate)
        {
            if (!messages.TryGetValue(message, out var asked))
            {
                if (messages.Count >= Most) messages.RemoveAt(0);
                messages[message] = asked = [];
            }

            asked[recipient] = isTaken ? null : ++turn;
        }
    }

    /// <summary>All have it, or are not to have it.</summary>
    public void Forget(string message)
    {
        lock (gate) messages.Remove(message);
    }
}
