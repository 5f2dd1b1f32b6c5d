using System.Collections.Immutable;
using Circle.Contracts.Seeds;
using Circle.Grains.Journal;

namespace Circle.Grains.Seeds;

public sealed class SeedLedger
{
    public Dictionary<string, string> Hashes { get; set; } = [];
}

[GrainType("seed-ledger")]
public sealed class SeedLedgerGrain(
    [PersistentState("seeds", AggregateServices.SnapshotStorage)] IPersistentState<SeedLedger> ledger) : Grain, ISeedLedgerGrain
{
    public Task<ImmutableDictionary<string, string>> Known() => Task.FromResult(ledger.State.Hashes.ToImmutableDictionary());

    public Task Imported(ImmutableDictionary<string, string> files)
    {
        foreach (var (path, hash) in files) ledger.State.Hashes[path] = hash;
        return ledger.WriteStateAsync();
    }
}
