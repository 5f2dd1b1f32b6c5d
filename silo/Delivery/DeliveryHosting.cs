using Circle.Grains.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Silo.Delivery;

/// <summary>Puts the channels into a silo.</summary>
internal static class DeliveryHosting
{
    /// <param name="origin">Where people reach the system; null: not known.</param>
    public static void AddDelivery(this IServiceCollection services, DeliverySettings settings, string? origin)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new DeliveryDesk(origin is null ? null : new Uri(new Uri(origin), "/alerts")));
        services.AddSingleton<Outbound>();
        services.AddSingleton<IChannel, WebhookChannel>();
        services.AddSingleton<IChannel, DingTalkChannel>();
        services.AddSingleton<IChannel, WeComChannel>();
        services.AddSingleton<IChannel, SmsChannel>();
        services.AddSingleton<IChannel, MailChannel>();
        services.AddSingleton<Sender>();
        services.AddSingleton<NewsDesk>();
        services.AddSingleton<StageDesk>();
    }
}
