using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>Marks an endpoint that takes a command, so that the API's description shows its key.</summary>
/// <param name="Files">The body is a form of files. Told to the description alone: the router would answer any other body with "not found".</param>
/// <param name="File">Media types of a body that is one file itself; empty: it is none. Told to the description alone, too.</param>
internal sealed record CommandEndpoint(bool Files, params string[] File);

/// <summary>What an endpoint takes and answers. What it answers in failure follows from that, see the description.</summary>
internal static class CommandEndpoints
{
    /// <summary>For the router alone, that would answer any other body with "not found"; it is left out of the description.</summary>
    public const string Any = "*/*";

    /// <summary>A body of this shape, read by <see cref="CommandBody"/>.</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint) where TBody : notnull
        => endpoint.Accepts<TBody>("application/json", Any);

    public static RouteHandlerBuilder TakesCommand<TBody>(this RouteHandlerBuilder endpoint, int done = StatusCodes.Status200OK) where TBody : notnull
        => endpoint.TakesCommand<TBody, Receipt>(done);

    public static RouteHandlerBuilder TakesCommand<TBody, TAnswer>(this RouteHandlerBuilder endpoint, int done = StatusCodes.Status200OK) where TBody : notnull
        => endpoint.Takes<TBody>().WithMetadata(new CommandEndpoint(Files: false)).Produces<TAnswer>(done);

    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder endpoint, int done) => endpoint.TakesFiles<Receipt>(done);

    /// <summary>A body that is a file itself, of one of these media types; read by <see cref="RawBody"/>.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, params string[] mediaTypes)
        => endpoint.WithMetadata(new CommandEndpoint(Files: false, mediaTypes)).Produces<Receipt>();

    /// <summary>Its key is what a form of another site could not send.</summary>
    public static RouteHandlerBuilder TakesFiles<TAnswer>(this RouteHandlerBuilder endpoint, int done = StatusCodes.Status200OK)
        => endpoint.WithMetadata(new CommandEndpoint(Files: true)).Produces<TAnswer>(done);
}
