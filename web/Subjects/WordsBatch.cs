using Circle.Domain.Journal;

namespace Circle.Web.Subjects;

/// <summary>Words as they go into the store.</summary>
/// <param name="clear">To compare with what is there.</param>
internal sealed class SealedWords(string id, string owner, string? subject, byte[] key, byte[] data, byte[] clear)
{
    public string Id { get; } = id;

    public string Owner { get; } = owner;

    public string? Subject { get; } = subject;

    public bool IsSame(string owner, ReadOnlySpan<byte> other) => Owner == owner && clear.AsSpan().SequenceEqual(other);

    public bool IsSame(SealedWords other) => other.IsSame(Owner, clear);

    public WordsRow ToRow(long now) => new() { Id = Id, Owner = Owner, Subject = Subject, Key = key, Data = data, Recorded = now, Used = now, Kept = 1 };
}

/// <param name="Refusal">Null: they are kept, where that is known.</param>
internal sealed record Kept(Refusal? Refusal, bool IsKnown = true)
{
    public static readonly Kept Unknown = new(null, IsKnown: false);
}

/// <summary>Calls that leave in one transaction, each decided on what those before it leave: all words of a call, or none.</summary>
/// <param name="there">By id, the owner and the text of what is stored; a text of null does not open, and is nobody's to write again.</param>
/// <param name="subjects">Whom words may be about: who is in the store and was not erased.</param>
internal sealed class WordsBatch(IReadOnlyDictionary<string, (string Owner, byte[]? Clear)> there, IReadOnlySet<string> subjects)
{
    public const string ErasedCode = "subject-erased";

    private static readonly Refusal Reused = new(RefusalKind.IdReused,
        [new Fault("", "id-reused", "同一操作编号已用于另一内容，请换一个编号", "this command id came before with another payload; use a new one")]);

    private static readonly Refusal Erased = Refusal.NotNow(ErasedCode, "对方的个人信息已删除，不能再记录与其有关的内容", "whom it is about was erased: nothing is recorded about them any more");

    private readonly Dictionary<string, (SealedWords Words, WordsRow Row)> added = [];
    private readonly Dictionary<string, int> again = [];

    public IEnumerable<WordsRow> Added => added.Values.Select(a => a.Row);

    /// <summary>What is stored and kept so many times more.</summary>
    public IReadOnlyDictionary<string, int> Again => again;

    /// <returns>Why not.</returns>
    public Refusal? Take(IReadOnlyList<SealedWords> call, long now)
    {
        if (call.Any(words => !IsFree(words, call))) return Reused;

        // About whoever was erased meanwhile, what is there already went with them.
        if (call.Any(words => words.Subject is { } subject && !subjects.Contains(subject) && !there.ContainsKey(words.Id))) return Erased;
        foreach (var words in call.DistinctBy(w => w.Id)) Add(words, now);
        return null;
    }

    private bool IsFree(SealedWords words, IReadOnlyList<SealedWords> call)
    {
        if (there.TryGetValue(words.Id, out var stored)) return stored.Clear is { } clear && words.IsSame(stored.Owner, clear);
        return words.IsSame(added.TryGetValue(words.Id, out var before) ? before.Words : call.First(w => w.Id == words.Id));
    }

    private void Add(SealedWords words, long now)
    {
        if (there.ContainsKey(words.Id)) again[words.Id] = again.GetValueOrDefault(words.Id) + 1;
        else if (added.TryGetValue(words.Id, out var before)) before.Row.Kept++;
        else added[words.Id] = (words, words.ToRow(now));
    }
}
