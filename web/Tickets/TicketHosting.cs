using Circle.Contracts.Journal;
using Circle.Contracts.Tickets;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Web.Subjects;
using Circle.Web.Tickets.Open311;

namespace Circle.Web.Tickets;

/// <summary>工单</summary>
internal static class TicketHosting
{
    public static void AddTickets(this IServiceCollection services)
    {
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<TicketReading>();
        services.AddSingleton<CityImport>();
        services.AddSingleton<CityStatus>();
        services.AddSingleton<GeoFiling>();
        services.AddSingleton(provider => new WordsOwner(Ticket.Kind, streams => NamedAsync(provider.GetRequiredService<IGrainFactory>(), streams)));
        services.AddSingleton<DraftStore>();
        services.AddHostedService<DraftSweep>();
    }

    /// <summary>Of words that these tickets may name, those that they do.</summary>
    private static async Task<IReadOnlySet<WordsId>> NamedAsync(IGrainFactory grains, IReadOnlyCollection<StreamId> streams)
    {
        Caller.Current = Erasure.ByRetention;
        var views = await Task.WhenAll(streams.Select(s => grains.GetGrain<ITicketGrain>(s.Id).View()));
        return views.OfType<TicketView>().SelectMany(v => v.Words).ToHashSet();
    }
}
