using System.Collections.Immutable;
using Circle.Contracts.Facilities;
using Circle.Contracts.ServicePoints;
using Circle.Contracts.Tickets;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tickets;
using Circle.Grains.Lists;
using Circle.Grains.Plans;

namespace Circle.Grains.Tickets;

/// <summary>What one account has filed, from the read rows, with the public's names for what it is about.</summary>
internal sealed class FiledTickets(IListRows rows, Atlas atlas, IGrainFactory grains)
{
    /// <summary>Of one account in one span that are looked through, the newest first: a question that is narrowed in vain ends there.</summary>
    private const int MostRead = 20_000;

    public async Task<ImmutableArray<FiledItem>> FindAsync(FiledQuery query, Actor by, DateTimeOffset now)
    {
        var found = query.Ids.IsEmpty ? await ListAsync(query, by, now) : await NamedAsync(query.Ids, by);
        var targets = (await Task.WhenAll(found.Select(t => t.About).Distinct().Select(async about => (About: about, Target: await TargetAsync(about))))).ToDictionary(t => t.About, t => t.Target);
        return [.. found.Select(ticket => ItemOf(ticket, targets[ticket.About]))];
    }

    private async Task<List<FiledTicket>> NamedAsync(ImmutableArray<TicketId> ids, Actor by)
    {
        var found = await Task.WhenAll(ids.Distinct().Take(FiledQuery.MostIds).Select(id => rows.FindAsync(Ticket.StreamOf(id), CancellationToken.None)));
        return [.. found.OfType<ListRow>().Select(r => FiledTicket.Of(TicketRows.Read(r.View), by)).OfType<FiledTicket>()];
    }

    private async Task<List<FiledTicket>> ListAsync(FiledQuery query, Actor by, DateTimeOffset now)
    {
        var span = TimeSpan.FromDays(FiledQuery.Days);
        var (from, until) = (query.From ?? (query.Until ?? now) - span, query.Until ?? (query.From is { } start ? start + span : now));
        var asked = new ListQuery(Ticket.Kind, null, null, [], null, null, from, null, ListOrder.Newest, new ListCursor(until + TimeSpan.FromMicroseconds(1), ""), IListRows.MaxLimit) { Beginning = FiledTicket.BeginningOf(by) };
        var found = new List<FiledTicket>();
        for (var read = 0; read < MostRead && found.Count < FiledQuery.Most;)
        {
            var page = await rows.ListAsync(asked, CancellationToken.None);
            found.AddRange(page.Select(r => FiledTicket.Of(TicketRows.Read(r.View), by)).OfType<FiledTicket>().Where(t => IsAsked(query, t)));
            if (page.Length < IListRows.MaxLimit) break;
            (read, asked) = (read + page.Length, asked with { After = page[^1].Cursor });
        }

        return found.Count > FiledQuery.Most ? found[..FiledQuery.Most] : found;
    }

    private static bool IsAsked(FiledQuery query, FiledTicket ticket)
        => (query.Categories.IsEmpty || query.Categories.Contains(ticket.Category)) && (query.IsClosed is not { } closed || closed == (ticket.Stage == TicketStage.Closed));

    private FiledItem ItemOf(FiledTicket ticket, (string Address, Position? Position) target)
    {
        var rules = atlas.Plan?.Document.Hotline ?? HotlineRules.Usual;
        var agency = ticket.Unit is not { } unit ? null : unit.Line is { } line ? atlas.Plan?.Find(line)?.Lead.Name : atlas.Places.Find(unit.Place)?.Name;
        return new FiledItem(ticket, rules.Find(ticket.Category)?.Name ?? ticket.Category.Value, agency, target.Address, target.Position);
    }

    /// <summary>As the public's directory has it.</summary>
    private async Task<(string Address, Position? Position)> TargetAsync(StreamId about)
    {
        if (about.IsOf(Facility.Kind) && await grains.GetGrain<IFacilityGrain>(about.Id).View() is { } facility)
            return (Written(facility.Name, facility.Details.Address, facility.Place), facility.Details.Position);
        if (about.IsOf(ServicePoint.Kind) && await grains.GetGrain<IServicePointGrain>(about.Id).View() is { Point: var point })
            return (Written(point.Listing.Name, point.Listing.Address, point.Place), point.Listing.Position);
        return (Written(null, null, PlaceId.Of(about.Id)), null);
    }

    /// <summary>From near to far, as the specification has it.</summary>
    private string Written(string? name, string? address, PlaceId place)
        => string.Join("，", ((ReadOnlySpan<string?>)[name, address, .. atlas.Places.PathUp(place).Select(p => p.Name)]).ToArray().Where(part => !string.IsNullOrEmpty(part)).Distinct());
}
