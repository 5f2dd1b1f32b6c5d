namespace Circle.Web.Journal;

/// <summary>How long a body may be on its way: until nobody sends it any more, its time is over, or the program ends, which waits for none.</summary>
internal static class Arrival
{
    /// <summary>To be disposed when it is here.</summary>
    /// <param name="patience">Null: as long as the server itself allows.</param>
    public static CancellationTokenSource Until(HttpContext http, TimeSpan? patience = null)
    {
        var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, Stopping(http));
        if (patience is { } limit) until.CancelAfter(limit);
        return until;
    }

    public static bool IsStopping(HttpContext http) => Stopping(http).IsCancellationRequested;

    /// <summary>The answer to one that was broken off because the program ends. For what is still on its way the server itself waits some seconds and no longer.</summary>
    public static IResult Broken(HttpContext http)
    {
        http.Response.Headers.Connection = "close";
        return Problems.Busy(http);
    }

    private static CancellationToken Stopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}
