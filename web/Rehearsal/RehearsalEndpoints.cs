using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Rehearsal;

/// <summary>演练, and how far its start is.</summary>
internal enum RehearsalPhase
{
    Starting,
    Running,
}

/// <param name="Speed">Business seconds per real second by day.</param>
/// <param name="Seed">Of the simulated field work; null when live.</param>
/// <param name="Progress">Of the catching up, 0 to 1.</param>
internal sealed record RehearsalState(OperatingMode Mode, RehearsalPhase Phase, DateTimeOffset Now, double Speed, bool Paused, int? Seed, double Progress);

/// <param name="Speed">1 to 5,000.</param>
internal sealed record SpeedBody(double Speed);

internal static class RehearsalEndpoints
{
    public static void MapRehearsal(this IEndpointRouteBuilder api)
    {
        var rehearsal = api.MapGroup("/rehearsal").WithTags("rehearsal");
        rehearsal.MapGet("/", ViewAsync).OpenToAll().WithSummary("The business clock, of a rehearsal or live.").Produces<RehearsalState>();
        rehearsal.MapPost("/pause", (HttpContext http, IGrainFactory grains) => SteerAsync(http, clock => clock.Pause(true), grains)).WithSummary("Pauses the rehearsal.").JudgedBySilo(Permission.Rehearse).Produces(StatusCodes.Status204NoContent);
        rehearsal.MapPost("/resume", (HttpContext http, IGrainFactory grains) => SteerAsync(http, clock => clock.Pause(false), grains)).WithSummary("Resumes the rehearsal.").JudgedBySilo(Permission.Rehearse).Produces(StatusCodes.Status204NoContent);
        rehearsal.MapPost("/speed", SpeedAsync).WithSummary("Sets the rehearsal's speed.").JudgedBySilo(Permission.Rehearse).Takes<SpeedBody>().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ViewAsync(IGrainFactory grains)
    {
        var view = await grains.GetGrain<IRehearsalGrain>(0).View();
        return Results.Ok(new RehearsalState(
            view.Clock.Mode, view.Clock.Starting ? RehearsalPhase.Starting : RehearsalPhase.Running, view.Now, view.Clock.Speed, view.Clock.Paused, view.Seed, view.Progress));
    }

    private static Task<IResult> SpeedAsync(HttpContext http, IGrainFactory grains) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var speed = body.OptionalNumber("speed");
        body.Close();
        if (!faults.Any && speed is not (>= 1 and <= RehearsalView.MaxSpeed))
            faults.Add("speed", "out-of-range", $"应在 1 到 {RehearsalView.MaxSpeed} 之间", $"must lie between 1 and {RehearsalView.MaxSpeed}");
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : await SteerAsync(http, clock => clock.SetSpeed(speed!.Value), grains);
    });

    private static async Task<IResult> SteerAsync(HttpContext http, Func<IRehearsalGrain, Task<bool>> steer, IGrainFactory grains)
        => await steer(grains.GetGrain<IRehearsalGrain>(0))
            ? Results.NoContent()
            : Problems.Of(http, Refusal.NotNow("live", "正式运行的时钟不能调整", $"the clock of a {nameof(OperatingMode.Live)} system is nobody's to steer"));
}
