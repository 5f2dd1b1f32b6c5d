using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Screens;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Screens;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Screens;

/// <param name="Code">As the glass shows it; blanks and small letters are taken too.</param>
internal sealed record ScreenApproval(string Code, string Name, PlaceId Place, int Inches, decimal Metres);

internal sealed record ScreenCorrection(string Name, int Inches, decimal Metres);

/// <param name="At">Of the question: what the times of the items are compared with.</param>
internal sealed record ScreensView(DateTimeOffset At, IReadOnlyList<ScreenItem> Items);

/// <summary>大屏设备, for the office.</summary>
internal static class ScreenEndpoints
{
    public static void MapScreens(this IEndpointRouteBuilder api)
    {
        var screens = api.MapGroup("/screens").WithTags("screens");
        screens.MapGet("/", async (ScreenList list, TimeProvider real) => Results.Ok(new ScreensView(real.GetUtcNow(), await list.ReadAsync())))
            .WithSummary("Every screen: what it is, and how it is.").Produces<ScreensView>().Needs(Permission.Mount);
        screens.MapPost("/", ApproveAsync).WithSummary("Approves a screen by the code that it shows.").TakesCommand<ScreenApproval>(StatusCodes.Status201Created).RequireRateLimiting(ScreenHosting.Approving).JudgedBySilo(Permission.Mount);
        Command<ScreenCorrection>(screens, "correction", "Corrects name and mounting.", body => new ScreenCommand.Correct(body.Required("name"), MountingOf(body)));
        Command<ScreenCommand.Move>(screens, "move", "Moves a screen to another place.", body => new ScreenCommand.Move(body.Id<PlaceId>("to")));
        Command<NoFields>(screens, "reload", "Lets a screen load its page anew.", _ => new ScreenCommand.Reload());
        Command<ScreenCommand.Revoke>(screens, "revocation", "Revokes a screen.", body => new ScreenCommand.Revoke(body.Required("reason")), RevokedAsync);
        screens.MapDevice();
    }

    private static void Command<TBody>(RouteGroupBuilder screens, string name, string summary, Func<CommandBody, ScreenCommand> commandOf, Func<HttpContext, ScreenId, Task>? afterwards = null)
        where TBody : notnull
        => screens.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id) =>
        {
            if (!TextId.TryParse<ScreenId>(id, out var screen)) return Problems.NotFound(http);
            var result = await Commands.TellAsync(http, body => ((ICommandGrain<ScreenCommand>)grains.GetGrain<IScreenGrain>(screen.Value), commandOf(body)));
            if (afterwards is not null && IsDone(result)) await afterwards(http, screen);
            return result;
        }).WithSummary(summary).TakesCommand<TBody>().JudgedBySilo(Permission.Mount);

    private static Task<IResult> ApproveAsync(HttpContext http, IGrainFactory grains, Pairing pairing) => JsonBody.WithAsync(http, async json =>
    {
        // Before anything is said of a code.
        if (await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Mount)) is { } missing) return Problems.Of(http, missing);

        var faults = new FaultList();
        var key = Commands.KeyOf(http, faults);
        var body = new CommandBody(json, faults);
        var code = CodeOf(body);

        // Of the command's key: the same approval, sent twice, is of the same screen.
        var screen = ScreenId.Of(key.Value.ToString("n"));
        var command = new ScreenCommand.Approve(screen, body.Required("name"), body.Id<PlaceId>("place"), MountingOf(body));
        body.Close();
        var grain = grains.GetGrain<IScreenGrain>(screen.Value);
        faults.AddNew(await grain.Check(command));
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        if (await grain.View() is null && await pairing.TakeAsync(code, screen) is { } refusal) return Problems.Of(http, refusal);

        var result = await Commands.TellAsync(http, grain, key, (ScreenCommand)command, _ => "/api/v1/screens");
        if (IsDone(result))
        {
            await pairing.ApproveAsync(code, screen);
            await AuditAsync(http, AuditAction.ScreenPaired, screen);
        }
        else if (result is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status504GatewayTimeout })
        {
            await pairing.GiveBackAsync(code, screen);
        }

        return result;
    });

    private static string CodeOf(CommandBody body)
    {
        var code = string.Concat(body.Required("code").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (!body.Faults.Has("code") && (code.Length != Pairing.CodeLength || code.Any(c => !Pairing.Alphabet.Contains(c, StringComparison.Ordinal))))
            body.Faults.Add("code", "wrong-shape", $"配对码是 {Pairing.CodeLength} 个字母或数字，没有 0、O、1、I", $"a code is {Pairing.CodeLength} letters or digits, none of them 0, O, 1 or I");
        return code;
    }

    private static Mounting MountingOf(CommandBody body)
    {
        var metres = body.OptionalNumber("metres");
        if (metres is null && !body.Faults.Has("metres")) body.Faults.Add("metres", "required", "不能为空", "is required");

        // What is missing is told once; a harmless value stands in for it.
        return new Mounting(body.Whole("inches"), metres is { } value ? (decimal)Math.Clamp(value, -1, 1_000) : Mounting.MinMetres);
    }

    private static async Task RevokedAsync(HttpContext http, ScreenId screen)
    {
        await http.RequestServices.GetRequiredService<ScreenList>().RevokeAsync(screen);
        await AuditAsync(http, AuditAction.ScreenRevoked, screen);
    }

    private static Task AuditAsync(HttpContext http, AuditAction action, ScreenId screen)
        => http.RequestServices.GetRequiredService<AuditTrail>().WriteAsync(http, action, AccountHosting.ActorOf(http.User), screen.Actor.Value);

    private static bool IsDone(IResult result) => result is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK or StatusCodes.Status201Created };
}
