using Circle.Domain.Journal;

namespace Circle.Silo.Hosting;

/// <summary>Section <c>Circle:Audit</c>.</summary>
public sealed class AuditSettings
{
    /// <summary>Six months: what the law asks for at the least (《网络安全法》第二十一条).</summary>
    public const int FewestDays = 183;

    /// <summary>Days for which the entries of the audit are kept. The journal is kept for ever.</summary>
    public int KeepDays { get; set; } = 400;

    internal void Check(FaultList faults, string section) => faults.Range($"{section}:{nameof(KeepDays)}", KeepDays, FewestDays, 36_500);
}

/// <summary>Section <c>Circle:Digests</c>.</summary>
public sealed class DigestSettings
{
    /// <summary>Where the digests are written as files, to be copied elsewhere. Default: <c>digests</c> under the data directory.</summary>
    public string Directory { get; set; } = "";
}
