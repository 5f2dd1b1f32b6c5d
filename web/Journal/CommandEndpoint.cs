using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>Marks an endpoint that takes a command, so that the API's description shows body, key and every answer.</summary>
internal sealed record CommandEndpoint;

internal static class CommandEndpoints
{
    public static RouteHandlerBuilder TakesCommand<TBody>(this RouteHandlerBuilder endpoint, int done = StatusCodes.Status200OK) where TBody : notnull
    {
        endpoint.WithMetadata(new CommandEndpoint()).Accepts<TBody>("application/json").Produces<Receipt>(done);
        foreach (var status in (ReadOnlySpan<int>)[400, 403, 404, 409, 422, 503, 504]) endpoint.ProducesProblem(status);
        return endpoint;
    }
}
