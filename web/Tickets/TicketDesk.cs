using Circle.Contracts.Journal;
using Circle.Contracts.Tickets;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Web.Journal;
using Circle.Web.Subjects;

namespace Circle.Web.Tickets;

/// <summary>
/// The way of every command about a ticket: what somebody wrote is kept apart first, then the command names it. So a ticket never names words that
/// are not there; what is refused takes its words with it, and after a crash in between they are swept a day later.
/// </summary>
internal sealed class TicketDesk(WordsBook words, Insistence insistence, IGrainFactory grains)
{
    /// <param name="commandOf">Reads the body.</param>
    /// <param name="location">For what creates: where it is then found.</param>
    public Task<IResult> TellAsync(HttpContext http, Func<TicketForm, (ICommandGrain<TicketCommand> Grain, TicketCommand Command)> commandOf, Func<Receipt, string>? location = null)
        => JsonBody.WithAsync(http, async json =>
        {
            // Before anything is said of what was sent.
            if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
            var faults = new FaultList();
            var key = Commands.KeyOf(http, faults);
            var form = new TicketForm(new CommandBody(json, faults), key);
            var (grain, command) = commandOf(form);
            form.Body.Close();
            if (faults.Any)
            {
                faults.AddNew(await grain.Check(command));
                return Problems.Of(http, faults.ToRefusal());
            }

            return await TellAsync(grain, key, command, form.Words, form.Subject) switch
            {
                Answer.Accepted { Receipt: var receipt } => location is null ? Results.Ok(receipt) : Results.Created(location(receipt), receipt),
                Answer.Refused { Refusal: var refusal } => Problems.Of(http, refusal),
                Answer.Busy => Problems.Busy(http),
                _ => Problems.Unsure(http),
            };
        });

    /// <summary>Of a command without faults, in whatever form it came.</summary>
    /// <param name="said">What it names.</param>
    /// <param name="subject">Whom the words are about; null: whoever called, as far as the ticket knows.</param>
    public async Task<Answer> TellAsync(ICommandGrain<TicketCommand> grain, CommandId key, TicketCommand command, IReadOnlyList<(WordsId Id, string Text)> said, SubjectId? subject)
    {
        if (await KeepAsync(said, subject, StreamId.Of(Ticket.Kind, grain.GetPrimaryKeyString())) is { } reused) return new Answer.Refused(reused);
        var answer = await insistence.TellAsync(grain, key, command);
        if (answer is Answer.Refused { Refusal.Kind: not RefusalKind.IdReused }) await words.DropAsync([.. said.Select(w => w.Id)]);
        return answer;
    }

    /// <summary>They go with whoever called. Of one who was erased meanwhile nothing is known that they could be about: they stay as long as the rules say.</summary>
    private async Task<Refusal?> KeepAsync(IReadOnlyList<(WordsId Id, string Text)> said, SubjectId? named, StreamId owner)
    {
        if (said.Count == 0) return null;
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

/// <summary>A command's body, and what in it is kept apart.</summary>
internal sealed class TicketForm(CommandBody body, CommandId key)
{
    private static readonly string[] Abouts = [Domain.Facilities.Facility.Kind, Domain.ServicePoints.ServicePoint.Kind, Domain.Places.Place.Kind];

    private readonly List<(WordsId Id, string Text)> words = [];

    public CommandBody Body => body;

    public IReadOnlyList<(WordsId Id, string Text)> Words => words;

    /// <summary>Whom the words are about; null: nobody who is known.</summary>
    public SubjectId? Subject { get; set; }

    public WordsId Said(string field, int most) => OptionallySaid(field, most) ?? Missing(field);

    /// <summary>Null: nothing was.</summary>
    public WordsId? OptionallySaid(string field, int most)
    {
        if (body.Text(field) is not { Length: > 0 } text) return null;
        body.Faults.Text(field, text, 1, most, lines: true);
        var id = WordsId.Of(key, field);
        words.Add((id, text));
        return id;
    }

    /// <summary><c>facility:…</c>, <c>point:…</c> or <c>place:…</c>.</summary>
    public StreamId About(string field)
    {
        if (TargetOf(body.Required(field)) is { } target) return target;
        if (!body.Faults.Has(field)) body.Faults.Add(field, "wrong-shape", "应为 facility:…、point:… 或 place:…", "must be facility:…, point:… or place:…");
        return StreamId.Of(Domain.Places.Place.Kind, "-");
    }

    /// <summary>Null: it is none of these. Whether there is such a thing says the ticket's grain.</summary>
    public static StreamId? TargetOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Abouts.Contains(text[..colon]) && TextId.TryParse<TicketId>(text[(colon + 1)..], out _) ? new StreamId(text) : null;
    }

    private WordsId Missing(string field)
    {
        if (!body.Faults.Has(field)) body.Faults.Add(field, "required", "不能为空", "is required");
        return WordsId.Of(key, field);
    }
}
