using Circle.Domain.Journal;

namespace Circle.Silo.Hosting;

/// <summary>Section <c>Circle:Subjects</c>, of web nodes: how long personal data is kept, and where it is written down that it was erased.</summary>
public sealed class SubjectSettings
{
    public KeepDaySettings KeepDays { get; set; } = new();

    /// <summary>Where the ledger of erasures is written as a file, to be copied elsewhere. Default: <c>erasures</c> under the data directory.</summary>
    public string LedgerDirectory { get; set; } = "";

    internal void Check(FaultList faults, string section) => KeepDays.Check(faults, $"{section}:{nameof(KeepDays)}");
}

/// <summary>Days after the last use, 1 to 3650.</summary>
public sealed class KeepDaySettings
{
    private const int Most = 3_650;

    /// <summary>来电人</summary>
    public int Caller { get; set; } = 180;

    /// <summary>居民</summary>
    public int Resident { get; set; } = 365;

    /// <summary>志愿者: an account is used until it is disabled.</summary>
    public int Volunteer { get; set; } = 90;

    internal void Check(FaultList faults, string section)
    {
        faults.Range($"{section}:{nameof(Caller)}", Caller, 1, Most);
        faults.Range($"{section}:{nameof(Resident)}", Resident, 1, Most);
        faults.Range($"{section}:{nameof(Volunteer)}", Volunteer, 1, Most);
    }
}
