using System.Net.Sockets;
using Circle.Silo.Storage;
using Circle.Web.Hosting;
using Microsoft.AspNetCore.Connections;

try
{
    var builder = WebApplication.CreateBuilder(args);
    await using var database = await builder.AddCircleAsync();
    await using var app = builder.Build();
    app.MapCircle();
    await app.StartAsync();
    app.Logger.LogInformation("Circle is at {Addresses}", string.Join(", ", app.Urls));
    await app.WaitForShutdownAsync();
    return app.HasImportedSeeds() ? 0 : 1;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
{
    await Console.Error.WriteLineAsync($"地址已被占用：{e.Message} 请用 --urls 换一个端口。The address is in use; choose another port by --urls.");
    return 1;
}
