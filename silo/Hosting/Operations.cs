using System.Diagnostics.Metrics;
using Circle.Contracts.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Circle.Silo.Hosting;

/// <summary>What operators ask of every program: is it up, is it ready, how is it doing.</summary>
public static class Operations
{
    /// <summary>Upper bounds for times in seconds; OpenTelemetry's own are made for milliseconds.</summary>
    private static readonly double[] SecondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public static void AddOperations(this IHostApplicationBuilder builder) => builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName)).WithMetrics(metrics =>
    {
        metrics.AddMeter(CircleMeter.Name, "Microsoft.Orleans").AddRuntimeInstrumentation().AddAspNetCoreInstrumentation().AddPrometheusExporter();
        metrics.AddView(instrument => instrument.Meter.Name == CircleMeter.Name && instrument is Histogram<double> { Unit: "s" }
            ? new ExplicitBucketHistogramConfiguration { Boundaries = SecondsBounds }
            : null);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null) metrics.AddOtlpExporter();
    });

    /// <summary>One word for machines, and what is missing for whoever looks.</summary>
    private static Task SayAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain";
        var missing = report.Entries.Values.Select(e => e.Description).Where(d => !string.IsNullOrEmpty(d));
        return http.Response.WriteAsync(string.Join(": ", [report.Status.ToString(), .. missing]));
    }

    /// <returns>All of them, for what a program has to say of them.</returns>
    public static IEndpointConventionBuilder MapOperations(this WebApplication app)
    {
        var operations = app.MapGroup("");
        operations.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        operations.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = SayAsync });
        operations.MapPrometheusScrapingEndpoint("/metrics");
        return operations;
    }
}
