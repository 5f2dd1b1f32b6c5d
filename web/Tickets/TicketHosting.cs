namespace Circle.Web.Tickets;

/// <summary>工单</summary>
internal static class TicketHosting
{
    public static void AddTickets(this IServiceCollection services)
    {
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<TicketReading>();
        services.AddSingleton<DraftStore>();
        services.AddHostedService<DraftSweep>();
    }
}
