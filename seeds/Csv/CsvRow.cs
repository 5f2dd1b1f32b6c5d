using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Csv;

/// <summary>One row by column name. An empty cell, or a column that the file does not have, is "not given".</summary>
internal sealed class CsvRow(At at, ImmutableDictionary<string, int> columns, string[] fields, Values values)
{
    /// <summary>Between the entries of a list inside a cell.</summary>
    public const char Separator = '；';

    public At At { get; } = at;

    public string Raw(string column) => columns.TryGetValue(column, out var index) ? fields[index] : "";

    public bool Has(string column) => Raw(column).Length > 0;

    public string Text(string column, int max = Values.ShortText) => values.Text(Raw(column), At, column, max);

    public string? TextOrNull(string column, int max = Values.ShortText) => Has(column) ? Text(column, max) : null;

    public TId Id<TId>(string column) where TId : struct, ITextId<TId> => values.Id<TId>(Raw(column), At, column);

    public DateOnly Date(string column) => values.Date(Raw(column), At, column);

    public DateOnly? DateOrNull(string column) => Has(column) ? Date(column) : null;

    public T Word<T>(string column) where T : struct, Enum => values.Word<T>(Raw(column), At, column);

    public ImmutableArray<string> List(string column, int max)
        => Has(column) ? [.. Raw(column).Split(Separator).Select(entry => values.Text(entry, At, column, max))] : [];
}
