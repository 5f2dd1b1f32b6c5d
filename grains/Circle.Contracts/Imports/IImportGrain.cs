using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Plans;

namespace Circle.Contracts.Imports;

/// <summary>
/// One import under way 导入; the key is made by its client. It is held in memory, for whoever uploaded it alone: to anybody else, and
/// after a silo is lost, there is none. The way back is to upload the same file again: what is in is unchanged by then.
/// </summary>
[Alias("IImportGrain")]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>Reads a sheet and compares each row with what stands; changes nothing. A second one takes the place of the first.</summary>
    [Alias("Prepare"), ResponseTimeout("00:01:00")]
    Task<ImportAnswer> Prepare(ImportUpload upload);

    [Alias("View")]
    Task<ImportAnswer> View();

    /// <summary>Rows of a state or an outcome after a number, at most 200.</summary>
    [Alias("Rows")]
    Task<ImportRowPage?> Rows(ImportRowQuery query);

    /// <summary>Picks for rows in conflict.</summary>
    [Alias("Choose")]
    Task<ImportAnswer> Choose(ImmutableArray<ImportChoice> choices);

    /// <summary>Begins to enter it, by the ordinary commands of whoever asks; what happens is told by <see cref="View"/>. While it runs the same is no fault, and anything else is refused.</summary>
    /// <param name="day">That the figures are of.</param>
    /// <param name="from">Where they come from.</param>
    [Alias("Apply")]
    Task<ImportAnswer> Apply(DateOnly day, string from);

    /// <summary>Stops between two rows; what is done stays. One that is over is put away.</summary>
    [Alias("Cancel")]
    Task<ImportAnswer> Cancel();
}

/// <summary>The record of a finished import; the key is its id.</summary>
[Alias("IImportRecordGrain")]
public interface IImportRecordGrain : ICommandGrain<ImportCommand>;

/// <param name="Sha256">Of the file, lower-case hex.</param>
[GenerateSerializer, Immutable, Alias("ImportUpload")]
public sealed record ImportUpload(
    [property: Id(0)] ImportFormId Form, [property: Id(1)] Sheet Sheet, [property: Id(2)] string FileName, [property: Id(3)] string Sha256)
{
    /// <summary>Logs hold nothing of a file.</summary>
    public override string ToString() => nameof(ImportUpload);
}

/// <summary>Either of the two.</summary>
[GenerateSerializer, Immutable, Alias("ImportAnswer")]
public sealed record ImportAnswer([property: Id(0)] ImportView? View, [property: Id(1)] Refusal? Refusal);

public enum ImportPhase
{
    /// <summary>待导入: compared, nothing changed.</summary>
    Ready,

    /// <summary>导入中</summary>
    Running,

    /// <summary>已完成</summary>
    Finished,

    /// <summary>已取消: what was done before stays.</summary>
    Cancelled,
}

/// <summary>How many rows are of each state.</summary>
/// <param name="Undecided">Of <paramref name="Conflict"/>; without a pick they are left out.</param>
[GenerateSerializer, Immutable, Alias("ImportStates")]
public sealed record ImportStates(
    [property: Id(0)] int New,
    [property: Id(1)] int Changed,
    [property: Id(2)] int Unchanged,
    [property: Id(3)] int Conflict,
    [property: Id(4)] int Faulty,
    [property: Id(5)] int Twice,
    [property: Id(6)] int Undecided);

/// <summary>An import as its page shows it.</summary>
/// <param name="Done">Rows that have an outcome.</param>
/// <param name="Counts">What came of them so far.</param>
/// <param name="Line">Whose baseline it belongs to; null: of a roster, every line's.</param>
/// <param name="Baseline">As of when that line's is confirmed; null: it is not, or there is no one line.</param>
/// <param name="Record">Null: it is not over, or its record could not be kept.</param>
[GenerateSerializer, Immutable, Alias("ImportView")]
public sealed record ImportView(
    [property: Id(0)] ImportFormId Form,
    [property: Id(1)] string FormName,
    [property: Id(2)] string FormEnglishName,
    [property: Id(3)] string FileName,
    [property: Id(4)] string Sha256,
    [property: Id(5)] ImportPhase Phase,
    [property: Id(6)] int Rows,
    [property: Id(7)] ImportStates States,
    [property: Id(8)] int Done,
    [property: Id(9)] ImportCounts Counts,
    [property: Id(10)] DateOnly? AsOf,
    [property: Id(11)] string? Source,
    [property: Id(12)] LineId? Line,
    [property: Id(13)] DateOnly? Baseline,
    [property: Id(14)] ImportId? Record);

/// <param name="State">Null: every one.</param>
/// <param name="Outcome">Null: every one.</param>
/// <param name="Left">True: those alone that were not entered though they were to be.</param>
/// <param name="After">Number of the last row of the page before.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("ImportRowQuery")]
public sealed record ImportRowQuery(
    [property: Id(0)] RowState? State, [property: Id(1)] RowOutcome? Outcome, [property: Id(2)] bool Left, [property: Id(3)] int After, [property: Id(4)] int Limit);

/// <param name="Next">Ask for those after this row; null at the end.</param>
[GenerateSerializer, Immutable, Alias("ImportRowPage")]
public sealed record ImportRowPage([property: Id(0)] ImmutableArray<ImportRow> Items, [property: Id(1)] int? Next);

/// <param name="Row">Null: every row that is in conflict.</param>
/// <param name="Field">Null: every field of it.</param>
/// <param name="Pick">Null: none any more.</param>
[GenerateSerializer, Immutable, Alias("ImportChoice")]
public sealed record ImportChoice([property: Id(0)] int? Row, [property: Id(1)] string? Field, [property: Id(2)] FieldPick? Pick)
{
    /// <summary>At once.</summary>
    public const int Most = 1_000;
}
