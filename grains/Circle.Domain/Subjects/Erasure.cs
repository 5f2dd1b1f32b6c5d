using Circle.Domain.Journal;

namespace Circle.Domain.Subjects;

/// <summary>删除台账: that somebody was erased, and nothing of who it was. Added to and never changed: what is listed here stays erased, whatever backup is restored.</summary>
/// <param name="At">Whole milliseconds of UTC.</param>
/// <param name="By">An account, or <see cref="ByRetention"/>.</param>
public sealed record Erasure(SubjectId Subject, SubjectKind Kind, DateTimeOffset At, Actor By, ErasureReason Reason)
{
    public static readonly Actor ByRetention = new("system:retention");
}
