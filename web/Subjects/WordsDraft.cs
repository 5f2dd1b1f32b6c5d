using Circle.Domain.Journal;
using Circle.Domain.Subjects;

namespace Circle.Web.Subjects;

/// <summary>Words as they are to be kept.</summary>
/// <param name="Owner">The stream whose events name it, e.g. ticket:…</param>
/// <param name="Subject">Whom it is about; null: nobody known.</param>
/// <param name="Text">At most <see cref="WordsBook.MaxText"/> characters.</param>
internal sealed record WordsDraft(WordsId Id, StreamId Owner, SubjectId? Subject, string Text)
{
    /// <summary>Never what it says: it may come into a log.</summary>
    public override string ToString() => $"{nameof(WordsDraft)} {Id}";
}

/// <summary>Who can say which words are named: one for each kind of stream that owns any. Where there is none for a kind, its words are left alone.</summary>
/// <param name="Kind">Of streams, e.g. ticket.</param>
/// <param name="NamedAsync">Of at most <see cref="WordsSweep.Batch"/> streams all words that their events name. What it throws is taken for "not now".</param>
internal sealed record WordsOwner(string Kind, Func<IReadOnlyCollection<StreamId>, Task<IReadOnlySet<WordsId>>> NamedAsync);
