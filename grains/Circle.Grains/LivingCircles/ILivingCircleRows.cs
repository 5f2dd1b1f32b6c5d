using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;

namespace Circle.Grains.LivingCircles;

/// <summary>Reads of the living circles' rows; they are written by the journal's commit alone.</summary>
public interface ILivingCircleRows
{
    /// <summary>JSON of each view, as its owner wrote it, by community.</summary>
    Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId> communities, CancellationToken cancel);

    /// <summary>JSON of the border of each circle, as its owner wrote it: a <see cref="CircleBorder"/>. As many as there are communities.</summary>
    Task<ImmutableArray<string>> BordersAsync(CancellationToken cancel);
}

public static class LivingCircleReading
{
    public static async Task<Borders> BordersAsync(this ILivingCircleRows rows, PlaceTree places, CancellationToken cancel)
        => new((await rows.BordersAsync(cancel)).Select(json => JsonSerializer.Deserialize<CircleBorder>(json, JournalJson.Options)!), places);
}
