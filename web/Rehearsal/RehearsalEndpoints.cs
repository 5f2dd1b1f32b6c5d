using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Web.Accounts;
using Circle.Web.Journal;

namespace Circle.Web.Rehearsal;

internal static class RehearsalEndpoints
{
    public static void MapRehearsal(this IEndpointRouteBuilder api)
    {
        var rehearsal = api.MapGroup("/rehearsal").WithTags("rehearsal");
        rehearsal.MapGet("/", ViewAsync).OpenToAll();
        rehearsal.MapPost("/pause", (HttpContext http, IGrainFactory grains) => SteerAsync(http, clock => clock.Pause(true), grains)).JudgedBySilo(Permission.Rehearse);
        rehearsal.MapPost("/resume", (HttpContext http, IGrainFactory grains) => SteerAsync(http, clock => clock.Pause(false), grains)).JudgedBySilo(Permission.Rehearse);
        rehearsal.MapPost("/speed", SpeedAsync).JudgedBySilo(Permission.Rehearse);
    }

    private static async Task<IResult> ViewAsync(IGrainFactory grains)
    {
        var view = await grains.GetGrain<IRehearsalGrain>(0).View();
        return Results.Ok(new
        {
            view.Clock.Mode,
            phase = view.Clock.Starting ? "starting" : "running",
            view.Now,
            view.Clock.Speed,
            view.Clock.Paused,
            view.Seed,
            view.Progress,
        });
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
