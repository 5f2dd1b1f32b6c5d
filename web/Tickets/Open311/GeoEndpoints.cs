using Circle.Contracts.Rehearsal;
using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Tickets.Open311;

/// <summary>
/// Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2), for programs of other units. Services are anybody's. A request is filed with a key, and, other than the
/// specification leaves open, read with one: by the account that filed it and nobody else. It describes itself by its specification, not by ours.
/// </summary>
internal static class GeoEndpoints
{
    private const string Version = $"{GeoErrors.Root}/v2";

    private static readonly Refusal NoForm = new(RefusalKind.Invalid,
        [new Fault("", "not-a-form", $"请用 {GeoForm.MediaType} 发送", $"send it as {GeoForm.MediaType}")]);

    private static readonly Refusal NoService = Refusal.Unknown("service_code", "没有这项服务", "there is no such service");

    private static readonly Refusal NoRequest = Refusal.Unknown("service_request_id", "没有这个编号，或不是由贵方提交", "there is no such request, or it is not yours");

    public static void MapOpen311(this IEndpointRouteBuilder app)
    {
        var geo = app.MapGroup(Version).ExcludeFromDescription();
        geo.MapGet("/discovery.{format}", (HttpContext http, IGrainFactory grains, string format) => InAsync(http, format, () => DiscoverAsync(http, grains))).OpenToAll();
        geo.MapGet("/services.{format}", (HttpContext http, IGrainFactory grains, string format) => InAsync(http, format, async () => GeoServices.Of(await Queries(grains).Services()))).OpenToAll();
        geo.MapGet("/services/{code}.{format}", (HttpContext http, IGrainFactory grains, string code, string format) => InAsync(http, format, () => DefineAsync(http, grains, code))).OpenToAll();
        geo.MapPost("/requests.{format}", (HttpContext http, GeoFiling filing, string format) => InAsync(http, format, () => FileAsync(http, filing))).JudgedBySilo(Permission.File).NeedsKey();
        geo.MapGet("/requests.{format}", (HttpContext http, IGrainFactory grains, string format) => InAsync(http, format, () => FindAsync(http, grains))).JudgedBySilo(Permission.File).NeedsKey();
        geo.MapGet("/requests/{id}.{format}", (HttpContext http, IGrainFactory grains, string id, string format)
            => InAsync(http, format, () => ShowAsync(http, grains, id, item => GeoRequests.Of([item], Problems.PrefersEnglish(http.Request))))).JudgedBySilo(Permission.File).NeedsKey();
        geo.MapGet("/tokens/{id}.{format}", (HttpContext http, IGrainFactory grains, string id, string format)
            => InAsync(http, format, () => ShowAsync(http, grains, id, GeoRequests.TokenOf))).JudgedBySilo(Permission.File).NeedsKey();
        app.MapGroup(GeoErrors.Root).MapFallback("{**path}", Problems.NotFound).ExcludeFromDescription().OpenToAll();
    }

    private static ITicketQueries Queries(IGrainFactory grains) => grains.GetGrain<ITicketQueries>(0);

    private static async Task<IResult> InAsync(HttpContext http, string format, Func<Task<IResult>> answer)
        => GeoDocument.IsFormat(format) ? await answer() : Problems.Problem(http, 400, "format", "格式只能是 xml 或 json，写在网址末尾", "the format is xml or json, at the end of the address", []);

    private static Task<IResult> InAsync(HttpContext http, string format, Func<Task<GeoDocument>> answer) => InAsync(http, format, async () => (IResult)await answer());

    private static async Task<IResult> DiscoverAsync(HttpContext http, IGrainFactory grains)
    {
        var (services, clock) = (await Queries(grains).Services(), (await grains.GetGrain<IRehearsalGrain>(0).View()).Clock);
        return GeoServices.DiscoveryOf(services, $"{http.Request.Scheme}://{http.Request.Host}{Version}", clock.Mode == OperatingMode.Live);
    }

    private static async Task<IResult> DefineAsync(HttpContext http, IGrainFactory grains, string code)
        => (await Queries(grains).Services()).Categories.FirstOrDefault(c => c.Id.Value == code) is { } category ? GeoServices.DefinitionOf(category) : Problems.Of(http, NoService);

    private static Task<IResult> FileAsync(HttpContext http, GeoFiling filing)
        => http.Features.Get<GeoForm>() is { } form ? filing.FileAsync(http, form) : Task.FromResult(Problems.Of(http, NoForm));

    private static async Task<IResult> FindAsync(HttpContext http, IGrainFactory grains)
    {
        var faults = new FaultList();
        var query = GeoQuery.Read(http.Request.Query, faults);
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : GeoRequests.Of(await Queries(grains).Filed(query), Problems.PrefersEnglish(http.Request));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IGrainFactory grains, string id, Func<FiledItem, GeoDocument> shown)
        => TextId.TryParse<TicketId>(id, out var ticket) && await Queries(grains).Filed(new FiledQuery([ticket], [], null, null, null)) is [var item]
            ? shown(item)
            : Problems.Of(http, NoRequest);
}
