using System.Collections.Immutable;

namespace Circle.Domain.Rehearsal;

/// <summary>The rehearsal's seed. Everything has dice of its own, so that one more facility changes no other's fate.</summary>
internal readonly record struct Seed(int Value)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    public Dice For(params ReadOnlySpan<string> about)
    {
        var hash = (FnvOffset ^ (uint)Value) * FnvPrime;
        foreach (var word in about)
        {
            foreach (var c in word) hash = (hash ^ c) * FnvPrime;
            hash = (hash ^ '\n') * FnvPrime;
        }

        return new Dice(hash);
    }

    /// <summary>Every item draws a ticket of its own, so that one more changes the order of no others.</summary>
    public ImmutableArray<T> Shuffle<T>(IEnumerable<T> items, Func<T, string> idOf, string about)
    {
        var seed = this;
        return [.. items.Select(item => (Item: item, Id: idOf(item)))
            .OrderBy(entry => seed.For(about, entry.Id).Below(int.MaxValue))
            .ThenBy(entry => entry.Id, StringComparer.Ordinal)
            .Select(entry => entry.Item)];
    }
}

/// <summary>Chance from a seed alone: splitmix64 in whole numbers, the same on every machine and runtime.</summary>
internal sealed class Dice(ulong state)
{
    private ulong state = state;

    /// <summary>0 to <paramref name="n"/> − 1.</summary>
    public int Below(int n) => (int)(((UInt128)Next() * (uint)n) >> 64);

    /// <summary>Both ends included; <paramref name="low"/> when the range is empty.</summary>
    public int Between(int low, int high) => high <= low ? low : low + Below(high - low + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(ImmutableArray<T> from) => from[Below(from.Length)];

    public ImmutableArray<T> Shuffle<T>(IEnumerable<T> items)
    {
        var cards = items.ToArray();
        for (var i = cards.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (cards[i], cards[j]) = (cards[j], cards[i]);
        }

        return [.. cards];
    }

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
