using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Screens;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Screens;
using Circle.Web.Audit;
using Circle.Web.Hosting;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Screens;

/// <param name="Secret">For the page's memory alone: it proves who showed the code.</param>
/// <param name="Seconds">How long the code is good.</param>
internal sealed record PairingBegun(string Code, string Secret, int Seconds);

/// <param name="Reloads">Once it is more than it was, the page is to be loaded anew.</param>
internal sealed record ScreenSelf(ScreenId Screen, string Name, PlaceId Place, int Inches, decimal Metres, int Reloads);

internal sealed record PairingClaim(string Secret);

/// <param name="Frames">Drawn since the page was loaded.</param>
/// <param name="Age">Of the picture, in milliseconds; null: there is none.</param>
/// <param name="Version">Of the page.</param>
internal sealed record ScreenReportBody(long? Frames, long? Age, string Version);

/// <summary>What a screen's page asks by itself: before it is paired, for a code; then, every few seconds, what it is to be.</summary>
internal static class DeviceEndpoints
{
    private static readonly Refusal Over = new(RefusalKind.Unknown,
        [new Fault("secret", "over", "配对码已过期，屏幕会换一个新码", "the code is over; the screen takes a new one")]);

    private static readonly Refusal Revoked = new(RefusalKind.Forbidden,
        [new Fault("", "revoked", "这块大屏已被撤销；要再用，请由区长效办重新批准", "this screen is revoked; to use it again let the programme office approve it anew")]);

    public static void MapDevice(this RouteGroupBuilder screens)
    {
        screens.MapPost("/pairing", BeginAsync).WithSummary("A code for a browser that is to become a screen.").Produces<PairingBegun>().RequireRateLimiting(ScreenHosting.Beginning).OpenToAll();
        screens.MapPost("/pairing/claim", ClaimAsync).WithSummary("200 once the office has approved the code, with the screen's cookie; 202 before.").Takes<PairingClaim>().Produces(200).Produces(202).ProducesProblem(StatusCodes.Status404NotFound).RequireRateLimiting(ScreenHosting.Polling).OpenToAll();
        screens.MapPost("/self", ReportAsync).WithSummary("How a screen is, for what it is to be; 204 for a browser that is none.").Takes<ScreenReportBody>().Produces<ScreenSelf>().Produces(204).ProducesProblem(StatusCodes.Status403Forbidden).RequireRateLimiting(ScreenHosting.Reporting).OpenToAll();
    }

    private static async Task<IResult> BeginAsync(HttpContext http, Pairing pairing)
        => await pairing.BeginAsync(ClientNetwork.Of(http)) is { } begun
            ? Results.Ok(new PairingBegun(begun.Code, begun.Secret, begun.Seconds))
            : Problems.Busy(http);

    /// <summary>200 with the cookie once the office has approved the code; 202 before; 404 when it is over.</summary>
    private static Task<IResult> ClaimAsync(HttpContext http, Pairing pairing, AuditTrail audit) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var secret = body.Secret("secret");
        body.Close();
        faults.Text("secret", secret, 1, 100);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var (claim, screen, token) = await pairing.ClaimAsync(secret);
        if (claim == Pairing.Claim.Over) return Problems.Of(http, Over);
        if (claim == Pairing.Claim.Waits) return Results.StatusCode(StatusCodes.Status202Accepted);
        await audit.WriteAsync(http, AuditAction.ScreenPaired, screen.Actor, screen.Actor.Value);
        ScreenCookie.Set(http, token!);
        return Results.Ok();
    });

    /// <summary>How a screen is, for what it is to be; 204 for a browser that is none, or at which a person is signed in.</summary>
    private static Task<IResult> ReportAsync(HttpContext http, IGrainFactory grains, ScreenReports reports, TimeProvider real) => JsonBody.WithAsync(http, async json =>
    {
        if (ScreenCookie.ScreenOf(http.User) is not { } screen) return Results.NoContent();
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (frames, age, version) = (body.OptionalWhole("frames") ?? 0, body.OptionalWhole("age"), body.Required("version"));
        body.Close();
        faults.Range("frames", frames, 0, long.MaxValue);
        faults.Range("age", age ?? 0, 0, long.MaxValue);
        faults.Text("version", version, 1, ScreenDevice.MaxVersion);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        Caller.Current = screen.Actor;
        if (await OwnAsync(grains.GetGrain<IScreenGrain>(screen.Value)) is not { } own) return Problems.Of(http, Revoked);
        reports.Hear(screen, new ScreenReport(real.GetUtcNow().ToUnixTimeMilliseconds(), frames, age, version));
        ScreenCookie.Renew(http);
        return Results.Ok(new ScreenSelf(screen, own.Name, own.Place, own.Mounting.Inches, own.Mounting.Metres, own.Reloads));
    });

    /// <summary>Null: revoked.</summary>
    private static async Task<ScreenView?> OwnAsync(IScreenGrain screen)
    {
        try
        {
            return await screen.Own();
        }
        catch (NotAllowedException)
        {
            return null;
        }
    }
}
