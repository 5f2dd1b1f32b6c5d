using Circle.Domain.ServicePoints;

namespace Circle.Domain.PointChecks;

/// <summary>Whether what a call found wrong still waits for whoever keeps the entry.</summary>
public static class StillWrong
{
    /// <param name="now">The point as it stands.</param>
    /// <returns>False once the entry was corrected, or all groups that were wrong were verified on the day of the call or later, or the point is gone.</returns>
    public static bool Is(CheckedPoint called, ServicePointView now)
        => called is { Verdict: Verdict.Wrong, On: { } on }
           && now.State is PointState.Open or PointState.Paused
           && now.ListedAt == called.ListedAt
           && called.Fields.Select(FieldGroups.Of).Distinct().Any(group => !now.Verified.Any(v => v.Group == group && v.On >= on));
}
