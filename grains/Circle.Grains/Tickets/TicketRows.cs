using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Grains.Lists;

namespace Circle.Grains.Tickets;

/// <summary>Tickets as they stand in lists.</summary>
internal static class TicketRows
{
    /// <param name="view">As <see cref="Ticket.Lists"/> wrote it.</param>
    public static TicketView Read(string view) => JsonSerializer.Deserialize<TicketView>(view, JournalJson.Options)!;

    /// <summary>All that a query finds, page by page; it ends with the page that makes them as many as <paramref name="most"/>.</summary>
    public static async Task<List<TicketView>> AllAsync(this IListRows rows, ListQuery query, int most, CancellationToken cancel)
    {
        var all = new List<TicketView>();
        while (true)
        {
            var page = await rows.ListAsync(query with { Limit = IListRows.MaxLimit }, cancel);
            all.AddRange(page.Select(r => Read(r.View)));
            if (page.Length < IListRows.MaxLimit || all.Count >= most) return all;
            query = query with { After = page[^1].Cursor };
        }
    }
}
