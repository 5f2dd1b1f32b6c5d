using System.Net;
using System.Net.Sockets;
using Circle.Silo.Storage;
using Microsoft.AspNetCore.Http;

namespace Circle.Silo.Hosting;

/// <summary>The web server listens last of all; a port that is taken is better found before a silo has joined its cluster.</summary>
internal static class Ports
{
    /// <param name="urls">As the host has them, separated by semicolons; null: its default.</param>
    /// <exception cref="StartupException">One is taken.</exception>
    public static void Check(string? urls)
    {
        foreach (var url in urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            var address = BindingAddress.Parse(url);
            if (address is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 } && AddressOf(address.Host) is { } ip) Try(ip, address.Port, url);
        }
    }

    private static IPAddress? AddressOf(string host)
        => host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host.Trim('[', ']'), out var ip) ? ip : null;

    private static void Try(IPAddress ip, int port, string url)
    {
        using var listener = new TcpListener(ip, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new StartupException($"地址已被占用：{url}，请用 --urls 换一个端口。The address is in use: choose another port by --urls.", e);
        }
    }
}
