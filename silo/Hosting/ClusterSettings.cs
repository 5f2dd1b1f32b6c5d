using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Circle.Domain.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.Hosting;

/// <summary>
/// Section <c>Circle:Cluster</c>: how silos and web nodes on one PostgreSQL database reach each other. On one machine nothing of it
/// has to be set.
/// </summary>
public sealed partial class ClusterSettings
{
    /// <summary>All silos and web nodes of one database share it: 1 to 64 letters, digits, dots and hyphens. Default <c>circle</c>.</summary>
    public string Id { get; set; } = "circle";

    /// <summary>
    /// IP address at which the others reach this silo; it listens there. Default 127.0.0.1: this machine alone. Nothing that arrives
    /// is asked who it is, so another address belongs to a network of the silos' and web nodes' own.
    /// </summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>For silos: 1 to 65535, or 0 for any free one. Default 0.</summary>
    public int SiloPort { get; set; }

    /// <summary>For web nodes that host no silo: 1 to 65535, or 0 for any free one. Default 0.</summary>
    public int GatewayPort { get; set; }

    /// <summary>Valid once <see cref="Check"/> has found nothing.</summary>
    internal IPAddress Ip => IPAddress.Parse(Address);

    internal void Check(FaultList faults, string section)
    {
        if (!ClusterId().IsMatch(Id))
            faults.Add($"{section}:{nameof(Id)}", "bad-id", "应为 1 到 64 个英文字母、数字、点或连字符", "must be 1 to 64 letters, digits, dots and hyphens");
        if (!IPAddress.TryParse(Address, out var ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            faults.Add($"{section}:{nameof(Address)}", "bad-address", $"“{Address}”不是别的机器能连到的 IP 地址", $"'{Address}' is no IP address that another machine can reach");
        faults.Range($"{section}:{nameof(SiloPort)}", SiloPort, 0, IPEndPoint.MaxPort);
        faults.Range($"{section}:{nameof(GatewayPort)}", GatewayPort, 0, IPEndPoint.MaxPort);
        if (SiloPort != 0 && SiloPort == GatewayPort)
        {
            var port = SiloPort.ToString(CultureInfo.InvariantCulture);
            faults.Add($"{section}:{nameof(GatewayPort)}", "same-port", $"与 SiloPort 同为 {port}，须不同", $"is {port} like SiloPort and must be another");
        }
    }

    /// <summary>The ports to listen on, free ones in the place of 0. Both are held at once, so that they differ; Orleans takes them a moment later.</summary>
    /// <exception cref="StartupException">One is taken, or the address is not this machine's.</exception>
    internal (int Silo, int Gateway) Ports()
    {
        using var silo = Listen(SiloPort);
        using var gateway = Listen(GatewayPort);
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(Ip, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException e)
        {
            listener.Dispose();
            var endpoint = new IPEndPoint(Ip, port);
            throw new StartupException(
                $"不能在 {endpoint} 上监听：{e.Message}，请改 Circle:Cluster 的 Address、SiloPort 或 GatewayPort。"
                + $"Cannot listen on {endpoint}: change Address, SiloPort or GatewayPort of Circle:Cluster.",
                e);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9.-]{1,64}\z")]
    private static partial Regex ClusterId();
}
