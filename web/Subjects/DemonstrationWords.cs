using Circle.Domain.Journal;
using Circle.Domain.Rehearsal;
using Circle.Web.Journal;

namespace Circle.Web.Subjects;

/// <summary>
/// 演练记述: the invented texts that the rehearsal's tickets and activities name. They are about nobody, and many name one of them: so their owner is the rehearsal,
/// nothing is asked about who names them, and nobody's erasure takes them along. By rule they go as all words do, once nobody started the rehearsal for so long.
/// </summary>
internal sealed class DemonstrationWords(WordsBook words, ILogger<DemonstrationWords> log)
{
    /// <summary>Of no kind that has a <see cref="WordsOwner"/>.</summary>
    private static readonly StreamId Owner = StreamId.Of("rehearsal", "calls");

    /// <summary>At each start: what is there already is used again. An id is made of its text, so that other words never stand under it.</summary>
    /// <returns>False: not now.</returns>
    public async Task<bool> OpenAsync()
    {
        try
        {
            var refusal = await words.KeepAsync([.. CallWords.All.Concat(VolunteerWords.All).Select(w => new WordsDraft(w.Id, Owner, null, w.Text))]);
            if (refusal is not null) log.LogWarning("The rehearsal's words are not kept: {Codes}", string.Join(", ", refusal.Faults.Select(f => f.Code)));
            return true;
        }
        catch (BusyException e)
        {
            log.LogDebug(e, "The rehearsal's words wait for their store");
            return false;
        }
    }
}
