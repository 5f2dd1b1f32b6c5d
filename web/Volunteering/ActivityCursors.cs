using Circle.Contracts.Volunteering;
using Circle.Domain.Journal;
using Circle.Web.Journal;

namespace Circle.Web.Volunteering;

/// <summary>Where a page goes on, as an address says it: what its last one was sorted by, and its row.</summary>
internal static class ActivityCursors
{
    /// <returns>Null: from the first.</returns>
    public static ActivityCursor? Read(FaultList faults, string? afterKey, string? afterRow)
    {
        if (afterRow is null) return null;
        var at = faults.Moment("afterKey", afterKey);
        if (afterRow.Length > 2 * TextId.MaxLength || !FaultList.IsCleanText(afterRow, lines: false)) faults.Add("afterRow", "wrong-shape", "编号格式不对", "not a row");
        return new ActivityCursor(at, afterRow);
    }
}
