using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.PointChecks;

/// <summary>A sample and what it was taken of.</summary>
public sealed record Drawing(int Population, string Seed, ImmutableArray<SampledPoint> Sample);

/// <summary>
/// 抽样: points in the order of a hash of each with the seed, and the first of them. The seed is made by chance when it is drawn, so that
/// nobody chooses it or foresees it, and journaled, so that whoever has the journal can draw the same sample again.
/// </summary>
public static class Sampling
{
    /// <summary>Of one point.</summary>
    public const int MostKeepers = 50;

    /// <summary>Events by which somebody says what the public reads, or that it is right.</summary>
    private static readonly FrozenSet<Type> Keeping = new[]
    {
        typeof(ServicePointEvent.Found), typeof(ServicePointEvent.Corrected), typeof(ServicePointEvent.Imported), typeof(ServicePointEvent.Moved),
        typeof(ServicePointEvent.Paused), typeof(ServicePointEvent.Resumed), typeof(ServicePointEvent.Verified),
    }.ToFrozenSet();

    /// <returns>The first <paramref name="size"/> of those that are open or paused, fewer where there are fewer, and how many these are.</returns>
    public static (int Population, ImmutableArray<ServicePointView> Drawn) Draw(string seed, IEnumerable<ServicePointView> points, int size)
    {
        var population = points.Where(p => p.State is PointState.Open or PointState.Paused).ToList();
        return (population.Count, [.. population.OrderBy(p => Hash($"{seed}\n{p.Id}"), StringComparer.Ordinal).ThenBy(p => p.Id.Value, StringComparer.Ordinal).Take(size)]);
    }

    /// <summary>Who answers for an entry, of the events of its journal, oldest first.</summary>
    public static ImmutableArray<Actor> KeepersOf(IEnumerable<Envelope> journal)
        => [.. journal.Where(e => Keeping.Contains(EventCatalog<ServicePointEvent>.Read(e).GetType())).Select(e => e.Actor).Reverse().Distinct().Take(MostKeepers)];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
