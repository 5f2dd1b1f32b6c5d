using System.Numerics;
using System.Runtime.CompilerServices;

namespace Circle.Domain.ServicePoints;

/// <summary>The open minutes of one day, a bit each; lies on the stack, so that a list of points is told without garbage.</summary>
[InlineArray(Words)]
internal struct DayMinutes
{
    /// <summary>Minutes of a day.</summary>
    public const int Count = 24 * 60;

    private const int Bits = 64;
    private const int Words = (Count + Bits - 1) / Bits;

    private ulong first;

    public readonly bool IsOpen(int minute) => (this[minute / Bits] >> (minute % Bits) & 1) != 0;

    /// <summary>What lies outside the day is left out.</summary>
    public void Open(int from, int to) => Change(from, to, open: true);

    /// <summary>What lies outside the day is left out.</summary>
    public void Close(int from, int to) => Change(from, to, open: false);

    public void Close() => this = default;

    public void Add(in DayMinutes others)
    {
        for (var word = 0; word < Words; word++) this[word] |= others[word];
    }

    /// <summary>The first minute at or after <paramref name="from"/> that is open, or that is closed; <see cref="Count"/> where none is.</summary>
    public readonly int Next(bool open, int from)
    {
        for (var word = from / Bits; word < Words; word++)
        {
            var wanted = open ? this[word] : ~this[word];
            if (word == from / Bits) wanted &= ulong.MaxValue << (from % Bits);
            if (wanted != 0) return Math.Min(Count, word * Bits + BitOperations.TrailingZeroCount(wanted));
        }

        return Count;
    }

    private void Change(int from, int to, bool open)
    {
        (from, to) = (Math.Max(from, 0), Math.Min(to, Count));
        for (var at = from; at < to;)
        {
            var (word, bit) = (at / Bits, at % Bits);
            var length = Math.Min(Bits - bit, to - at);
            var mask = ulong.MaxValue >> (Bits - length) << bit;
            if (open) this[word] |= mask;
            else this[word] &= ~mask;
            at += length;
        }
    }
}
