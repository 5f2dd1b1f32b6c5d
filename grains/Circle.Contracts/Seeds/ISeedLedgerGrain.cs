using System.Collections.Immutable;

namespace Circle.Contracts.Seeds;

/// <summary>Which seed files were imported whole, by hash; key 0. Losing it costs a second import that changes nothing.</summary>
[Alias("ISeedLedgerGrain")]
public interface ISeedLedgerGrain : IGrainWithIntegerKey
{
    /// <summary>SHA-256 (hex) by path.</summary>
    [Alias("Known")]
    Task<ImmutableDictionary<string, string>> Known();

    [Alias("Imported")]
    Task Imported(ImmutableDictionary<string, string> files);
}
