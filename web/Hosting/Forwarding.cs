using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Microsoft.AspNetCore.HttpOverrides;

namespace Circle.Web.Hosting;

/// <summary>For whom a proxy asks: believed of those in <see cref="CircleOptions.Proxies"/> alone.</summary>
internal static class Forwarding
{
    /// <exception cref="StartupException">ASP.NET Core's own switch is on, by which everybody is believed.</exception>
    public static void AddForwarding(this WebApplicationBuilder builder, CircleOptions options)
    {
        if (bool.TryParse(builder.Configuration["FORWARDEDHEADERS_ENABLED"], out var isOn) && isOn)
        {
            throw new StartupException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED 会相信任何人写的转发头：请去掉它，用 Circle:Proxies 写明代理的地址。"
                + "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody: take it away and name the proxies in Circle:Proxies.");
        }

        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.AllowedHosts = [.. AllowedHosts.Of(builder.Configuration)];

            // Back to the first that is no proxy of ours, however many there are.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in Networks.Of(options.Proxies)) forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Without proxies nothing is believed.</summary>
    public static void UseForwarding(this WebApplication app)
    {
        if (app.Services.GetRequiredService<CircleOptions>().Proxies.Length > 0) app.UseForwardedHeaders();
    }
}
