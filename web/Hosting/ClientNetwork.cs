using System.Net;
using System.Net.Sockets;

namespace Circle.Web.Hosting;

/// <summary>Where a request comes from, as limits count it: whoever has an IPv6 network has as many addresses as they like.</summary>
internal static class ClientNetwork
{
    /// <summary>An IPv4 address, or the first half of one of IPv6; empty: it is not known.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
