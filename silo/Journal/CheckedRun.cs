using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Silo.Journal;

/// <summary>A run that no database has to look at to know that it is sound.</summary>
/// <param name="Hash">Of its last event: what the stream's head becomes.</param>
internal sealed record CheckedRun(Run Run, string Hash)
{
    /// <summary>Characters of a stream, a type, or anything else that an index may hold.</summary>
    private const int MaxId = 200;

    /// <summary>Characters of an event's data or a row's view.</summary>
    private const int MaxText = 1_000_000;

    /// <exception cref="JournalException">Poison: a run that can never be stored, or would break its stream's chain.</exception>
    public static ImmutableArray<CheckedRun> Check(ImmutableArray<Run> runs)
    {
        var builder = ImmutableArray.CreateBuilder<CheckedRun>(runs.Length);
        foreach (var run in runs) builder.Add(Check(run));
        return builder.MoveToImmutable();
    }

    private static CheckedRun Check(Run run)
    {
        CheckStream(run.Stream);
        if (run.Events.Length is 0 or > Run.MaxEvents)
            throw Poison(run, $"{run.Events.Length} events, 1 to {Run.MaxEvents} are possible");

        var hash = run.Events[0].PreviousHash;
        if (run.Expected == 0 && hash.Length > 0) throw Poison(run, "its first event has a hash before it");
        for (var i = 0; i < run.Events.Length; i++)
        {
            var e = run.Events[i];
            if (e.Stream != run.Stream || e.Version != run.Expected + 1 + i)
                throw Poison(run, $"event {e.Stream} {e.Version} does not follow {run.Expected}");
            if (e.PreviousHash != hash) throw Poison(run, $"event {e.Version} does not carry the hash of the one before it");
            CheckTexts(run, e);
            hash = e.Hash;
        }

        CheckRows(run);
        CheckAgenda(run);
        CheckList(run);
        return new CheckedRun(run, hash);
    }

    private static void CheckTexts(Run run, Envelope e)
    {
        if (e.Command is null != e.PayloadHash is null) throw Poison(run, $"event {e.Version}: command and payload hash go together");
        Check(run, e.Type, MaxId);
        Check(run, e.Data, MaxText);
        Check(run, e.PayloadHash, MaxId);
        Check(run, e.Actor.Value, Actor.MaxLength);
    }

    private static void CheckRows(Run run)
    {
        var seen = new HashSet<StreamId>();
        foreach (var row in run.Rows)
        {
            CheckStream(row.Row);
            if (!seen.Add(row.Row)) throw Poison(run, $"row {row.Row} is changed twice");
            if (row.Head is not { } head) continue;
            foreach (var text in (ReadOnlySpan<string?>)[head.Region.Value, head.Parent?.Value, head.Line, head.Stage]) Check(run, text, MaxId);
            Check(run, head.Name, MaxText);
            Check(run, head.View, MaxText);
        }
    }

    private static void CheckAgenda(Run run)
    {
        foreach (var change in run.Agenda)
        {
            CheckStream(change.Item.Stream);
            CheckStream(change.Item.Target);
            Check(run, change.Item.Kind, MaxId);
            Check(run, change.Item.Key, MaxId);
        }
    }

    private static void CheckList(Run run)
    {
        if (run.Lists.Length > Run.MaxLists) throw Poison(run, $"{run.Lists.Length} list rows, at most {Run.MaxLists} are possible");
        var seen = new HashSet<StreamId>();
        foreach (var row in run.Lists)
        {
            CheckStream(row.Id);
            if (!row.IsOf(run.Stream)) throw Poison(run, $"list row {row.Id} is another stream's");
            if (!seen.Add(row.Id)) throw Poison(run, $"list row {row.Id} is changed twice");
            if (row.About is { } about) CheckStream(about);
            foreach (var text in (ReadOnlySpan<string?>)[row.Region?.Value, row.Line, row.Stage, row.Who]) Check(run, text, MaxId);
            Check(run, row.View, MaxText);
        }
    }

    private static void CheckStream(StreamId id)
    {
        if (id.Value is null or { Length: > MaxId } || !id.Value.Contains(':', StringComparison.Ordinal) || !CanBeStored(id.Value))
            throw new JournalException(JournalFault.Poison, $"'{id.Value}' cannot be a stream");
    }

    private static void Check(Run run, string? text, int max)
    {
        if (text?.Length > max) throw Poison(run, $"a text of {text.Length} characters, at most {max} are possible");
        if (!CanBeStored(text)) throw Poison(run, "a text holds U+0000 or half a character");
    }

    /// <summary>
    /// PostgreSQL refuses U+0000 and a lone surrogate; SQLite would take the one and silently change the other, and then the
    /// stored text has another hash. Neither gets that far.
    /// </summary>
    private static bool CanBeStored(string? text)
    {
        if (text is null) return true;
        if (text.AsSpan().IndexOf('\0') >= 0) return false;
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private static JournalException Poison(Run run, string what) => new(JournalFault.Poison, $"{run.Stream}: {what}");
}
