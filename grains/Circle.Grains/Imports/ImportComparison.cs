using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Grains.Accounts;

namespace Circle.Grains.Imports;

/// <summary>A reading's rows beside what stands, for one person. What would be refused row by row is said beforehand.</summary>
internal sealed class ImportComparison(ExistingRows existing, RightsBook book, SheetReading reading, Actor caller)
{
    /// <summary>Rows whose past is asked for at once.</summary>
    private const int Underway = 64;

    private readonly ImportForm form = reading.Drafts.Form;
    private readonly PlaceNames names = reading.Drafts.Names;

    public async Task<ImmutableArray<TableRow>> RowsAsync()
    {
        var all = await existing.AllAsync(form, names);
        var matched = await Task.Run(() => new RowMatches(form, names, all).Of(reading.Rows));
        var rows = new TableRow[matched.Length];
        var next = 0;

        // All of them on their grain's one thread.
        await Task.WhenAll(Enumerable.Range(0, Underway).Select(async _ =>
        {
            while (next < rows.Length)
            {
                var i = next++;
                rows[i] = await RowAsync(matched[i]);
            }
        }));
        return [.. rows];
    }

    private async Task<TableRow> RowAsync(RowMatch match)
    {
        if (await ForbiddenAsync(match.Row, match.Existing) is { } why)
            match = match with { Row = match.Row.WithFault("", why.Code, why.Zh, why.En), Former = null };
        else if (match is { Former: { } former, Row: { Draft: not null, Version: var version } })
            match = await ForbiddenAsync(match.Row, former) is null ? match.Settled(reading, await existing.BasisAsync(form, names, former, version)) : match.Asked(reading, null);

        var there = match.Row.Draft is null ? null : match.Existing;
        return new TableRow(match.Row, there, match.IsTwice) { Basis = there is null ? default : await existing.BasisAsync(form, names, there, match.Row.Version) };
    }

    /// <summary>Nothing is shown of what is not one's own.</summary>
    private async ValueTask<Fault?> ForbiddenAsync(ReadRow row, Existing? there)
    {
        if (row.Draft is not { } draft) return null;
        var need = form.Subject == ImportSubject.Communities ? new Need(form.Permission, Subject.District)
            : there is null ? new Need(form.Permission, new Subject(draft.Place, form.Line))
            : new Need(form.Permission, new Subject(draft.Place, form.Line), new Subject(there.Draft.Place, form.Line));
        return await book.MissingAsync(caller, need) is { Faults: [var why, ..] } ? why : null;
    }
}
