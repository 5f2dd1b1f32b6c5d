using Circle.Contracts.Journal;
using Circle.Contracts.Tickets;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Web.Journal;
using Circle.Web.Subjects;

namespace Circle.Web.Tickets;

/// <summary>The way of every command about a ticket, see <see cref="WordsDesk"/>.</summary>
internal sealed class TicketDesk(WordsBook words, WordsDesk desk, IGrainFactory grains)
{
    /// <param name="commandOf">Reads the body.</param>
    /// <param name="location">For what creates: where it is then found.</param>
    public Task<IResult> TellAsync(HttpContext http, Func<TicketForm, (ICommandGrain<TicketCommand> Grain, TicketCommand Command)> commandOf, Func<Receipt, string>? location = null)
        => WordsDesk.TellAsync(http, (body, key) => new TicketForm(body, key), commandOf, (grain, key, command, form) => TellAsync(grain, key, command, form.Words, form.Subject), location);

    /// <summary>Of a command without faults, in whatever form it came.</summary>
    /// <param name="said">What it names.</param>
    /// <param name="subject">Whom the words are about; null: whoever called, as far as the ticket knows.</param>
    public Task<Answer> TellAsync(ICommandGrain<TicketCommand> grain, CommandId key, TicketCommand command, IReadOnlyList<(WordsId Id, string Text)> said, SubjectId? subject)
        => desk.TellAsync(grain, key, command, said, () => KeepAsync(said, subject, StreamId.Of(Ticket.Kind, grain.GetPrimaryKeyString())));

    /// <summary>They go with whoever called. Of one who was erased meanwhile nothing is known that they could be about: they stay as long as the rules say.</summary>
    private async Task<Refusal?> KeepAsync(IReadOnlyList<(WordsId Id, string Text)> said, SubjectId? named, StreamId owner)
    {
        var subject = named ?? await CallerOfAsync(owner);
        var refusal = await words.KeepAsync([.. said.Select(w => new WordsDraft(w.Id, owner, subject, w.Text))]);
        return subject is not null && named is null && refusal is { Faults: [{ Code: WordsBatch.ErasedCode }] }
            ? await words.KeepAsync([.. said.Select(w => new WordsDraft(w.Id, owner, null, w.Text))])
            : refusal;
    }

    /// <summary>As the system's own: a unit is not told who made a 举报.</summary>
    private async Task<SubjectId?> CallerOfAsync(StreamId ticket)
    {
        var actor = Caller.Current;
        try
        {
            Caller.Current = Erasure.ByRetention;
            return (await grains.GetGrain<ITicketGrain>(ticket.Id).View())?.Intake.Caller;
        }
        finally
        {
            Caller.Current = actor;
        }
    }
}

/// <summary>The body of a command about a ticket.</summary>
internal sealed class TicketForm(CommandBody body, CommandId key) : WordsForm(body, key)
{
    private static readonly string[] Abouts = [Domain.Facilities.Facility.Kind, Domain.ServicePoints.ServicePoint.Kind, Domain.Places.Place.Kind];

    /// <summary>Whom the words are about; null: nobody who is known.</summary>
    public SubjectId? Subject { get; set; }

    /// <summary><c>facility:…</c>, <c>point:…</c> or <c>place:…</c>.</summary>
    public StreamId About(string field)
    {
        if (TargetOf(Body.Required(field)) is { } target) return target;
        if (!Body.Faults.Has(field)) Body.Faults.Add(field, "wrong-shape", "应为 facility:…、point:… 或 place:…", "must be facility:…, point:… or place:…");
        return StreamId.Of(Domain.Places.Place.Kind, "-");
    }

    /// <summary>Null: it is none of these. Whether there is such a thing says the ticket's grain.</summary>
    public static StreamId? TargetOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Abouts.Contains(text[..colon]) && TextId.TryParse<TicketId>(text[(colon + 1)..], out _) ? new StreamId(text) : null;
    }
}
