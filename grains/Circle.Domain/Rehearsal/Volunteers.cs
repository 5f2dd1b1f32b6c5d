using System.Globalization;
using Circle.Domain.Subjects;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Rehearsal;

/// <summary>演练志愿者: who is in the rehearsal's teams, by ids that are known beforehand. Whoever keeps subjects invents a name for each.</summary>
public static class Volunteers
{
    /// <summary>Of one community or street.</summary>
    internal const int OfPlace = 6;

    /// <summary>Of more places than these the people are shared.</summary>
    private const int Places = 140;

    public const int Count = Places * OfPlace;

    /// <summary>In the shape of those that are given at random, and older than any of them.</summary>
    /// <param name="number">0 to <see cref="Count"/> − 1.</param>
    public static SubjectId IdOf(int number)
        => SubjectId.Of(string.Create(CultureInfo.InvariantCulture, $"{District.At(Season.First).ToUnixTimeMilliseconds():x12}7000800000000001{number:x4}"));

    /// <param name="place">Which of the places it is.</param>
    internal static VolunteerId Member(int place, int number) => VolunteerId.Of(IdOf((place % Places * OfPlace) + (number % OfPlace)).Value);
}
