using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Accounts;
using Circle.Contracts.Duties;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Accounts;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Duties;

internal sealed record AssignmentBody(LineId? Line, AccountId Holder, DateOnly From, DateOnly? Until);

internal sealed record StandInBody(LineId? Line, AccountId Holder, DateOnly From, DateOnly Until);

internal sealed record EndBody(int Number, DateOnly On);

internal sealed record HandOverBody(ImmutableArray<int> Duties, AccountId To, DateOnly On, string? Note);

/// <param name="By">Receiver (the default): in person. Appointer: on the receiver's behalf, by whoever names people there.</param>
internal sealed record AcceptanceBody(int HandOver, AnsweredBy? By);

internal sealed record DismissalBody(int HandOver, AnsweredBy? By, string Reason);

/// <summary>责任人: who answers for a line in a place, who stands in, from when, with hand-over.</summary>
internal static class DutyEndpoints
{
    private const string Limit = "duties";
    private const int MostAtOnce = 8;
    private const int MostWaiting = 96;

    public static void AddDuties(this IServiceCollection services)
    {
        services.AddSingleton<DutyNames>();
        services.AddSingleton<DutyCandidates>();
        services.AddRateLimiter(limits => limits.AddConcurrencyLimiter(Limit, limit => (limit.PermitLimit, limit.QueueLimit) = (MostAtOnce, MostWaiting)));
    }

    public static void MapDuties(this IEndpointRouteBuilder api)
    {
        var duties = api.MapGroup("/duties").WithTags("duties").RequireRateLimiting(Limit).AddEndpointFilter((context, next) => ForPeopleAsync(context, next));
        duties.MapGet("/", RostersAsync).WithSummary("Who answers for what (责任人) in a place and in those right under it, on a day.").Queries<DateOnly>("day").Produces<RostersView>().ProducesProblem(404).JudgedBySilo(Permission.Read);
        duties.MapGet("/mine", async (IGrainFactory grains, DutyNames names) => Results.Ok(await names.OfAsync(await grains.GetGrain<IDutyQueries>(0).Mine())))
            .WithSummary("One's own duties, and hand-overs that wait for one.").Produces<OwnDutiesView>().JudgedBySilo(Permission.Read);
        duties.MapGet("/answering", AnsweringAsync).WithSummary("Who answers for a line in a place on a day, up the tree.").Queries<DateOnly>("day").Produces<AnsweringView>().ProducesProblem(404).JudgedBySilo(Permission.Read);
        duties.MapGet("/candidates", CandidatesAsync).WithSummary("People that may be given a duty there.").Queries<DateOnly>("day").NeedsQuery("place").Produces<CandidatesView>().JudgedBySilo(Permission.Appoint);
        duties.MapGet("/{place}/history", HistoryAsync).WithSummary("The events of a place's roster.").Produces<History>().ProducesProblem(404).JudgedBySilo(Permission.Read);

        Command<AssignmentBody>(duties, "assignment", "Names who leads a line in a place.", (body, place) => new DutyCommand.Assign(
            place, body.OptionalId<LineId>("line"), body.Id<AccountId>("holder"), body.Date("from"), body.OptionalDate("until"))).JudgedBySilo(Permission.Appoint);
        Command<StandInBody>(duties, "stand-in", "Names who stands in for a time.", (body, place) => new DutyCommand.StandIn(
            place, body.OptionalId<LineId>("line"), body.Id<AccountId>("holder"), body.Date("from"), body.Date("until"))).JudgedBySilo(Permission.Appoint);
        Command<EndBody>(duties, "end", "Ends a duty.", (body, place) => new DutyCommand.End(place, body.Whole("number"), body.Date("on"))).JudgedBySilo(Permission.Appoint);
        Command<HandOverBody>(duties, "hand-over", "Proposes a hand-over (交接) of duties.", (body, place) => new DutyCommand.ProposeHandOver(
            place, body.Wholes("duties"), body.Id<AccountId>("to"), body.Date("on"), body.Text("note"))).JudgedBySilo(Permission.Appoint);
        Command<AcceptanceBody>(duties, "hand-over/acceptance", "Accepts a hand-over.", (body, place) => new DutyCommand.AcceptHandOver(
            place, body.Whole("handOver"), IsOnBehalf(body))).JudgedBySilo(Permission.Report, Permission.Appoint);
        Command<DismissalBody>(duties, "hand-over/dismissal", "Declines a hand-over.", (body, place) => new DutyCommand.DeclineHandOver(
            place, body.Whole("handOver"), IsOnBehalf(body), body.Required("reason"))).JudgedBySilo(Permission.Report, Permission.Appoint);
    }

    /// <summary>Whoever is at this machine reads a rehearsal's figures, and nobody's name; no program reads names either.</summary>
    private static async ValueTask<object?> ForPeopleAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var user = context.HttpContext.User;
        return AccountHosting.ActorOf(user) is null
            ? Problems.Of(context.HttpContext, SecondFactors.IsHalf(user) ? SecondFactors.Missing : Caller.SignedOut)
            : ServiceKeyHandler.KeyOf(user) is not null ? Problems.Of(context.HttpContext, EndpointRights.ForPeople)
            : await next(context);
    }

    private static bool IsOnBehalf(CommandBody body) => body.OptionalChoice<AnsweredBy>("by") == AnsweredBy.Appointer;

    private static RouteHandlerBuilder Command<TBody>(RouteGroupBuilder duties, string name, string summary, Func<CommandBody, PlaceId, DutyCommand> commandOf) where TBody : notnull
        => duties.MapPost($"/{{place}}/{name}", async (HttpContext http, IGrainFactory grains, DutyCandidates candidates, string place)
            => TextId.TryParse<PlaceId>(place, out var id)
                ? await JsonBody.WithAsync(http, json => TellAsync(http, grains.GetGrain<IDutyGrain>(id.Value), candidates, json, body => commandOf(body, id)))
                : Problems.NotFound(http)).WithSummary(summary).TakesCommand<TBody>();

    /// <summary>As every command; whoever is named has to be somebody who can do something there, which no roster knows.</summary>
    private static async Task<IResult> TellAsync(HttpContext http, IDutyGrain grain, DutyCandidates candidates, JsonElement json, Func<CommandBody, DutyCommand> commandOf)
    {
        var faults = new FaultList();
        var key = Commands.KeyOf(http, faults);
        var body = new CommandBody(json, faults);
        var command = commandOf(body);
        body.Close();
        if (await NamedAsync(grain, command) is var (field, person, lines, day) && !faults.Has(field) && !await candidates.FitsAsync(person, command.Place, lines, day))
            faults.Add(field, "not-here", "此人在这里没有上报或安排的权限，请从名单中选择", "this account may neither report nor name people there: choose one of the list");
        if (!faults.Any) return await Commands.TellAsync(http, grain, key, command);
        faults.AddNew(await grain.Check(command));
        return Problems.Of(http, faults.ToRefusal());
    }

    /// <summary>Null: the command names nobody.</summary>
    private static async Task<(string Field, AccountId Person, ImmutableArray<LineId?> Lines, DateOnly Day)?> NamedAsync(IDutyGrain grain, DutyCommand command) => command switch
    {
        DutyCommand.Assign c => ("holder", c.Holder, [c.Line], c.From),
        DutyCommand.StandIn c => ("holder", c.Holder, [c.Line], c.From),
        DutyCommand.ProposeHandOver c => ("to", c.To,
            [.. (await grain.View(c.On)).Posts.Where(p => p.Lead is { } lead && c.Duties.Contains(lead.Number)).Select(p => p.Line)], c.On),
        _ => null,
    };

    /// <summary>A place's roster and those right under it; a line that is in none of the posts is 未录责任人.</summary>
    private static async Task<IResult> RostersAsync(HttpContext http, IGrainFactory grains, DutyNames names, string? place, string? line, string? day)
    {
        var faults = new FaultList();
        var query = QueryOf(faults, place, line, day);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        if (await grains.GetGrain<IDutyQueries>(0).Rosters(query) is not { } rosters) return Problems.NotFound(http);
        var mayAppoint = await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Appoint, new Subject(rosters.Rosters[0].Place.Id))) is null;
        return Results.Ok(await names.OfAsync(rosters, mayAppoint));
    }

    /// <summary>Who answers for a line in a place on a day, else up the tree: community, street, lead unit, district.</summary>
    private static async Task<IResult> AnsweringAsync(HttpContext http, IGrainFactory grains, DutyNames names, string? place, string? line, string? day)
    {
        var faults = new FaultList();
        var query = QueryOf(faults, place, line, day);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return await grains.GetGrain<IDutyQueries>(0).WhoAnswers(query) is { } answering ? Results.Ok(await names.OfAsync(answering)) : Problems.NotFound(http);
    }

    /// <summary>People that may be given a duty there: display names, and nothing else of them.</summary>
    private static async Task<IResult> CandidatesAsync(HttpContext http, DutyCandidates candidates, string? place, string? line, string? day, string? q)
    {
        var faults = new FaultList();
        var query = QueryOf(faults, place, line, day);
        if (place is null) faults.Add("place", "required", "请选择地点", "is required");
        faults.Text("q", q, 0, Person.MaxName);
        return faults.Any
            ? Problems.Of(http, faults.ToRefusal())
            : Results.Ok(await candidates.OfAsync(query.Place!.Value, query.Line, query.Day, string.IsNullOrWhiteSpace(q) ? null : q.Trim()));
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string place, QueryNumber? after, QueryNumber? limit)
    {
        if (!TextId.TryParse<PlaceId>(place, out var id)) return Problems.NotFound(http);
        var faults = new FaultList();
        var from = faults.Number("after", after, 0, long.MaxValue, 0);
        var most = (int)faults.Number("limit", limit, 1, HistoryPage.MaxLimit, 100);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var page = await grains.GetGrain<IDutyGrain>(id.Value).History(from, most);
        return Results.Ok(new History(
            [.. page.Entries.Select(e => new HistoryItem(e.Version, e.Type, JsonSerializer.Deserialize<JsonElement>(e.Data), e.Actor, e.RecordedAt, e.EffectiveAt))],
            page.Next));
    }

    private static DutyQuery QueryOf(FaultList faults, string? place, string? line, string? day)
        => new(faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), faults.Day("day", day));
}
