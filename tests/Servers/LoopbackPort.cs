using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Circle.TestServers;

public static class LoopbackPort
{
    // Below what systems give to outgoing connections: one of those might take a port between here and its server's start.
    private const int First = 15_000;
    private const int Count = 15_000;

    // Suites that run beside each other begin apart.
    private static int _next = Environment.ProcessId * 101 % Count;

    /// <summary>A port that nobody listened on a moment ago, and that this process is not given again until all others were.</summary>
    /// <exception cref="NetworkInformationException">Every one of them is taken.</exception>
    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (Interlocked.Increment(ref _next) & int.MaxValue) % Count;
            if (IsFree(port)) return port;
        }

        throw new NetworkInformationException((int)SocketError.AddressAlreadyInUse);
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
