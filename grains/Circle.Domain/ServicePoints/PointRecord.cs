using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>证照</summary>
/// <param name="Name">营业执照, 卫生许可证 …; 1 to 50 characters.</param>
/// <param name="Expires">Last day on which it holds; null: without end, or unknown.</param>
[GenerateSerializer, Immutable, Alias("Licence")]
public sealed record Licence([property: Id(0)] string Name, [property: Id(1)] string? Number, [property: Id(2)] DateOnly? Expires);

/// <summary>台账: what offices keep about a service point and nobody else reads (§三(二)1, 推进举措 2).</summary>
/// <param name="InCharge">负责人: stands apart from events, as every person does, and can be erased.</param>
/// <param name="MobileShownSince">Since when the person in charge agrees that their own mobile is public; null: they do not.</param>
/// <param name="Licences">At most <see cref="MaxLicences"/>.</param>
/// <param name="Staff">从业人员, 0 to 10,000; null: unknown.</param>
/// <param name="Notes">At most 2,000 characters.</param>
[GenerateSerializer, Immutable, Alias("PointRecord")]
public sealed record PointRecord(
    [property: Id(0)] SubjectId? InCharge,
    [property: Id(1)] DateOnly? MobileShownSince,
    ImmutableArray<Licence> Licences,
    [property: Id(3)] int? Staff,
    [property: Id(4)] string? Notes)
{
    public const int MaxLicences = 10;
    public const int MaxStaff = 10_000;
    public const int MaxNotes = 2_000;

    public static PointRecord Unknown { get; } = new(null, null, [], null, null);

    /// <summary>Never default: a list that was left out is an empty one.</summary>
    [Id(2)]
    public ImmutableArray<Licence> Licences { get; init => field = value.IsDefault ? [] : value; } = Licences.IsDefault ? [] : Licences;

    public bool Equals(PointRecord? other)
        => other is not null && (InCharge, MobileShownSince, Staff, Notes) == (other.InCharge, other.MobileShownSince, other.Staff, other.Notes) && Licences.SequenceEqual(other.Licences);

    public override int GetHashCode() => HashCode.Combine(InCharge, MobileShownSince, Staff, Notes, Licences.Length);

    internal void Check(FaultList faults, string field, DateOnly today)
    {
        if (Licences.Length > MaxLicences) faults.Add($"{field}/licences", "too-many", $"最多 {MaxLicences} 项", $"at most {MaxLicences}");
        for (var i = 0; i < Math.Min(Licences.Length, MaxLicences); i++)
        {
            faults.Text($"{field}/licences/{i}/name", Licences[i].Name, 1, 50);
            faults.Text($"{field}/licences/{i}/number", Licences[i].Number, 0, 50);
            if (Licences[i].Expires is { Year: < 2000 or > 2100 })
                faults.Add($"{field}/licences/{i}/expires", "out-of-range", "到期日应在 2000 年到 2100 年之间", "must lie between the years 2000 and 2100");
        }

        if (Staff is { } staff) faults.Range($"{field}/staff", staff, 0, MaxStaff);
        faults.Prose($"{field}/notes", Notes, 0, MaxNotes, lines: true);
        if (MobileShownSince is not { } since) return;
        faults.Day($"{field}/mobileShownSince", since, new DateOnly(2000, 1, 1), today);
        if (InCharge is null) faults.Add($"{field}/inCharge", "required", "公开手机号须先登记负责人", "a mobile is shown for a person in charge: name them first");
    }
}
