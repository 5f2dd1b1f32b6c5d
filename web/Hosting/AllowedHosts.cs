using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Circle.Silo.Hosting;
using Microsoft.AspNetCore.HostFiltering;

namespace Circle.Web.Hosting;

/// <summary>
/// By which names a node lets itself be called; any other is answered with 400. A page of another site that has its own name point here
/// (DNS rebinding) would otherwise read what whoever sits at the machine may read.
/// </summary>
internal static class AllowedHosts
{
    /// <summary>The setting of ASP.NET Core itself, separated by semicolons.</summary>
    private const string Setting = "AllowedHosts";

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddAllowedHosts(this WebApplicationBuilder builder) => builder.Services.Configure<HostFilteringOptions>(filtering =>
    {
        filtering.AllowedHosts = [.. Of(builder.Configuration)];
        filtering.AllowEmptyHosts = false;
        filtering.IncludeFailureMessage = false;
    });

    /// <summary>As set; else this machine's names for itself, those that the node listens at, and the one by which browsers know it.</summary>
    public static IReadOnlyList<string> Of(IConfiguration configuration)
        => configuration[Setting]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } set
            ? set
            : [.. Loopback.Concat(Bound(configuration)).Concat(Origin(configuration)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether it is an address at all is said elsewhere.</summary>
    private static IEnumerable<string> Origin(IConfiguration configuration)
        => Uri.TryCreate(configuration[$"{CircleOptions.Section}:{nameof(CircleOptions.Origin)}"], UriKind.Absolute, out var origin) && origin.Host.Length > 0 ? [origin.Host] : [];

    private static IEnumerable<string> Bound(IConfiguration configuration)
    {
        var urls = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var named = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>();
        var isEverywhere = urls.Length == 0 && (configuration["http_ports"] ?? configuration["https_ports"]) is not null;
        return urls.Concat(named).Select(BindingAddress.Parse).Where(a => a is { IsUnixPipe: false, IsNamedPipe: false })
            .SelectMany(a => IsWildcard(a.Host) ? Machine() : [a.Host])
            .Concat(isEverywhere ? Machine() : []);
    }

    private static bool IsWildcard(string host) => host is "*" or "+" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));

    /// <summary>Its name and its addresses. Other names that lead to it have to be set.</summary>
    private static IEnumerable<string> Machine()
        => NetworkInterface.GetAllNetworkInterfaces().SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{new IPAddress(a.Address.GetAddressBytes())}]" : a.Address.ToString())
            .Prepend(Dns.GetHostName());
}
