using Circle.Web.Rights;
using Circle.Web.Walls;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Circle.Web.Hosting;

/// <summary>Settings of SignalR and of the sockets under it that decide how old a screen may get; each was measured.</summary>
internal static class WallTransport
{
    /// <summary>5,000 screens come back within a second of a restart; the default backlog of 512 takes four.</summary>
    private const int Backlog = 4_096;

    /// <summary>Unsent bytes the kernel keeps for a socket: more would hide a stuck screen for half a minute.</summary>
    private const int NotSentLowWater = 4_096;

    public static void AddWallTransport(this IServiceCollection services)
    {
        services.AddSignalR(options =>
        {
            options.KeepAliveInterval = TimeSpan.FromSeconds(3);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
            options.MaximumReceiveMessageSize = 4_096;
            options.StreamBufferCapacity = 1;
            options.MaximumParallelInvocationsPerClient = 1;
        }).AddMessagePackProtocol(options => options.SerializerOptions = MessagePackSerializerOptions.Standard
            .WithResolver(CompositeResolver.Create([new WireFrameFormatter()], [StandardResolver.Instance]))
            .WithSecurity(MessagePackSecurity.UntrustedData));

        // It logs a refused screen (an unknown place, a second wall) as an error with its stack, every 2 s for each that asks again.
        // What does fail is logged by the hub.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None));

        services.Configure<SocketTransportOptions>(options =>
        {
            options.Backlog = Backlog;
            options.CreateBoundListenSocket = endpoint =>
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                if (OperatingSystem.IsLinux())
                {
                    // IPPROTO_TCP, TCP_NOTSENT_LOWAT; accepted sockets inherit it.
                    socket.SetRawSocketOption(6, 25, BitConverter.GetBytes(NotSentLowWater));
                }

                return socket;
            };
        });
    }

    public static void MapWall(this IEndpointRouteBuilder endpoints) => endpoints.MapHub<WallHub>("/hubs/wall", options =>
    {
        // What polls would hold memory between its questions.
        options.Transports = HttpTransportType.WebSockets;
        options.TransportSendTimeout = TimeSpan.FromSeconds(5);
        options.TransportMaxBufferSize = 4_096;
        options.ApplicationMaxBufferSize = 4_096;
    }).Add(endpoint => endpoint.Metadata.Add(endpoint.Metadata.OfType<NegotiateMetadata>().Any() ? EndpointRights.Open : EndpointRights.ToWatch));
}
