using System.Collections.Immutable;
using System.Net;
using Circle.Domain.Journal;

namespace Circle.Silo.Hosting;

/// <summary>Addresses and networks as a setting lists them: <c>10.0.0.5, 192.168.7.0/24, fd00::/8</c>.</summary>
public static class Networks
{
    /// <summary>Those that are some.</summary>
    public static ImmutableArray<IPNetwork> Of(string text) => [.. Parts(text).Select(Read).OfType<IPNetwork>()];

    internal static void Check(FaultList faults, string field, string text)
    {
        foreach (var part in Parts(text).Where(p => Read(p) is null))
            faults.Add(field, "bad-address", $"“{part}”不是 IP 地址或网段，应如 10.0.0.5 或 10.0.0.0/24", $"'{part}' is no address or network like 10.0.0.5 or 10.0.0.0/24");
    }

    private static string[] Parts(string text) => text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IPNetwork? Read(string part)
        => IPAddress.TryParse(part, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(part, out var network) ? network
            : null;
}
