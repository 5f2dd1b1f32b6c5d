using System.Collections.Immutable;

namespace Circle.Web.Tickets.Open311;

/// <summary>What is refused under <c>/open311</c>, in the specification's shape: every fault an error of its own.</summary>
internal static class GeoErrors
{
    public const string Root = "/open311";

    /// <summary>The specification leaves open whether letters of either case are the same in an address: they are, as for whoever routes it. Codes and ids are not.</summary>
    public static bool IsAsked(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <param name="faults">Of what was sent, each with its field; none: <paramref name="title"/> says all.</param>
    public static IResult Of(int status, string title, ImmutableArray<(string Field, string Text)> faults)
    {
        var told = StatusOf(status);
        string[] texts = faults.IsEmpty ? [title] : [.. faults.Select(f => f.Field.Length == 0 ? f.Text : $"{f.Field}: {f.Text}").Distinct()];
        return new GeoDocument("errors", GeoList.Of("error", texts.Select(text => new GeoObject(("code", told), ("description", text)))), told);
    }

    /// <summary>
    /// The specification knows three: 403 for a key that is missing or wrong, 404 for what does not exist, 400 for every other fault of a request. What is no
    /// fault of the request stays what HTTP calls it, since whoever hears it has to come again.
    /// </summary>
    private static int StatusOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => StatusCodes.Status403Forbidden,
        StatusCodes.Status404NotFound or StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError => status,
        _ => StatusCodes.Status400BadRequest,
    };
}
