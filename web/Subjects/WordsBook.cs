using System.Collections.ObjectModel;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Web.Journal;

namespace Circle.Web.Subjects;

/// <summary>
/// 记述, as other parts of the program use them: kept before the command is told that names them, dropped again where it is refused, and read
/// by whoever may. Who may do it is asked before.
/// </summary>
internal sealed class WordsBook(WordsStore store)
{
    /// <summary>Characters of one.</summary>
    public const int MaxText = 5_000;

    /// <summary>At once.</summary>
    public const int MostRead = 500;

    /// <summary>Calls that wait while a transaction is under way.</summary>
    public const int MostWaiting = 2_000;

    /// <summary>Calls of one transaction.</summary>
    public const int MostTogether = 500;

    private readonly OneInFlight<IReadOnlyList<SealedWords>, Kept> flight = new(MostWaiting, MostTogether, store.KeepAsync);

    /// <summary>On the disk when it returns: all of them, or none. The same again is fine, and counts: each is dropped by itself.</summary>
    /// <returns>Why not; null: they are kept. Of a subject that was erased the code is <see cref="WordsBatch.ErasedCode"/>.</returns>
    /// <exception cref="BusyException">They are not kept, or it is not known.</exception>
    public async Task<Refusal?> KeepAsync(IReadOnlyCollection<WordsDraft> drafts)
    {
        if (drafts.Count == 0) return null;
        if (drafts.Any(d => d.Text.Length > MaxText)) throw new ArgumentOutOfRangeException(nameof(drafts));
        var kept = await (flight.TrySend([.. drafts.Select(store.Seal)]) ?? throw new BusyException($"{MostWaiting} calls wait for their words to be stored"));
        return kept.IsKnown ? kept.Refusal : throw new BusyException("the store of words does not take them");
    }

    /// <summary>Of a command that was refused for good, once for each time that they were kept: what an earlier sending of the same command keeps stays.</summary>
    public Task DropAsync(IReadOnlyCollection<WordsId> ids) => ids.Count == 0 ? Task.CompletedTask : store.DropAsync([.. ids.Select(i => i.Value).Distinct()]);

    /// <param name="ids">At most <see cref="MostRead"/>.</param>
    /// <returns>Those that are there and open: what was erased is absent.</returns>
    public async Task<IReadOnlyDictionary<WordsId, string>> ReadAsync(IReadOnlyCollection<WordsId> ids)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostRead, nameof(ids));
        return ids.Count == 0 ? ReadOnlyDictionary<WordsId, string>.Empty : await store.ReadAsync([.. ids.Select(i => i.Value).Distinct()]);
    }

    /// <summary>Whom each of them is about, where somebody is known: by it their name and number are covered for whoever may not read them.</summary>
    /// <param name="ids">At most <see cref="MostRead"/>.</param>
    public async Task<IReadOnlyDictionary<WordsId, SubjectId>> AboutAsync(IReadOnlyCollection<WordsId> ids)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostRead, nameof(ids));
        return ids.Count == 0 ? ReadOnlyDictionary<WordsId, SubjectId>.Empty : await store.AboutAsync([.. ids.Select(i => i.Value).Distinct()]);
    }

    /// <summary>They were worked with: what they are kept for begins anew, to the hour.</summary>
    public Task UseAsync(IReadOnlyCollection<WordsId> ids) => ids.Count == 0 ? Task.CompletedTask : store.UseAsync([.. ids.Select(i => i.Value).Distinct()]);
}
