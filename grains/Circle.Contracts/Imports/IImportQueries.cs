using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Imports;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Contracts.Imports;

/// <summary>Forms, exports and records; wakes no aggregate.</summary>
[Alias("IImportQueries")]
public interface IImportQueries : IGrainWithIntegerKey
{
    /// <summary>Every form of the plan in force.</summary>
    [Alias("Forms"), Needs(Permission.Read)]
    Task<ImmutableArray<ImportForm>> Forms();

    /// <summary>What stands, as rows of a form; null: there is no such form, or it is of another line.</summary>
    [Alias("Export"), Needs(Permission.Read)]
    Task<ExportPage?> Export(ExportQuery query);

    /// <summary>Records, newest first.</summary>
    [Alias("Records"), Needs(Permission.Confirm)]
    Task<ImportRecordPage> Records(ImportId? before, int limit);
}

/// <param name="Place">Null: everywhere; else this place and all under it.</param>
/// <param name="Line">That of the form, or null.</param>
/// <param name="After">Last id of the page before.</param>
/// <param name="Limit">1 to 2,000.</param>
[GenerateSerializer, Immutable, Alias("ExportQuery")]
public sealed record ExportQuery(
    [property: Id(0)] ImportFormId Form, [property: Id(1)] PlaceId? Place, [property: Id(2)] LineId? Line, [property: Id(3)] string? After, [property: Id(4)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Rows">Cells in the order of the form's columns.</param>
/// <param name="Next">Ask for those after it; null at the end.</param>
[GenerateSerializer, Immutable, Alias("ExportPage")]
public sealed record ExportPage([property: Id(0)] ImmutableArray<ImmutableArray<string>> Rows, [property: Id(1)] string? Next);

/// <param name="Next">Ask for those before it; null at the end.</param>
[GenerateSerializer, Immutable, Alias("ImportRecordPage")]
public sealed record ImportRecordPage([property: Id(0)] ImmutableArray<ImportRecordView> Items, [property: Id(1)] ImportId? Next);
