using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Silo.Hosting;
using Circle.Web.Acceptance;
using Circle.Web.Accounts;
using Circle.Web.Alerts;
using Circle.Web.Audit;
using Circle.Web.Coordinations;
using Circle.Web.Delivery;
using Circle.Web.Duties;
using Circle.Web.Evidence;
using Circle.Web.Facilities;
using Circle.Web.Imports;
using Circle.Web.Journal;
using Circle.Web.LivingCircles;
using Circle.Web.Phones;
using Circle.Web.Photos;
using Circle.Web.Places;
using Circle.Web.Plans;
using Circle.Web.PointChecks;
using Circle.Web.ProgressSheets;
using Circle.Web.Rehearsal;
using Circle.Web.Rights;
using Circle.Web.Screens;
using Circle.Web.Search;
using Circle.Web.ServicePoints;
using Circle.Web.ServiceRecords;
using Circle.Web.Standards;
using Circle.Web.Subjects;
using Circle.Web.Supervisions;
using Circle.Web.Tickets;
using Circle.Web.Tickets.Open311;
using Circle.Web.Uploads;
using Circle.Web.Volunteering;
using Circle.Web.Walls;
#if DEBUG
using Orleans.Dashboard;
#endif
using Scalar.AspNetCore;

namespace Circle.Web.Hosting;

/// <summary>The web node: what it needs and what it answers. The one place where web touches the silo.</summary>
internal static class CircleApplication
{
    private const long MaxBody = 64 * 1024;

    /// <summary>Once a second: by then another silo has taken over.</summary>
    private const int MostAsked = 8;

    private static readonly string[] Pages =
    [
        "/",
        "/acceptance",
        "/account",
        "/alerts",
        "/assigned-tickets",
        "/assigned-tickets/{id}",
        "/assigned-tickets/{id}/notice",
        "/audit",
        "/brief",
        "/coordinations",
        "/coordinations/{id}",
        "/delivery",
        "/duties",
        "/enrol",
        "/evidence/{place}",
        "/field",
        "/field/inspections",
        "/field/inspections/{id}",
        "/field/lock",
        "/field/log",
        "/field/records",
        "/field/records/{id}",
        "/field/review",
        "/field/log/{id}",
        "/field/service",
        "/first-administrator",
        "/hotline",
        "/hotline/city",
        "/hotline/oversight",
        "/hotline/rates",
        "/hotline/tickets/{id}/notice",
        "/imports",
        "/invitation",
        "/leader",
        "/lines/{id}/allocation",
        "/lines/{id}/standard",
        "/living-circles",
        "/people",
        "/plan",
        "/rights",
        "/screens",
        "/search/unmet",
        "/service-points",
        "/service-points/{id}",
        "/service-points/checks/{id}",
        "/service-records",
        "/service-records/{id}",
        "/sign-in",
        "/streets",
        "/streets/{id}",
        "/subjects",
        "/targets/{place}/{line}",
        "/supervisions",
        "/supervisions/{id}",
        "/team",
        "/verify",
        "/verify/{code}",
        "/volunteers",
        "/wall",
        "/wall/{place}",
    ];

    /// <returns>What is disposed after the host has stopped.</returns>
    /// <exception cref="Silo.Storage.StartupException">Whatever keeps the process from starting, in one sentence for a person.</exception>
    public static async Task<IAsyncDisposable> AddCircleAsync(WebApplicationBuilder builder)
    {
        var options = CircleOptions.Read(builder.Configuration);
        var signIn = SignInMethods.Read(options, builder.Environment.ContentRootPath);
        IAsyncDisposable data = options.Silo == SiloPlace.Elsewhere
            ? builder.AddCircleClient(options)
            : await builder.AddCircleSiloAsync(options, silo =>
            {
#if DEBUG
                if (builder.Environment.IsDevelopment()) silo.AddDashboard();
#endif
            });

        await CredentialStore.PrepareAsync(options, builder.Environment.ContentRootPath);
        AddWeb(builder, options, signIn);
        return data;
    }

    /// <summary>All but the grains and the database.</summary>
    public static void AddWeb(WebApplicationBuilder builder, CircleOptions options, AccountSettings signIn)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddAccounts(signIn, db => CredentialStore.Use(db, options, builder.Environment.ContentRootPath));
        builder.Services.AddAudit(VerifyCommand.RulesOf(options, builder.Environment.ContentRootPath));
        builder.Services.AddHostedService<EveryEndpointHasRights>();
        builder.AddOperations();
        builder.AddAllowedHosts();
        builder.AddForwarding(options);
        builder.Services.AddSingleton<RequestLimits>();
        builder.Services.AddRateLimiter(limits => limits.OnRejected = (rejected, _) => new ValueTask(RequestLimits.RejectAsync(rejected.HttpContext, rejected.Lease)));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        builder.Services.ConfigureHttpJsonOptions(json => Adopt(json.SerializerOptions));
        builder.Services.AddOpenApi(OpenApi.DocumentName, OpenApi.Describe);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<Insistence>(services, options.Silo == SiloPlace.Elsewhere ? MostAsked : 1));
        builder.Services.AddDuties();
        builder.Services.AddEvidence();
        builder.Services.AddImports();
        builder.Services.AddPageFiles();
        builder.Services.AddPhones();
        builder.Services.AddPhotos();
        builder.Services.AddProposals();
        builder.Services.AddScreens(options.ScreenCodes);
        builder.Services.AddSubjects(ErasedAgain.RulesOf(options, builder.Environment.ContentRootPath));
        builder.Services.AddTickets();
        builder.Services.AddVolunteering();
        builder.Services.AddServiceRecords();
        builder.Services.AddSingleton<WallFeeds>();
        builder.Services.AddSingleton<Watchers>();
        builder.Services.AddSingleton<ScreenMeters>();
        builder.Services.AddWallTransport();
    }

    /// <exception cref="Silo.Storage.StartupException">As above.</exception>
    public static Task ReadyAsync(WebApplication app)
    {
        MapCircle(app);
        return ErasedAgain.HealAsync(app);
    }

    public static void MapCircle(WebApplication app)
    {
        app.UseForwarding();
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Problems.HandleAsync,

            // A body that is too large or too slow is the client's doing; a silo or database that is away is told where it is noticed, once.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or NotAllowedException or AuditException or BusyException or JournalException or TimeoutException or OrleansException,
        });
        app.UseRefusalAudit();
        app.UseCrossSiteGuard();
        var hasSilo = app.Services.GetRequiredService<CircleOptions>().Silo == SiloPlace.Here;
        if (!hasSilo) app.Use(Await);
        app.UsePageFiles();

        var limits = app.Services.GetRequiredService<RequestLimits>();
        app.Use(limits.OfAddressAsync);
        app.Use(Monitor);
        app.UseFormKeys();
        app.UseAccounts();
        app.Use(limits.OfAccountAsync);
        app.UseWhereabouts();
        app.UseRateLimiter();

        app.MapOperations().OpenToAll();
        app.MapOpenApi().OpenToAll();
        if (app.Environment.IsDevelopment()) app.MapScalarApiReference(page => page.DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideClientButton().HideDeveloperTools()).OpenToAll();
#if DEBUG
        if (hasSilo && app.Environment.IsDevelopment()) app.MapOrleansDashboard("/dashboard").ExcludeFromDescription().OpenToAll();
#endif
        var api = app.MapGroup("/api/v1");
        api.MapAccount();
        api.MapSession();
        api.MapFirstAdministrator();
        api.MapAudit();
        api.MapDuties();
        api.MapEvidence();
        api.MapFacilities();
        api.MapServicePoints();
        api.MapLivingCircles();
        api.MapPointChecks();
        api.MapAlerts();
        api.MapDelivery();
        api.MapAcceptance();
        api.MapUploads();
        api.MapStandards();
        api.MapSupervisions();
        api.MapCoordinations();
        api.MapOpeningHours();
        api.MapPhotos();
        api.MapImports();
        api.MapProgressSheets();
        api.MapInvitation();
        api.MapPeople();
        api.MapPhones();
        api.MapPlaces();
        api.MapPlans();
        api.MapRehearsal();
        api.MapScreens();
        api.MapSearch();
        api.MapSubjects();
        api.MapDrafts();
        api.MapTickets();
        api.MapVolunteering();
        api.MapServiceRecords();
        api.MapAssignedTickets();
        api.MapRights();
        api.MapFallback(Problems.NotFound).OpenToAll();
        app.MapOpen311();
        app.MapWall();

        // Pages are drawn by the browser; every other path is none.
        foreach (var page in Pages) app.MapFallbackToFile(page, "index.html").OpenToAll();
        app.MapFallback(NoPageAsync).OpenToAll();
    }

    /// <summary>A person is told so by a page, a program by a problem.</summary>
    private static async Task NoPageAsync(HttpContext http)
    {
        var page = http.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("index.html");
        var isRead = HttpMethods.IsGet(http.Request.Method) && http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html");
        if (!isRead || !page.Exists)
        {
            await Problems.NotFound(http).ExecuteAsync(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        await http.Response.SendFileAsync(page);
    }

    private static void Adopt(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JournalJson.Options.DefaultIgnoreCondition;
        options.Encoder = JournalJson.Options.Encoder;
        foreach (JsonConverter converter in JournalJson.Options.Converters) options.Converters.Add(converter);
    }

    /// <summary>Figures of the machine are for whoever keeps it running.</summary>
    private static Task Monitor(HttpContext http, RequestDelegate next)
        => http.Request.Path.StartsWithSegments("/metrics") && !AccountHosting.IsHere(http)
           && !(http.Connection.RemoteIpAddress is { } from && Networks.Of(http.RequestServices.GetRequiredService<CircleOptions>().Monitors).Any(n => n.Contains(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from)))
            ? Problems.NotFound(http).ExecuteAsync(http)
            : next(http);

    /// <summary>Before the first silo is found nobody can be asked; the pages are there and wait.</summary>
    private static Task Await(HttpContext http, RequestDelegate next)
        => (http.Request.Path.StartsWithSegments("/api") || GeoErrors.IsAsked(http.Request) || http.Request.Path.StartsWithSegments("/hubs"))
           && !http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested
            ? Problems.Busy(http).ExecuteAsync(http)
            : next(http);
}
