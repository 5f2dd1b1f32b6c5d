using Circle.Domain.Journal;
using Circle.Domain.Time;

namespace Circle.Domain.Subjects;

/// <summary>保存天数: for how many days after its last use each kind of somebody is kept.</summary>
/// <param name="Volunteer">An account is used as long as it is not disabled.</param>
public sealed record KeepDays(int Caller, int Resident, int Volunteer)
{
    public int Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Caller => Caller,
        SubjectKind.Resident => Resident,
        SubjectKind.Volunteer => Volunteer,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>
/// 保存期限: when somebody's data is erased by rule. Days are the district's, by the wall clock, whatever day a rehearsal plays.
/// </summary>
public sealed class Retention(KeepDays keep)
{
    public const int MaxHoldReason = 200;

    public KeepDays Keep { get; } = keep;

    /// <summary>The first day on which it is erased.</summary>
    /// <param name="held">暂缓删除: the last day of a hold, which puts it off and never forward; null: there is none.</param>
    public DateOnly DueOn(SubjectKind kind, DateTimeOffset used, DateOnly? held)
    {
        var due = District.DateOf(used).AddDays(Keep.Of(kind));
        return held is { } until && until >= due ? until.AddDays(1) : due;
    }

    public bool IsDue(SubjectKind kind, DateTimeOffset used, DateOnly? held, DateTimeOffset now) => DueOn(kind, used, held) <= District.DateOf(now);

    /// <summary>What was used before it, and is not held that day, is due on the day. For a store that looks for it.</summary>
    public DateTimeOffset UsedBefore(SubjectKind kind, DateOnly day) => District.At(day.AddDays(1 - Keep.Of(kind)));

    /// <summary>A hold as somebody asks for it: at most a year, and with a reason.</summary>
    public static void CheckHold(FaultList faults, DateOnly until, string? reason, DateTimeOffset now)
    {
        var today = District.DateOf(now);
        if (!faults.Has("until") && (until < today || until > today.AddYears(1)))
            faults.Add("until", "out-of-range", "应在今天到一年之内", "must lie between today and a year from now");
        if (!faults.Has("reason")) faults.Text("reason", reason, 1, MaxHoldReason);
    }
}

/// <summary>A reveal as somebody asks for it.</summary>
public static class Reveals
{
    public const int MaxNote = 200;

    /// <summary>In an hour, of one account.</summary>
    public const int MostAnHour = 60;

    public static bool NeedsNote(RevealReason reason) => reason is RevealReason.Emergency or RevealReason.Request;

    public static void Check(FaultList faults, IReadOnlyCollection<PersonalField> fields, RevealReason reason, string? note)
    {
        if (fields.Count == 0 && !faults.Has("fields")) faults.Add("fields", "required", "请选择要查看的项目", "say which fields");
        if (!faults.Has("note")) faults.Text("note", note, NeedsNote(reason) && !faults.Has("reason") ? 1 : 0, MaxNote);
    }
}
