using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>Marks an endpoint that takes a command, so that the API's description shows body, key and every answer.</summary>
/// <param name="Files">The body is a form of files. Told to the description alone: the router would answer any other body with "not found".</param>
internal sealed record CommandEndpoint(bool Files);

internal static class CommandEndpoints
{
    /// <summary>For the router alone, that would answer any other body with "not found"; it is left out of the description.</summary>
    public const string Any = "*/*";

    public static RouteHandlerBuilder TakesCommand<TBody>(this RouteHandlerBuilder endpoint, int done = StatusCodes.Status200OK) where TBody : notnull
        => endpoint.TakesCommand<TBody, Receipt>(done);

    public static RouteHandlerBuilder TakesCommand<TBody, TAnswer>(this RouteHandlerBuilder endpoint, int done = StatusCodes.Status200OK) where TBody : notnull
        => endpoint.Accepts<TBody>("application/json", Any).AnswersCommand<TAnswer>(done);

    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder endpoint, int done)
        => endpoint.AnswersCommand<Receipt>(done, files: true);

    private static RouteHandlerBuilder AnswersCommand<TAnswer>(this RouteHandlerBuilder endpoint, int done, bool files = false)
    {
        endpoint.WithMetadata(new CommandEndpoint(files)).Produces<TAnswer>(done);
        foreach (var status in (ReadOnlySpan<int>)[400, 403, 404, 408, 409, 413, 415, 422, 503, 504]) endpoint.ProducesProblem(status);
        return endpoint;
    }
}
