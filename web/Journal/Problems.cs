using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Hosting;
using Circle.Web.Tickets.Open311;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Circle.Web.Journal;

/// <summary>One fault of a problem. <paramref name="Field"/> is a path in the body, empty when it is about the whole.</summary>
internal sealed record ProblemFault(string Field, string Code, string Message);

/// <summary>Problems by RFC 9457, in the language that the request asks for (zh unless it prefers en); under <see cref="GeoErrors.Root"/> in the shape that is published for it.</summary>
internal static class Problems
{
    private const int RetryAfterSeconds = 2;

    public static IResult Of(HttpContext http, Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Invalid => Problem(http, 422, "invalid", "内容有误，没有保存", "The input has faults; nothing was saved", refusal.Faults),
        RefusalKind.Unknown => Problem(http, 404, "unknown", "没有找到", "Not found", refusal.Faults),
        RefusalKind.SignedOut => Problem(http, 401, "signed-out", "请先登录", "Sign in first", refusal.Faults),
        RefusalKind.Forbidden => Problem(http, 403, "forbidden", "不允许此操作", "This is not allowed", refusal.Faults),
        RefusalKind.IdReused => Problem(http, 409, "id-reused", "操作编号已用过", "The command id was used before", refusal.Faults),
        _ => Problem(http, 409, "not-now", "现在不能这样做", "This cannot be done now", refusal.Faults),
    };

    public static IResult NotFound(HttpContext http) => Problem(http, 404, "unknown", "没有找到", "Not found", []);

    public static IResult Malformed(HttpContext http, JsonException e) => Problem(http, 400, "malformed", "不是正确的 JSON", "The body is not well-formed JSON",
    [
        e.LineNumber is null
            ? new Fault("", "malformed", "有字段写了两次，或字段名残缺", "a field comes twice, or its name has half a surrogate pair")
            : new Fault("", "malformed", Say($"第 {e.LineNumber + 1} 行第 {e.BytePositionInLine + 1} 字节附近"), Say($"near line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}")),
    ]);

    public static IResult Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return HttpMethods.IsGet(http.Request.Method)
            ? Problem(http, 503, "busy", "系统正忙或暂时连不上，请稍后再试", "Busy, or out of reach for the moment: try again", [])
            : Problem(http, 503, "busy", "系统正忙，这次没有受理，请稍后用同一操作编号再试", "Busy; not taken this time, try again with the same key", []);
    }

    public static IResult Unsure(HttpContext http)
        => Problem(http, 504, "unsure", "不能确定是否已保存，请用同一操作编号再发一次", "It may or may not be saved: resend the same key", []);

    /// <summary>What no endpoint answered for: a broken machine hears "busy", a bug "error"; neither shows its inside.</summary>
    public static Task HandleAsync(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var result = error switch
        {
            BadHttpRequestException { StatusCode: 413 } => Problem(
                http, 413, "too-large", "内容超过 64 KB，没有保存，请缩短后再提交", "The body is over 64 KB and nothing was saved: shorten it and send it again", []),
            BadHttpRequestException { StatusCode: 408 } => Problem(
                http, 408, "too-slow", "内容传得太慢，已中断，没有保存，请检查网络后再提交", "The body came too slowly and nothing was saved: check the network and send it again", []),
            BadHttpRequestException bad => Problem(http, bad.StatusCode, "bad-request", "请求有误", "Bad request", []),
            // As every read says it of what is not there.
            NotAllowedException { Refusal.Kind: RefusalKind.Unknown } => NotFound(http),
            NotAllowedException e => Of(http, e.Refusal),
            JournalException or BusyException => Busy(http),

            // Something may be done already, such as a command that is in the journal and not yet in the audit.
            TimeoutException or OrleansException or AuditException => HttpMethods.IsGet(http.Request.Method) ? Busy(http) : Unsure(http),
            { } e when CredentialStore.IsAway(e) => HttpMethods.IsGet(http.Request.Method) ? Busy(http) : Unsure(http),
            _ => Problem(http, 500, "error", "程序出错，已记录", "An error, which has been logged", []),
        };
        return result.ExecuteAsync(http);
    }

    public static IResult Problem(HttpContext http, int status, string type, string zh, string en, ImmutableArray<Fault> faults)
    {
        var english = PrefersEnglish(http.Request);
        if (GeoErrors.IsAsked(http.Request)) return GeoErrors.Of(status, english ? en : zh, [.. faults.Select(f => (f.Field, english ? f.En : f.Zh))]);
        return Results.Problem(new ProblemDetails
        {
            Type = $"/problems/{type}",
            Title = english ? en : zh,
            Status = status,
            Detail = faults.IsEmpty ? null : string.Join(english ? "; " : "；", faults.Select(f => english ? f.En : f.Zh).Distinct()),
            Instance = http.Request.Path,
            Extensions = { ["errors"] = faults.Select(f => new ProblemFault(f.Field, f.Code, english ? f.En : f.Zh)).ToArray() },
        });
    }

    public static bool PrefersEnglish(HttpRequest request)
        => request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
