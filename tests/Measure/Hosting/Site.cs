using Circle.Contracts.Journal;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Silo.Storage;
using Circle.TestServers;
using Circle.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Measure.Hosting;

/// <summary>The web program in this process, on a database of its own: the shipped district on a day that stands still, nobody at work.</summary>
internal sealed class Site : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2013, 11, 12);

    private readonly IAsyncDisposable data;
    private readonly WebApplication app;

    private Site(IAsyncDisposable data, WebApplication app) => (this.data, this.app) = (data, app);

    public IGrainFactory Grains => app.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => app.Services;

    public Database Database => app.Services.GetRequiredService<Database>();

    public Uri Address => new(app.Urls.First());

    /// <param name="more">Settings besides those of <see cref="Settings"/>.</param>
    public static async Task<Site> OpenAsync(Store store, IReadOnlyDictionary<string, string>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = Repository.Web,
            EnvironmentName = "Production",
        });
        builder.Configuration.AddInMemoryCollection(Settings(store).Concat(more ?? new Dictionary<string, string>()).Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Configuration["Urls"] = $"http://127.0.0.1:{LoopbackPort.Free()}";
        var data = await CircleApplication.AddCircleAsync(builder);
        var app = builder.Build();
        CircleApplication.MapCircle(app);
        await app.StartAsync();
        var site = new Site(data, app);
        await site.SeededAsync();
        await site.StandsStillAsync();
        return site;
    }

    /// <summary>Of the program on a store, in this process or in its own.</summary>
    public static IReadOnlyDictionary<string, string> Settings(Store store) => new Dictionary<string, string>
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",

        // A figure needs no front end.
        ["Logging:LogLevel:Microsoft.AspNetCore.StaticFiles"] = "Error",
        ["Logging:LogLevel:Orleans.Runtime.SiloLifecycleSubject"] = "Error",
        ["Circle:Mode"] = "Rehearsal",
        ["Circle:Canary"] = "false",
        ["Circle:Rehearsal:People"] = "false",
        ["Circle:Rehearsal:Paused"] = "true",
        ["Circle:Rehearsal:Begins"] = "2013-11-12T07:59:59+08:00",
        ["Circle:Rehearsal:WatchedFrom"] = "2013-11-12T08:00:00+08:00",

        // All callers and screens are one address, and all commands one account's.
        ["Circle:Limits:PerAddress"] = "0",
        ["Circle:Limits:PerAccount"] = "0",
        ["Circle:Limits:Connections"] = "0",
        ["Circle:DataDirectory"] = store.Folder,
        ["Circle:Storage"] = store.ConnectionString is null ? "Sqlite" : "PostgreSql",
        ["Circle:ConnectionString"] = store.ConnectionString ?? "",
    };

    /// <summary>Who measures may read all: to be said where something is read, since who is heard is carried by the asking flow alone.</summary>
    public static void Enter() => Caller.Current = new Actor("rehearsal:office");

    /// <summary>Confirms every line's baseline, so that walls have something to judge.</summary>
    public async Task<PlanDocument> ConfirmAsync()
    {
        Enter();
        var plan = Grains.GetGrain<IPlanGrain>(IPlanGrain.Key);
        var document = (await plan.View())!.Document;
        foreach (var line in document.Lines)
            await plan.Tell(new CommandId(Guid.CreateVersion7()), new PlanCommand.ConfirmBaseline(line.Id, document.IssuedOn, "measured"));
        return document;
    }

    public Task<PlaceId[]> CommunitiesAsync() => PlacesAsync(PlaceKind.Community);

    public async Task<PlaceId> DistrictAsync() => (await PlacesAsync(PlaceKind.District))[0];

    public async Task<PlaceId[]> PlacesAsync(PlaceKind kind)
        => [.. (await Grains.GetGrain<IPlaceQueries>(0).List(null)).Where(p => p.Kind == kind).Select(p => p.Id)];

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await data.DisposeAsync();
    }

    /// <summary>A clock that goes on would turn the day in the middle of a figure.</summary>
    private Task StandsStillAsync() => Eventually.IsTrueAsync(
        "a clock that stands still",
        async () => (await Grains.GetGrain<IRehearsalGrain>(0).View()).Clock is { Paused: true, Starting: false },
        TimeSpan.FromSeconds(30),
        CancellationToken.None);

    private async Task SeededAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        await Eventually.IsTrueAsync("ready", async () => (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode, TimeSpan.FromMinutes(2), CancellationToken.None);
    }
}
