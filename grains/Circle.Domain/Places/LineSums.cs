using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Circle.Domain.Plans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Places;

/// <summary>
/// One line of a region: what its rows add up to, what its children reported, and what the region itself owes. Each cell is kept
/// once, in the layer that it came by. Mutable, for <see cref="RegionSums"/>.
/// </summary>
internal sealed class LineSums(LineId id)
{
    private readonly Dictionary<TallyKey, long> rows = [];
    private readonly Dictionary<TallyKey, long> reported = [];
    private readonly Dictionary<TallyKey, long> debts = [];
    private ImmutableArray<Target> targets = [];
    private UnitDebts? unit;
    private bool isSettled;

    public LineId Id => id;

    /// <summary>What the region publishes: all that is under it, and its own debts.</summary>
    public IEnumerable<Cell> Cells => reported.Count == 0 ? OwnCells : Sum(reported, rows, debts);

    /// <summary>Of these what no child has reported.</summary>
    public IEnumerable<Cell> OwnCells => debts.Count == 0 ? rows : rows.Count == 0 ? debts : Sum(rows, debts);

    /// <summary>Of a published cell.</summary>
    public long this[TallyKey key] => rows.GetValueOrDefault(key) + reported.GetValueOrDefault(key) + debts.GetValueOrDefault(key);

    public void ShiftRows(TallyKey key, long difference) => Shift(rows, key, difference);

    public void ShiftReported(TallyKey key, long difference) => Shift(reported, key, difference);

    /// <summary>What the region is asked for from now on, in any order.</summary>
    public void Owe(IEnumerable<Target> asked) => (targets, unit, isSettled) = ([.. asked], null, false);

    /// <summary>Settles the region's own debts, where anything moved that they depend on.</summary>
    /// <param name="line">As the plan in force has it; null: it has no such line, so nothing is owed.</param>
    /// <param name="changed">Receives the keys of cells that this changes.</param>
    public void Settle(Line? line, HashSet<TallyKey> changed)
    {
        if (line is null || targets.IsEmpty)
        {
            changed.UnionWith(debts.Keys);
            debts.Clear();
            unit = null;
            return;
        }

        if (unit is null || !unit.IsFor(line)) (unit, isSettled) = (Counted(line), false);
        if (isSettled) return;
        isSettled = true;
        var count = 0;
        foreach (var (key, quantity) in unit.Due.Concat(unit.Met))
        {
            count++;
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(debts, key, out _);
            if (held == quantity) continue;
            held = quantity;
            changed.Add(key);
        }

        if (debts.Count == count) return;
        foreach (var gone in debts.Keys.Except(unit.Due.Concat(unit.Met).Select(c => c.Key)).ToList())
        {
            debts.Remove(gone);
            changed.Add(gone);
        }
    }

    private static IEnumerable<Cell> Sum(params Dictionary<TallyKey, long>[] layers)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            foreach (var (key, quantity) in layers[i])
            {
                if (IsIn(layers.AsSpan(0, i), key)) continue;
                var sum = quantity;
                for (var k = i + 1; k < layers.Length; k++) sum += layers[k].GetValueOrDefault(key);
                if (sum != 0) yield return new(key, sum);
            }
        }
    }

    private static bool IsIn(ReadOnlySpan<Dictionary<TallyKey, long>> layers, TallyKey key)
    {
        foreach (var layer in layers)
            if (layer.ContainsKey(key)) return true;
        return false;
    }

    private void Shift(Dictionary<TallyKey, long> layer, TallyKey key, long difference)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(layer, key, out _);
        held += difference;
        if (held == 0) layer.Remove(key);
        if (unit?.Shift(key, difference) == true) isSettled = false;
    }

    private UnitDebts Counted(Line line)
    {
        var counted = new UnitDebts(line, targets);
        foreach (var (key, quantity) in rows) counted.Shift(key, quantity);
        foreach (var (key, quantity) in reported) counted.Shift(key, quantity);
        return counted;
    }
}
