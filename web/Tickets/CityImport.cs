using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Contracts.Search;
using Circle.Contracts.Tickets;
using Circle.Domain.Audit;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Web.Imports;
using Circle.Web.Journal;
using Circle.Web.Subjects;

namespace Circle.Web.Tickets;

/// <summary>A file as it is understood now.</summary>
internal sealed record CityPlan(string Fingerprint, ImmutableArray<CityEntry> Entries)
{
    public override string ToString() => nameof(CityPlan);
}

/// <summary>
/// 市 12345 转办件导入. The file is held while it is read and kept nowhere; whoever enters it sends it again. A ticket's id is made of its city number, so that a
/// file that is entered twice, by two people at once or in two parts makes each ticket once.
/// </summary>
internal sealed class CityImport(IGrainFactory grains, TicketDesk desk, SubjectBook book, ILogger<CityImport> log)
{
    /// <summary>Rows that are entered at once: those in hand are ended when nobody waits any more.</summary>
    public const int Together = 8;

    /// <summary>Characters of 诉求内容 that the dry run shows.</summary>
    private const int MostShown = 60;

    /// <summary>Null, with faults of the file; or, without any, the directory is not there yet.</summary>
    public async Task<CityPlan?> ReadAsync(UploadedFile file, FaultList faults, CancellationToken cancel)
    {
        if (SheetFile.Read(file, faults, cancel) is not { } sheet) return null;
        var limits = await grains.GetGrain<ITicketQueries>(0).Limits(TicketKind.Complaint, Urgency.Ordinary, TicketCategoryId.Of("other"));
        var places = await grains.GetGrain<IPlaceQueries>(0).List(null);
        var names = new PlaceNames(new PlaceTree(places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent))));
        if (CitySheet.Read(sheet, limits.Rules, names, limits.AsOf, faults) is not { } read) return null;
        if (await NamedAsync(read, cancel) is not { } named) return null;
        ImmutableArray<CityEntry> entries = [.. read.Rows.Select(row => CityEntry.Of(read.Heads, row, text => named.GetValueOrDefault(text, []), names))];
        return new CityPlan(CityEntry.FingerprintOf(file.Bytes, entries), entries);
    }

    public async Task<CityImportView> ShowAsync(CityPlan plan)
    {
        var standing = await StandingAsync(plan.Entries);
        return new(plan.Fingerprint, [.. plan.Entries.Select(e => RowOf(e, standing))]);
    }

    /// <summary>One row; its words and its caller stand apart before it is received. Never throws.</summary>
    /// <param name="run">Of the whole import.</param>
    public async Task<CityRowResult> EnterAsync(Asker by, CommandId run, CityEntry entry)
    {
        if (entry.Ticket is not { } ticket) return Result(entry, CityRowOutcome.Faulty, null, entry.Faults.FirstOrDefault()?.Zh, entry.Faults.FirstOrDefault()?.En);
        try
        {
            var id = CityReference.IdOf(ticket.City.Number);
            var grain = grains.GetGrain<ITicketGrain>(id.Value);
            if (await grain.View() is { } before) return Result(entry, CityRowOutcome.Standing, before);
            SubjectId? caller = null;
            var isNew = false;
            if (ticket.Caller is { } data)
            {
                (var view, isNew, var refused) = await book.RecordAsync(by, SubjectKind.Caller, data);
                if (refused is not null) return Refused(entry, refused);
                caller = view!.Id;
            }

            var key = CommandId.Derive("city-import", run.ToString(), id.Value);
            var words = WordsId.Of(key, "matter");
            var intake = new TicketIntake(id, ticket.Kind, ticket.Category, ticket.Urgency, TicketSource.City, entry.About!.Row, words, null, caller, null, ticket.City);
            var answer = await desk.TellAsync(grain, key, new TicketCommand.Receive(intake, null, null), [(words, ticket.Words)], caller);
            if (answer is Answer.Refused && isNew) await book.WithdrawAsync(by, caller!.Value);
            var after = await grain.View();
            return answer switch
            {
                Answer.Accepted => Result(entry, CityRowOutcome.Received, after),
                // Somebody else was faster.
                Answer.Refused when after is not null => Result(entry, CityRowOutcome.Standing, after),
                Answer.Refused { Refusal: var refusal } => Refused(entry, refusal),
                _ => Unsure(entry),
            };
        }
        catch (Exception e)
        {
            // Its own words may hold what the row says.
            log.LogWarning("Row {Row} of an import was not entered: {Why}", entry.Read.Row, e.GetType().Name);
            return Unsure(entry);
        }
    }

    /// <summary>Null: the directory is not there yet.</summary>
    private async Task<IReadOnlyDictionary<string, ImmutableArray<NamedTarget>>?> NamedAsync(CitySheet read, CancellationToken cancel)
    {
        var all = new Dictionary<string, ImmutableArray<NamedTarget>>();
        var texts = read.Rows.SelectMany(r => r.Ticket?.Targets ?? []).Where(t => t.Length <= CityEntry.MaxName).Distinct();
        foreach (var some in texts.Chunk(ISearchQueries.MostNames))
        {
            cancel.ThrowIfCancellationRequested();
            if (await grains.GetGrain<ISearchQueries>(0).Named([.. some]) is not { } named) return null;
            foreach (var (text, targets) in named) all[text] = targets;
        }

        return all;
    }

    private async Task<IReadOnlyDictionary<TicketId, TicketView>> StandingAsync(ImmutableArray<CityEntry> entries)
    {
        var standing = new Dictionary<TicketId, TicketView>();
        foreach (var some in entries.Select(e => e.Read.Number).OfType<string>().Select(CityReference.IdOf).Distinct().Chunk(TicketPage.MaxLimit))
        {
            foreach (var view in await grains.GetGrain<ITicketQueries>(0).Known([.. some])) standing[view.Intake.Id] = view;
        }

        return standing;
    }

    private static CityImportRow RowOf(CityEntry entry, IReadOnlyDictionary<TicketId, TicketView> standing)
    {
        var (read, ticket) = (entry.Read, entry.Ticket);
        var stands = read.Number is { } number ? standing.GetValueOrDefault(CityReference.IdOf(number)) : null;
        var state = ticket is null ? CityRowState.Faulty
            : stands is null ? CityRowState.New
            : ticket.City.Deadline is { } deadline && deadline != stands.Intake.City?.Deadline ? CityRowState.Changed
            : CityRowState.Standing;
        return new(
            read.Row, read.Number, state, ticket?.Kind, ticket?.Category, ticket?.Urgency, entry.About?.Row, entry.About?.Name, ticket?.City.Called, ticket?.City.Deadline,
            ticket is null ? null : Shown(ticket), ticket?.Caller is not null, stands?.Number.ToString(), stands?.Intake.Id, stands?.Intake.City?.Deadline, entry.Faults, entry.Notes);
    }

    private static string Shown(CityTicket ticket)
    {
        var covered = ticket.Caller?.CoverIn(ticket.Matter) ?? Mask.Text(ticket.Matter);
        return covered.Length > MostShown ? $"{covered[..MostShown]}…" : covered;
    }

    private static CityRowResult Result(CityEntry entry, CityRowOutcome outcome, TicketView? ticket, string? zh = null, string? en = null)
        => new(entry.Read.Row, entry.Read.Number, outcome, ticket?.Number.ToString(), ticket?.Intake.Id, zh, en);

    private static CityRowResult Refused(CityEntry entry, Refusal refusal)
        => Result(entry, CityRowOutcome.Refused, null, refusal.Faults.FirstOrDefault()?.Zh, refusal.Faults.FirstOrDefault()?.En);

    private static CityRowResult Unsure(CityEntry entry)
        => Result(entry, CityRowOutcome.Unsure, null, "系统正忙，不能确定是否已受理，请再导入一次，不会重复", "busy: it may or may not be received; import the file again, nothing comes twice");
}
