namespace Circle.Web.Journal;

/// <summary>What a text of a query stands for, which its handler reads by <see cref="QueryValues"/>: told to the API's description.</summary>
internal sealed record QueryShape(string Name, Type? Type, bool IsRequired);

internal static class QueryShapes
{
    /// <summary>Each of these is read as a <typeparamref name="T"/>: an enum's name, a day, a flag.</summary>
    public static RouteHandlerBuilder Queries<T>(this RouteHandlerBuilder endpoint, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) endpoint.WithMetadata(new QueryShape(name, typeof(T), IsRequired: false));
        return endpoint;
    }

    /// <summary>Without these the answer is a fault.</summary>
    public static RouteHandlerBuilder NeedsQuery(this RouteHandlerBuilder endpoint, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) endpoint.WithMetadata(new QueryShape(name, Type: null, IsRequired: true));
        return endpoint;
    }
}
