using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>志愿者日常补助: so much a street and month, from a month on.</summary>
/// <param name="FenPerStreet">每个街道办事处每月补助.</param>
/// <param name="FenPerVolunteer">平均每个志愿者每人每月: what the plan reckons with. It is shown to compare with; nothing is multiplied by it.</param>
/// <param name="Since">It is due from the month of this day on.</param>
[GenerateSerializer, Immutable, Alias("Allowance")]
public sealed record Allowance([property: Id(0)] long FenPerStreet, [property: Id(1)] long FenPerVolunteer, [property: Id(2)] DateOnly Since)
{
    public const long MaxFen = 100_000_000;

    /// <summary>So many volunteers of a street the plan's average stands for: 3,000 元 at 83 元 are 36.</summary>
    public static long Reckoned(Allowance allowance) => (allowance.FenPerStreet + (allowance.FenPerVolunteer / 2)) / allowance.FenPerVolunteer;

    /// <param name="month">Any day of it.</param>
    /// <returns>Of one street, in fen.</returns>
    public long DueOf(DateOnly month) => District.MonthOf(month) < District.MonthOf(Since) ? 0 : FenPerStreet;
}
