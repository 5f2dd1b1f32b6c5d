using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Imports;

/// <summary>导入: one file that was applied; its id begins with its time, so that the newest is the last.</summary>
[GenerateSerializer, Immutable, Alias("ImportId"), JsonConverter(typeof(TextIdConverter<ImportId>))]
public readonly record struct ImportId([property: Id(0)] string Value) : ITextId<ImportId>
{
    public static ImportId Of(string value) => new(value);

    /// <param name="key">The client's.</param>
    public static ImportId Of(DateTimeOffset finished, string key)
        => new($"{finished.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}-{key}");

    public override string ToString() => Value;
}

/// <summary>How many rows came to what.</summary>
[GenerateSerializer, Immutable, Alias("ImportCounts")]
public sealed record ImportCounts(
    [property: Id(0)] int Rows,
    [property: Id(1)] int Added,
    [property: Id(2)] int Changed,
    [property: Id(3)] int Unchanged,
    [property: Id(4)] int LeftOut,
    [property: Id(5)] int Faulty,
    [property: Id(6)] int Refused,
    [property: Id(7)] int Cancelled)
{
    public static ImportCounts Of(IEnumerable<RowOutcome?> outcomes)
    {
        var of = new int[Enum.GetValues<RowOutcome>().Length];
        var rows = 0;
        foreach (var outcome in outcomes)
        {
            rows++;
            if (outcome is { } known) of[(int)known]++;
        }

        return new(rows, of[(int)RowOutcome.Added], of[(int)RowOutcome.Changed], of[(int)RowOutcome.Unchanged], of[(int)RowOutcome.LeftOut], of[(int)RowOutcome.Faulty], of[(int)RowOutcome.Refused], of[(int)RowOutcome.Cancelled]);
    }
}

/// <summary>What is kept of an import: no row, and nothing of one.</summary>
/// <param name="FileName">At most <see cref="MaxFileName"/> characters.</param>
/// <param name="Sha256">Of the file, lower-case hex.</param>
/// <param name="AsOf">The day that its figures are of.</param>
/// <param name="Source">Where they come from, 1 to 200 characters.</param>
[GenerateSerializer, Immutable, Alias("ImportRecord")]
public sealed record ImportRecord(
    [property: Id(0)] ImportId Id,
    [property: Id(1)] ImportFormId Form,
    [property: Id(2)] string FormName,
    [property: Id(3)] string FormEnglishName,
    [property: Id(4)] LineId? Line,
    [property: Id(5)] string FileName,
    [property: Id(6)] string Sha256,
    [property: Id(7)] DateOnly AsOf,
    [property: Id(8)] string Source,
    [property: Id(9)] ImportCounts Counts)
{
    public const int MaxFileName = 200;
    public const int MaxSource = 200;
}

/// <summary>What may be asked of an import's record.</summary>
[GenerateSerializer, Immutable, Alias("ImportCommand")]
public abstract record ImportCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>It is over: all of it was done, or what was done before somebody cancelled.</summary>
    [GenerateSerializer, Immutable, Alias("ImportCommand.Finish")]
    public sealed record Finish([property: Id(0)] ImportRecord Record, [property: Id(1)] Permission Permission) : ImportCommand;
}

public abstract record ImportEvent
{
    /// <param name="District">The topmost place: its row hangs on it, and is summed by nobody.</param>
    [EventType("import.finished")]
    public sealed record Finished(ImportRecord Record, PlaceId District) : ImportEvent;
}

public sealed record ImportState(ImportRecord? Record, PlaceId? District, Actor? By, DateTimeOffset? At);

/// <summary>A record as the programme office reads it.</summary>
[GenerateSerializer, Immutable, Alias("ImportRecordView")]
public sealed record ImportRecordView([property: Id(0)] ImportRecord Record, [property: Id(1)] Actor By, [property: Id(2)] DateTimeOffset At);

/// <summary>导入记录: who brought what in, when, from which file, and what came of it.</summary>
public sealed class Import : IAggregate<ImportState, ImportCommand, ImportEvent>
{
    public static string Kind => "import";

    public static int FoldVersion => 1;

    public static ImportState Empty { get; } = new(null, null, null, null);

    public static StreamId StreamOf(ImportId id) => StreamId.Of(Kind, id.Value);

    /// <summary>Its rows were judged one by one; the record is of whoever may import at all.</summary>
    public static Need? Needs(ImportState state, ImportCommand command) => command switch
    {
        ImportCommand.Finish finish => new Need(finish.Permission is Permission.Keep or Permission.Arrange ? finish.Permission : Permission.Plan),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static Decision<ImportEvent> Decide(ImportState state, ImportCommand command, Circumstances circumstances) => command switch
    {
        _ when state.Record is not null => Refusal.NotNow("exists", "该导入已有记录", "the import is recorded already"),
        ImportCommand.Finish finish => Finish(finish.Record, circumstances),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static ImportState Fold(ImportState state, Recorded<ImportEvent> recorded) => recorded.Event switch
    {
        ImportEvent.Finished e => new(e.Record, e.District, recorded.Actor, recorded.RecordedAt),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(ImportState state) => state is { Record: { } record, District: { } district, By: { } by, At: { } at }
        ? [new RowImage(StreamOf(record.Id), new RowHead(district, null, null, null, record.FileName, JsonSerializer.Serialize(new ImportRecordView(record, by, at), JournalJson.Options)), Tally.Empty)]
        : [];

    public static ImmutableArray<AgendaItem> Agenda(ImportState state) => [];

    private static Decision<ImportEvent> Finish(ImportRecord record, Circumstances circumstances)
    {
        var faults = new FaultList();
        faults.Text("fileName", record.FileName, 1, ImportRecord.MaxFileName);
        faults.Text("source", record.Source, 1, ImportRecord.MaxSource);
        faults.Day("asOf", record.AsOf, new DateOnly(1949, 10, 1), circumstances.Today);
        if (circumstances.Places.Root is not { } district) faults.Add("", "no-district", "还没有地点名录", "there are no places yet");
        else if (!faults.Any) return Decision<ImportEvent>.Accept(new ImportEvent.Finished(record, district.Id));
        return faults.ToRefusal();
    }
}
