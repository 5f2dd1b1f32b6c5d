using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Standards;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Standards;

/// <summary>See <see cref="StandardCommand.Write"/>; of which line the address says.</summary>
internal sealed record StandardBody(int Seen, ImmutableArray<ChecklistItem> Items, int? PassMark, SurveyRule Survey);

/// <summary>验收细则 of a line, from version to version.</summary>
internal static class StandardEndpoints
{
    public static void MapStandards(this IEndpointRouteBuilder api)
    {
        var standard = api.MapGroup("/lines/{id}/standard").WithTags("standards");
        standard.MapGet("/", ViewAsync).WithSummary("What a line's facilities are accepted by (验收细则), and what the plan offers to begin with.")
            .JudgedBySilo(Permission.Read).Produces<StandardView>().ProducesProblem(404);
        standard.MapGet("/{version:int}", VersionAsync).WithSummary("A version of it, as it was written.")
            .JudgedBySilo(Permission.Read).Produces<Checklist>().ProducesProblem(404);
        standard.MapPost("/", async (HttpContext http, IGrainFactory grains, string id) => TextId.TryParse<LineId>(id, out var line)
                ? await Commands.TellAsync(http, body => ((ICommandGrain<StandardCommand>)grains.GetGrain<IStandardGrain>(line.Value), (StandardCommand)Write(line, body)))
                : Problems.NotFound(http))
            .WithSummary("Writes a new version over the one that was seen.").JudgedBySilo(Permission.Specify).TakesCommand<StandardBody>();
    }

    private static StandardCommand.Write Write(LineId line, CommandBody body) => new(
        line,
        body.Whole("seen"),
        [.. body.Parts("items", Checklist.MostItems).Select(Item)],
        body.OptionalWhole("passMark") is { } mark ? (int)Math.Clamp(mark, int.MinValue, int.MaxValue) : null,
        Survey(body));

    private static ChecklistItem Item(CommandBody body)
    {
        var item = new ChecklistItem(
            body.Id<ItemId>("id"), body.Choice<ItemKind>("kind"), body.Required("text"), body.Whole("weight"), body.OptionalFlag("required") ?? false, body.OptionalWhole("bound"), body.Text("unit"), body.Text("source") ?? "");
        body.Close();
        return item;
    }

    private static SurveyRule Survey(CommandBody whole)
    {
        if (whole.Part("survey") is not { } body)
        {
            whole.Faults.Add("survey", "required", "不能为空", "is required");
            return SurveyRule.Usual;
        }

        var rule = new SurveyRule(body.Whole("size"), body.Whole("leastAnswered"), body.Whole("bound"), body.Choices<Criterion>("yesNo"));
        body.Close();
        return rule;
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<LineId>(id, out var line) && await grains.GetGrain<IStandardGrain>(line.Value).View() is { } view ? Results.Ok(view) : Problems.NotFound(http);

    private static async Task<IResult> VersionAsync(HttpContext http, IGrainFactory grains, string id, int version)
        => TextId.TryParse<LineId>(id, out var line) && await grains.GetGrain<IStandardGrain>(line.Value).ViewOf(version) is { } checklist ? Results.Ok(checklist) : Problems.NotFound(http);
}
