using System.Globalization;
using Circle.Domain.Subjects;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>演练来电人: who calls the rehearsal's hotline, by ids that are known beforehand. Whoever keeps subjects invents a name and a number for each.</summary>
public static class Callers
{
    public const int Count = 120;

    /// <summary>In the shape of those that are given at random, and older than any of them.</summary>
    /// <param name="number">0 to <see cref="Count"/> − 1.</param>
    public static SubjectId IdOf(int number)
        => SubjectId.Of(string.Create(CultureInfo.InvariantCulture, $"{District.At(Season.First).ToUnixTimeMilliseconds():x12}7000800000000000{number:x4}"));
}
