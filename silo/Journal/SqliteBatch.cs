using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Silo.Places;

namespace Circle.Silo.Journal;

/// <summary>A batch made ready on its caller's thread: hashes and texts cost as much as the writes, and there is but one writer.</summary>
internal sealed record SqliteBatch(ExpectedBatch Expected, ImmutableArray<SqliteRow> Rows)
{
    /// <exception cref="JournalException">Poison: a run that can never be stored.</exception>
    public static SqliteBatch Of(ImmutableArray<Run> runs)
    {
        var expected = ExpectedBatch.Of(CheckedRun.Check(runs));
        return new SqliteBatch(expected, [.. expected.Sums.Select(SqliteRow.Of)]);
    }
}
