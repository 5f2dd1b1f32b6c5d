using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Web.Accounts;
using Circle.Web.Subjects;

namespace Circle.Web.Tickets;

/// <summary>A ticket with its words.</summary>
/// <param name="Number">As it is written, e.g. 1112-0062.</param>
/// <param name="Words">By their ids; one that is missing was erased.</param>
/// <param name="Caller">Masked; null: nobody is known, was erased, or is not this reader's to know.</param>
/// <param name="Others">Numbers of the tickets that it was joined to or that were joined to it, by their ids; a unit is told of none.</param>
internal sealed record TicketShown(TicketView Ticket, string Number, IReadOnlyDictionary<string, string> Words, SubjectView? Caller, IReadOnlyDictionary<string, string> Others);

/// <param name="Matter">Null: it was erased.</param>
internal sealed record TicketItem(TicketView Ticket, string Number, string? Matter);

internal sealed record TicketItems(IReadOnlyList<TicketItem> Tickets, TicketCursor? Next);

internal sealed record QueueSection(TicketStage Stage, long Count, long Due, IReadOnlyList<TicketItem> Tickets);

internal sealed record QueueShown(DateTimeOffset AsOf, IReadOnlyList<QueueSection> Sections);

internal sealed record WaitingShown(TicketStage Stage, long Count, long Due);

/// <summary>See <see cref="OperatorDay"/>.</summary>
/// <param name="Name">Null: a program, or an account that is no more.</param>
internal sealed record OperatorShown(Actor By, string? Name, int Received, int AtOnce, int Dispatched, int CalledBack, int InHand);

/// <summary>See <see cref="TicketOversight"/>.</summary>
internal sealed record OversightShown(
    DateTimeOffset AsOf, bool IsPartial, IReadOnlyList<WaitingShown> Waiting, IReadOnlyList<TicketItem> Overdue, IReadOnlyList<TicketItem> Returned, IReadOnlyList<TicketItem> Asking,
    IReadOnlyList<OperatorShown> Operators);

/// <summary>疑似重复, with why.</summary>
internal sealed record SimilarItem(TicketItem Item, Likeness Likeness);

/// <summary>Puts the words in. Inside the hotline as they were written; whatever leaves it is scanned, and numbers, and what is known of whoever called, are covered.</summary>
internal sealed class TicketReading(WordsBook words, SubjectStore subjects, SubjectBook book, SubjectCipher cipher, PersonNames names)
{
    public async Task<TicketShown> ShowAsync(TicketView ticket, bool isInside, IReadOnlyCollection<TicketView>? others = null)
    {
        var texts = await ReadAsync([.. ticket.Words.Distinct()], isInside);
        var row = ticket.Intake.Caller is { } caller ? await subjects.FindAsync(caller) : null;
        return new TicketShown(
            ticket, ticket.Number.ToString(), texts.ToDictionary(t => t.Key.Value, t => t.Value), row is null ? null : book.ViewOf(row),
            (others ?? []).ToDictionary(o => o.Intake.Id.Value, o => o.Number.ToString()));
    }

    public async Task<TicketItems> ListAsync(TicketPage page, bool isInside) => new(await ItemsAsync(page.Tickets, isInside), page.Next);

    public async Task<QueueShown> ListAsync(TicketQueue queue)
    {
        var items = (await ItemsAsync([.. queue.Sections.SelectMany(s => s.Tickets)], true)).ToDictionary(i => i.Ticket.Intake.Id);
        return new(queue.AsOf, [.. queue.Sections.Select(s => new QueueSection(s.Stage, s.Count, s.Due, [.. s.Tickets.Select(t => items[t.Intake.Id])]))]);
    }

    public async Task<OversightShown> ShowAsync(TicketOversight board)
    {
        var items = (await ItemsAsync([.. board.Overdue.Concat(board.Returned).Concat(board.Asking).DistinctBy(t => t.Intake.Id)], true)).ToDictionary(i => i.Ticket.Intake.Id);
        var called = await names.OfAsync(board.Operators.Select(o => AccountId.Of(o.By)).OfType<AccountId>());
        return new OversightShown(
            board.AsOf, board.IsPartial, [.. board.Waiting.Select(s => new WaitingShown(s.Stage, s.Count, s.Due))], Shown(board.Overdue), Shown(board.Returned), Shown(board.Asking),
            [.. board.Operators.Select(o => new OperatorShown(
                o.By, AccountId.Of(o.By) is { } account ? called.GetValueOrDefault(account) : null, o.Received, o.AtOnce, o.Dispatched, o.CalledBack, o.InHand))]);

        IReadOnlyList<TicketItem> Shown(IEnumerable<TicketView> tickets) => [.. tickets.Select(t => items[t.Intake.Id])];
    }

    /// <summary>The most alike first, and of these the newest.</summary>
    public async Task<IReadOnlyList<SimilarItem>> CompareAsync(LikenessOf call, SimilarTickets found, int most)
        =>
        [
            .. (await ItemsAsync([.. found.Tickets.Select(t => t.Ticket)], true))
                .Select(item => TicketLikeness.Of(call, item.Ticket, item.Matter, found.AsOf) is { } likeness ? new SimilarItem(item, likeness) : null).OfType<SimilarItem>()
                .OrderByDescending(s => s.Likeness.Alike).ThenBy(s => s.Likeness.Days).Take(most),
        ];

    private async Task<IReadOnlyList<TicketItem>> ItemsAsync(IReadOnlyCollection<TicketView> tickets, bool isInside)
    {
        var texts = await ReadAsync([.. tickets.Select(t => t.Intake.Matter).Distinct()], isInside);
        return [.. tickets.Select(t => new TicketItem(t, t.Number.ToString(), texts.GetValueOrDefault(t.Intake.Matter)))];
    }

    /// <summary>Whom words are about is known of the words themselves, also where the reader's view of the ticket names nobody.</summary>
    public async Task<Dictionary<WordsId, string>> ReadAsync(IReadOnlyCollection<WordsId> ids, bool isInside)
    {
        var texts = new Dictionary<WordsId, string>();
        foreach (var some in ids.Chunk(WordsBook.MostRead))
        {
            var read = await words.ReadAsync(some);
            var known = isInside ? [] : await KnownAsync(some);
            foreach (var (id, text) in read) texts[id] = isInside ? text : known.GetValueOrDefault(id)?.CoverIn(text) ?? Mask.Text(text);
        }

        return texts;
    }

    private async Task<Dictionary<WordsId, PersonalData?>> KnownAsync(IReadOnlyCollection<WordsId> ids)
    {
        var about = await words.AboutAsync(ids);
        var people = (await subjects.FindAsync([.. about.Values.Distinct()])).ToDictionary(r => r.SubjectId, cipher.Open);
        return about.ToDictionary(a => a.Key, a => people.GetValueOrDefault(a.Value));
    }
}
