using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Orleans;

namespace Circle.Domain.Imports;

/// <summary>A form of a table, e.g. <c>points-laundry</c>, <c>facilities-pharmacy</c>, <c>communities</c>.</summary>
[GenerateSerializer, Immutable, Alias("ImportFormId"), JsonConverter(typeof(TextIdConverter<ImportFormId>))]
public readonly record struct ImportFormId([property: Id(0)] string Value) : ITextId<ImportFormId>
{
    public static ImportFormId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>What the rows of a form are.</summary>
public enum ImportSubject
{
    /// <summary>服务点 of one kind.</summary>
    Points,

    /// <summary>设施 of one line.</summary>
    Facilities,

    /// <summary>街道和社区名录</summary>
    Communities,
}

public enum ColumnRole
{
    /// <summary>Compared, and changed by a file.</summary>
    Open,

    /// <summary>Said once, when something is new; a file that says otherwise later is wrong.</summary>
    Fixed,

    /// <summary>编号</summary>
    Id,

    /// <summary>版本</summary>
    Version,
}

/// <summary>A column of a form.</summary>
/// <param name="Key">Stable, for machines; the field's name in JSON.</param>
/// <param name="Hint">Chinese; <paramref name="EnglishHint"/> the same in English.</param>
/// <param name="Words">All that may stand in it; empty: any text.</param>
/// <param name="Together">Columns of one name are compared as one: a street without its community says nothing.</param>
[GenerateSerializer, Immutable, Alias("ImportColumn")]
public sealed record ImportColumn(
    [property: Id(0)] string Key,
    [property: Id(1)] string Name,
    [property: Id(2)] string EnglishName,
    [property: Id(3)] bool IsRequired,
    [property: Id(4)] string Hint,
    [property: Id(5)] string EnglishHint,
    [property: Id(6)] ImmutableArray<string> Words,
    [property: Id(7)] string Together,
    [property: Id(8)] ColumnRole Role);

/// <summary>模板: what a file of one subject looks like.</summary>
/// <param name="Kind">Of points.</param>
/// <param name="Line">Of facilities, or that of the points' kind.</param>
[GenerateSerializer, Immutable, Alias("ImportForm")]
public sealed record ImportForm(
    [property: Id(0)] ImportFormId Id,
    [property: Id(1)] ImportSubject Subject,
    [property: Id(2)] PointKindId? Kind,
    [property: Id(3)] LineId? Line,
    [property: Id(4)] string Name,
    [property: Id(5)] string EnglishName,
    [property: Id(6)] ImmutableArray<ImportColumn> Columns)
{
    /// <summary>What somebody needs who imports it, somewhere; each row is judged on its place besides.</summary>
    public Permission Permission => Subject switch
    {
        ImportSubject.Points => Permission.Keep,
        ImportSubject.Facilities => Permission.Arrange,
        _ => Permission.Plan,
    };

    /// <summary>−1: it has no such column.</summary>
    public int IndexOf(string key)
    {
        for (var i = 0; i < Columns.Length; i++)
            if (Columns[i].Key == key) return i;
        return -1;
    }
}
