using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Contracts.Volunteering;

/// <summary>What a team's own grain holds of its log: sums by the month, and the newest records. The log itself lies in lists.</summary>
/// <param name="Cells">The team's own row.</param>
/// <param name="Newest">At most <see cref="TeamSheet.MostNewest"/>, by when they were.</param>
[GenerateSerializer, Immutable, Alias("TeamActivity")]
public sealed record TeamActivity([property: Id(0)] Tally Cells, [property: Id(1)] ImmutableArray<ActivityView> Newest)
{
    public ActivitySums MonthOf(DateOnly day)
    {
        var month = District.MonthOf(day);
        return ActivityCells.SumsOf(Cells, ActivityCells.Months, month, month);
    }
}
