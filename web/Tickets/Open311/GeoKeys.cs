using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Accounts;
using Circle.Web.Journal;

namespace Circle.Web.Tickets.Open311;

/// <summary>
/// 接口密钥 here: the specification's <c>api_key</c> is a key of a service account. In a form it stands as the specification has it; where there is no form it comes
/// behind <c>Bearer</c>, since addresses are written down by whatever they pass.
/// </summary>
internal static class GeoKeys
{
    private static readonly Refusal Missing = new(RefusalKind.Forbidden,
    [
        new Fault("", "no-key", "缺少接口密钥：提交时用表单参数 api_key，查询时用请求头 Authorization: Bearer", "no API key: send it as the form's api_key, or, to read, in the header Authorization: Bearer"),
    ]);

    private static readonly Refusal InAddress = new(RefusalKind.Forbidden,
    [
        new Fault("", "key-in-address", "密钥不能写在网址里，请改用请求头 Authorization: Bearer，并换一把新密钥", "a key does not go into an address: send it in the header Authorization: Bearer, and ask for another one"),
    ]);

    /// <summary>Before it is known who asks: a form's key is from here on what a header's would be, and the same judge has it.</summary>
    public static void UseFormKeys(this WebApplication app) => app.Use((http, next) => GeoForm.IsSent(http.Request) ? ReadAsync(http, next) : next(http));

    /// <summary>Whoever has a key that may file in the whole district; a person's session does not count.</summary>
    public static RouteHandlerBuilder NeedsKey(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(JudgeAsync);

    private static async Task ReadAsync(HttpContext http, RequestDelegate next)
    {
        GeoForm form;
        try
        {
            form = await GeoForm.ReadAsync(http);
        }
        catch (OperationCanceledException) when (Arrival.IsStopping(http))
        {
            await Arrival.Broken(http).ExecuteAsync(http);
            return;
        }

        http.Features.Set(form);
        if (form.Key is { Length: > 0 } key && http.Request.Headers.Authorization.Count == 0) http.Request.Headers.Authorization = $"Bearer {key}";
        await next(http);
    }

    private static async ValueTask<object?> JudgeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Query.ContainsKey(GeoForm.KeyField)) return Problems.Of(http, InAddress);
        if (ServiceKeyHandler.KeyOf(http.User) is null) return Problems.Of(http, Missing);
        var missing = await http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IRightsGrain>(0).Missing(new Need(Permission.File, Subject.District));
        return missing is null ? await next(context) : Problems.Of(http, missing);
    }
}
