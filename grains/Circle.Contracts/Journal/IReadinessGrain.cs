namespace Circle.Contracts.Journal;

/// <summary>Whether the silo that answers takes work; for web nodes that host none. Key 0.</summary>
[Alias("IReadinessGrain")]
public interface IReadinessGrain : IGrainWithIntegerKey
{
    /// <summary>What is missing, for an operator; null: nothing.</summary>
    [Alias("Missing"), ResponseTimeout("00:00:02")]
    Task<string?> Missing();
}
