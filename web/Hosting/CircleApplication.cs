using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Silo.Hosting;
using Circle.Silo.Seeds;
using Circle.Silo.Storage;
using Circle.Web.Evidence;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Places;
using Circle.Web.Plans;
using Circle.Web.Rehearsal;
using Circle.Web.Walls;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
#if DEBUG
using Orleans.Dashboard;
#endif
using Scalar.AspNetCore;

namespace Circle.Web.Hosting;

/// <summary>The web node: what it needs and what it answers. The one place where web touches the silo.</summary>
internal static class CircleApplication
{
    private const long MaxBody = 64 * 1024;

    /// <summary>Upper bounds for times in seconds; OpenTelemetry's own are made for milliseconds.</summary>
    private static readonly double[] SecondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public static async Task<Database> AddCircleAsync(this WebApplicationBuilder builder)
    {
        var database = await builder.AddCircleSiloAsync(silo =>
        {
#if DEBUG
            if (builder.Environment.IsDevelopment()) silo.AddDashboard();
#endif
        });

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        builder.Services.ConfigureHttpJsonOptions(json => Adopt(json.SerializerOptions));
        builder.Services.AddOpenApi(OpenApi.Describe);
        builder.Services.AddHealthChecks().AddCheck<Readiness>("ready");
        builder.Services.AddEvidence();
        builder.Services.AddSingleton<WallFeeds>();
        builder.Services.AddSingleton<ScreenMeters>();
        builder.Services.AddWallTransport();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(CircleMeter.Name, "Microsoft.Orleans").AddRuntimeInstrumentation().AddAspNetCoreInstrumentation().AddPrometheusExporter();
            metrics.AddView(instrument => instrument.Meter.Name == CircleMeter.Name && instrument is Histogram<double> { Unit: "s" }
                ? new ExplicitBucketHistogramConfiguration { Boundaries = SecondsBounds }
                : null);
            if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null) metrics.AddOtlpExporter();
        });
        return database;
    }

    public static void MapCircle(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Problems.HandleAsync,

            // A body that is too large or too slow is the client's doing and no error of the program.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.Use(Guard);
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Cache });

        app.UseRateLimiter();

        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi();
        app.MapScalarApiReference();
#if DEBUG
        if (app.Environment.IsDevelopment()) app.MapOrleansDashboard("/dashboard").ExcludeFromDescription();
#endif
        var api = app.MapGroup("/api/v1");
        api.MapEvidence();
        api.MapFacilities();
        api.MapPlaces();
        api.MapPlans();
        api.MapRehearsal();
        api.MapFallback(Problems.NotFound);
        app.MapWall();

        // Pages are drawn by the browser; every other path is none.
        foreach (var page in (ReadOnlySpan<string>)["/", "/plan", "/wall", "/wall/{place}", "/evidence/{place}"]) app.MapFallbackToFile(page, "index.html");
        app.MapFallback(Problems.NotFound);
    }

    /// <summary>False: the import failed and took the host down, so whoever watches the process starts it again.</summary>
    public static bool HasImportedSeeds(this WebApplication app) => !app.Services.GetRequiredService<SeedImport>().Finished.IsFaulted;

    private static void Adopt(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JournalJson.Options.DefaultIgnoreCondition;
        options.Encoder = JournalJson.Options.Encoder;
        foreach (JsonConverter converter in JournalJson.Options.Converters) options.Converters.Add(converter);
    }

    /// <summary>Nothing is loaded from elsewhere, and nothing may frame the pages. Developers' pages bring their own scripts.</summary>
    private static Task Guard(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (!http.Request.Path.StartsWithSegments("/scalar") && !http.Request.Path.StartsWithSegments("/dashboard"))
            headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        return IsForeign(http.Request)
            ? Problems.Problem(http, 403, "cross-site", "不接受其他网站发来的操作", "Not taken from another site", []).ExecuteAsync(http)
            : next(http);
    }

    /// <summary>A page of another site may read nothing here and change nothing, not even a rehearsal's clock.</summary>
    private static bool IsForeign(HttpRequest request)
        => (!HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/hubs"))
           && request.Headers.Origin is [{ } origin]
           && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Names of built files carry their hash; the page itself does not.</summary>
    private static void Cache(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext context)
        => context.Context.Response.Headers.CacheControl = context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
