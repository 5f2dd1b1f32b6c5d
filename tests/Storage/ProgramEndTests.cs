using Circle.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Circle.Storage.Tests;

/// <summary>What a program's end says to whoever watches it.</summary>
public sealed class ProgramEndTests
{
    private sealed class Ending(IHostApplicationLifetime life) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            life.ApplicationStarted.Register(life.StopApplication);
            return Task.CompletedTask;
        }
    }

    private sealed class Failing : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("as a disk that is gone");
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    [Fact]
    public async Task One_of_whose_parts_has_failed_is_to_be_started_again() => Assert.Equal(1, await RunAsync<Failing>());

    [Fact]
    public async Task One_that_was_told_to_end_is_not() => Assert.Equal(0, await RunAsync<Ending>());

    private static Task<int> RunAsync<TPart>() where TPart : class, IHostedService
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Logging:LogLevel:Default"] = "None";
        return CircleProgram.RunAsync(
            builder,
            host =>
            {
                host.Services.AddHostedService<TPart>();
                return Task.FromResult<IAsyncDisposable>(new Nothing());
            },
            _ => Task.CompletedTask);
    }
}
