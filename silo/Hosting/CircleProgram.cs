using System.Net.Sockets;
using Circle.Silo.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Circle.Silo.Hosting;

/// <summary>The life of a program of the system, with a silo or without.</summary>
public static class CircleProgram
{
    /// <summary>What every program logs, and how; its own settings go before these.</summary>
    private static readonly Dictionary<string, string?> Logs = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",

        // A line for every call while no silo is there; readiness says so.
        ["Logging:LogLevel:Orleans.Messaging.GatewayManager"] = "Error",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",

        // Whoever asked says what it means.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Critical",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Update"] = "Critical",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:Microsoft.Orleans"] = "Warning",
    };

    /// <summary>One JSON object a line for machines, one line a person can read where someone develops.</summary>
    private static readonly Dictionary<string, string?> ForPeople = new()
    {
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "HH:mm:ss ",
    };

    private static readonly Dictionary<string, string?> ForMachines = new() { ["Logging:Console:FormatterName"] = "json" };

    /// <summary>Runs it to its end. What keeps it from starting is said in words on stderr.</summary>
    /// <param name="add">Its services; what it returns is disposed after the host.</param>
    /// <param name="ready">What it answers, and what has to be done before it does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, Func<WebApplicationBuilder, Task<IAsyncDisposable>> add, Func<WebApplication, Task> ready)
    {
        try
        {
            IEnumerable<KeyValuePair<string, string?>> logs = Logs.Concat(builder.Environment.IsDevelopment() ? ForPeople : ForMachines);
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = logs });
            await using var data = await add(builder);
            Ports.Check(builder.Configuration["urls"]);
            await using var app = builder.Build();
            await ready(app);
            var stopping = app.Lifetime.ApplicationStopping;
            try
            {
                await app.StartAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Told to stop before it was up, e.g. while it looked for a silo; or by a part that failed.
                return HasFailed(app.Services) ? 1 : 0;
            }

            app.Logger.LogInformation("Circle is at {Addresses}", string.Join(", ", app.Urls));
            await app.WaitForShutdownAsync();

            // What failed took the host down; whoever watches the process starts it again.
            return HasFailed(app.Services) ? 1 : 0;
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
    }

    private static bool HasFailed(IServiceProvider services)
        => services.GetServices<IHostedService>().OfType<BackgroundService>().Any(s => s.ExecuteTask is { IsFaulted: true });
}
