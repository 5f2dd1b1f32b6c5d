using System.Net;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Circle.Web.Journal;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Circle.Web.Hosting;

/// <summary>For whom a proxy asks: believed of those in <see cref="CircleOptions.Proxies"/> alone.</summary>
internal static class Forwarding
{
    private const string ForwardedFor = "X-Forwarded-For";

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

    private static bool IsOf(IPNetwork[] networks, IPAddress? address)
        => address is not null && networks.Any(n => n.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    /// <summary>Without proxies nothing is believed.</summary>
    public static void UseForwarding(this WebApplication app)
    {
        var proxies = Networks.Of(app.Services.GetRequiredService<CircleOptions>().Proxies).ToArray();
        if (proxies.Length == 0) return;
        app.UseForwardedHeaders();

        // What is believed is taken out of the header. What is left of a proxy's was not understood, and nobody hides behind that.
        app.Use((http, next) => http.Request.Headers.ContainsKey(ForwardedFor) && IsOf(proxies, http.Connection.RemoteIpAddress)
            ? Problems.Problem(http, 400, "bad-request", "转发头看不懂，没有受理", "What the proxy says of the other side is not understood; not taken", []).ExecuteAsync(http)
            : next(http));
    }
}
