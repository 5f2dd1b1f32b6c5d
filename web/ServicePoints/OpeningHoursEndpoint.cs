using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Circle.Domain.ServicePoints;
using Circle.Web.Rights;

namespace Circle.Web.ServicePoints;

/// <param name="Text">The normal form; null: it cannot be read.</param>
/// <param name="Told">A sentence a rule, in order, a later one holding on its days.</param>
/// <param name="Fault">What is wrong first; null where it can be read.</param>
internal sealed record OpeningHoursRead(string? Text, ImmutableArray<Reason> Told, HoursFault? Fault);

/// <summary>Reads opening hours as somebody types them, before anything is sent: one grammar, the domain's own.</summary>
internal static class OpeningHoursEndpoint
{
    public static void MapOpeningHours(this IEndpointRouteBuilder api)
        => api.MapGet("/opening-hours", (string? text) => Results.Ok(Read(text ?? "")))
            .WithTags("service-points").WithSummary("Opening hours (营业时间) as they are understood, or where they go wrong.").OpenToAll().Produces<OpeningHoursRead>();

    private static OpeningHoursRead Read(string text)
        => OpeningHours.TryParse(text, out var hours, out var fault) ? new(hours.Text, hours.Told(), null) : new(null, [], fault);
}
