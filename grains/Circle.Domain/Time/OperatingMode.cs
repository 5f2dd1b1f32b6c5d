namespace Circle.Domain.Time;

/// <summary>What a database is for: stamped when it is created, and one never opens as the other.</summary>
public enum OperatingMode
{
    /// <summary>演练: simulated field work on an accelerated clock.</summary>
    Rehearsal,

    /// <summary>正式: what people report, on the real clock.</summary>
    Live,
}
