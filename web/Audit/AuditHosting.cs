using Circle.Web.Accounts;
using Circle.Web.Rights;
using Circle.Web.Tickets.Open311;
using Microsoft.AspNetCore.Diagnostics;

namespace Circle.Web.Audit;

/// <param name="KeepDays">Days for which entries are kept.</param>
/// <param name="Directory">Where digests are written as files.</param>
internal sealed record AuditRules(int KeepDays, string Directory);

/// <summary>审计: what every request leaves in the audit by itself. Who signs in, and what is done to credentials, says so where it happens.</summary>
internal static class AuditHosting
{
    public static void AddAudit(this IServiceCollection services, AuditRules rules)
    {
        services.AddSingleton(rules);
        services.AddSingleton<AuditStore>();
        services.AddSingleton<AuditWriter>();
        services.AddSingleton<AuditSearch>();
        services.AddSingleton<Whereabouts>();
        services.AddSingleton<DigestFiles>();
        services.AddSingleton<DigestKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<DigestKeeper>());
        services.AddHostedService<AuditKeeper>();
        services.AddRateLimiter(AuditEndpoints.AddLimit);
    }

    /// <summary>Before everything that may refuse: what is refused is in the audit when it is answered.</summary>
    public static void UseRefusalAudit(this WebApplication app) => app.Use(static (http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/api") || GeoErrors.IsAsked(http.Request)) http.Response.OnStarting(static state => NoteAsync((HttpContext)state), http);
        return next(http);
    });

    /// <summary>After it is known who asks: from where an account works is in the audit before it does.</summary>
    public static void UseWhereabouts(this WebApplication app)
    {
        var whereabouts = app.Services.GetRequiredService<Whereabouts>();
        app.Use((http, next) => AccountHosting.ActorOf(http.User) is { } actor && whereabouts.NoteAsync(http, actor) is { IsCompletedSuccessfully: false } noting ? AfterAsync(noting, http, next) : next(http));

        static async Task AfterAsync(Task noting, HttpContext http, RequestDelegate next)
        {
            await noting;
            await next(http);
        }
    }

    private static Task NoteAsync(HttpContext http)
    {
        if (http.Response.StatusCode is not (401 or 403 or 404) || AuditTrail.HasTold(http)) return Task.CompletedTask;

        // An answer to an exception has no endpoint of its own.
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

        // What somebody may not see is answered as if there were none; to change it is a try all the same. Reading is not: pages ask for what may be gone.
        if (http.Response.StatusCode == 404 && (HttpMethods.IsGet(http.Request.Method) || endpoint?.Metadata.GetMetadata<EndpointRight>() is null or { IsOpen: true } || AccountHosting.ActorOf(http.User) is null)) return Task.CompletedTask;
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        return http.RequestServices.GetRequiredService<AuditTrail>().WriteAsync(
            http, AuditAction.Refused, AccountHosting.ActorOf(http.User), $"{http.Request.Method} {route}", isDone: false, NoteOf(http));
    }

    /// <summary>The status, and what was asked for where it is an id; nothing else that somebody has typed.</summary>
    private static string NoteOf(HttpContext http)
    {
        var values = http.Features.Get<IExceptionHandlerFeature>()?.RouteValues ?? http.Request.RouteValues;
        var ids = values.Where(v => v.Value is string text && text.Length <= Domain.Journal.TextId.MaxLength && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')).Select(v => $"{v.Key}={v.Value}");
        return string.Join(' ', [http.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture), .. ids]);
    }
}
