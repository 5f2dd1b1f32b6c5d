using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Facilities;

/// <summary>One facility told through the run queue as its grain does it, with all that its runs stored.</summary>
internal sealed class Story(string id = "f")
{
    public const string Reporter = "street:reporter";
    public const string Inspector = "district:inspector";

    private readonly RunQueue<Facility, FacilityState, FacilityCommand, FacilityEvent> queue = new(Facility.StreamOf(FacilityId.Of(id)));

    public Committed<FacilityState> At { get; private set; } = Committed<FacilityState>.None(Facility.Empty);

    public List<Envelope> Journal { get; } = [];

    public List<RowChange> Rows { get; } = [];

    public FacilityState State => At.State;

    public Stage Stage => State.Stage;

    public Tally Cells => Contribution.Cells;

    public RowImage Contribution => Facility.Contribute(State).Single();

    /// <summary>Cells that a debt can rest on: not when it was last heard of, nor what stands beside the stage.</summary>
    public Tally Counting => Tally.Of(Cells.Cells.Where(c => c.Key.Measure != Counts.Heard && c.Key.Measure != Counts.Standing));

    public static Story Registered(Line line) => new Story().Then(new FacilityCommand.Register(Site.Draft(line)), on: "09-26");

    public static FacilityCommand.ReportProgress Progress(Stage stage, string on, string? measure = null, long? quantity = null)
        => new(measure is null ? null : MeasureId.Of(measure), stage, quantity, Sample.Day(on), null);

    public static FacilityCommand.ReportCompletion Complete(string on) => new(Sample.Day(on), null);

    public static FacilityCommand.File File(string on) => new(Sample.Day(on));

    public static FacilityCommand.Retract Retract(Stage stage) => new(stage, "报错了");

    public static FacilityCommand.Accept Accept(string on, int score = 95) => new(score, Sample.Day(on), null);

    public static FacilityCommand.Return Return(string on, params ImmutableArray<string> shortcomings)
        => new(shortcomings.IsEmpty ? ["门牌缺失"] : shortcomings, Sample.Day(on).AddDays(10), 60, Sample.Day(on));

    /// <summary>What state means, without what records compare by reference.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);

    public Answer Tell(FacilityCommand command, string by = Reporter, string on = "11-20", string time = "12:00")
        => Tell(Site.At(on, by, time), command).Single();

    public ImmutableArray<Answer> Tell(Circumstances circumstances, params IEnumerable<FacilityCommand> together)
    {
        foreach (var command in together) queue.TryEnqueue(Pending<FacilityCommand>.Of(new CommandId(Guid.CreateVersion7()), command, circumstances.Actor));
        if (queue.Depart(At, _ => circumstances) is not { } flight) return [];
        if (flight.Run is { } run)
        {
            Journal.AddRange(run.Events);
            Rows.AddRange(run.Rows);
        }

        At = flight.After;
        return [.. flight.Decided.Select(d => d.Answer)];
    }

    /// <summary>Null when accepted, else the first fault's code.</summary>
    public string? Refused(FacilityCommand command, string by = Reporter, string on = "11-20")
        => Tell(command, by, on) is Answer.Refused { Refusal: var refusal } ? refusal.Faults[0].Code : null;

    public Story Then(FacilityCommand command, string by = Reporter, string on = "11-20")
    {
        var answer = Tell(command, by, on);
        Assert.True(answer is Answer.Accepted, $"{command} was refused: {(answer as Answer.Refused)?.Refusal.Faults[0].En}");
        return this;
    }
}
