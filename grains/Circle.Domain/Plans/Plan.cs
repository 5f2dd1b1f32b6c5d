using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Plans;

/// <summary>基线: who confirmed on what ground that a line's counts are right from a day on.</summary>
/// <param name="Since">Business date of the confirmation: silence counts from here.</param>
[GenerateSerializer, Immutable, Alias("Baseline")]
public sealed record Baseline(
    [property: Id(0)] DateOnly AsOf,
    [property: Id(1)] string Source,
    [property: Id(2)] Actor ConfirmedBy,
    [property: Id(3)] DateOnly Since);

/// <summary>The plan in force: the document, the targets written out of it, and which lines count.</summary>
/// <param name="Version">From 1; rises with each edit of the document.</param>
public sealed record PlanVersion(
    int Version,
    PlanDocument Document,
    ImmutableArray<Target> Targets,
    ImmutableDictionary<LineId, Baseline> Baselines)
{
    /// <summary>Rises with each writing of targets.</summary>
    public int TargetsVersion { get; init; }

    private readonly FrozenDictionary<LineId, Line> lines = Document.Lines.ToFrozenDictionary(l => l.Id);

    public Line? Find(LineId line) => lines.GetValueOrDefault(line);

    public bool IsConfirmed(LineId line) => Baselines.ContainsKey(line);
}

/// <summary>What may be asked of the plan.</summary>
[GenerateSerializer, Immutable, Alias("PlanCommand")]
public abstract record PlanCommand
{
    /// <summary>A new document, whole; the old one stays in the journal.</summary>
    [GenerateSerializer, Immutable, Alias("PlanCommand.Adopt")]
    public sealed record Adopt([property: Id(0)] PlanDocument Document) : PlanCommand;

    /// <summary>Confirms what existed and the roster that "each …" rests on; the line's targets are written out and count from now on.</summary>
    [GenerateSerializer, Immutable, Alias("PlanCommand.ConfirmBaseline")]
    public sealed record ConfirmBaseline(
        [property: Id(0)] LineId Line,
        [property: Id(1)] DateOnly AsOf,
        [property: Id(2)] string Source) : PlanCommand;
}

public abstract record PlanEvent
{
    [EventType("plan.adopted")]
    public sealed record Adopted(int PlanVersion, PlanDocument Document) : PlanEvent;

    /// <summary>One line's targets, whole; they replace those before.</summary>
    [EventType("plan.targets-written")]
    public sealed record TargetsWritten(int TargetsVersion, LineId Line, ImmutableArray<Target> Targets) : PlanEvent;

    [EventType("plan.baseline-confirmed")]
    public sealed record BaselineConfirmed(LineId Line, Baseline Baseline) : PlanEvent;
}

/// <summary>计划. One stream per district.</summary>
public sealed record PlanState(PlanVersion? InForce)
{
    public int Version => InForce?.Version ?? 0;
}

public sealed class Plan : IAggregate<PlanState, PlanCommand, PlanEvent>
{
    public static string Kind => "plan";

    public static int FoldVersion => 1;

    public static PlanState Empty { get; } = new((PlanVersion?)null);

    public static StreamId StreamOf(string district) => StreamId.Of(Kind, district);

    public static Decision<PlanEvent> Decide(PlanState state, PlanCommand command, Circumstances circumstances) => command switch
    {
        PlanCommand.Adopt adopt => Adopt(state, adopt.Document, circumstances),
        PlanCommand.ConfirmBaseline confirm => Confirm(state, confirm, circumstances),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static PlanState Fold(PlanState state, Recorded<PlanEvent> recorded) => recorded.Event switch
    {
        PlanEvent.Adopted e => new(new PlanVersion(
            e.PlanVersion,
            e.Document,
            state.InForce?.Targets ?? [],
            state.InForce?.Baselines ?? ImmutableDictionary<LineId, Baseline>.Empty)
        {
            TargetsVersion = state.InForce?.TargetsVersion ?? 0,
        }),
        PlanEvent.TargetsWritten e => new(state.InForce! with
        {
            TargetsVersion = e.TargetsVersion,
            Targets = [.. state.InForce!.Targets.Where(t => t.Line != e.Line), .. e.Targets],
        }),
        PlanEvent.BaselineConfirmed e => new(state.InForce! with
        {
            Baselines = state.InForce!.Baselines.SetItem(e.Line, e.Baseline),
        }),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(PlanState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(PlanState state) => [];

    private static Decision<PlanEvent> Adopt(PlanState state, PlanDocument document, Circumstances circumstances)
    {
        if (state.InForce is { } current && Text(current.Document) == Text(document))
            return Refusal.NotNow("unchanged", "计划没有改动", "the plan is the same as before");

        if (Strangers(document.Lines.Where(l => state.InForce?.IsConfirmed(l.Id) == true), circumstances) is { } unknown) return unknown;

        var version = state.Version + 1;
        var events = ImmutableArray.CreateBuilder<Happened<PlanEvent>>();
        events.Add(new(new PlanEvent.Adopted(version, document)));
        foreach (var line in document.Lines.Where(l => state.InForce?.IsConfirmed(l.Id) == true))
        {
            if (state.InForce!.Find(line.Id) is { } before && Text(before) == Text(line)) continue;
            events.Add(new(new PlanEvent.TargetsWritten(state.InForce.TargetsVersion + 1, line.Id, Targets.WriteOut(line, circumstances.Places))));
        }

        return new Decision<PlanEvent>.Accepted(events.ToImmutable());
    }

    private static Decision<PlanEvent> Confirm(PlanState state, PlanCommand.ConfirmBaseline command, Circumstances circumstances)
    {
        if (state.InForce?.Find(command.Line) is not { } line)
            return Refusal.Unknown("line", "没有这个项目", "no such line");

        var faults = new FaultList();
        faults.Text("source", command.Source, 1, 200);
        faults.Day("asOf", command.AsOf, new DateOnly(2000, 1, 1), circumstances.Today);
        if (faults.Any) return faults.ToRefusal();

        if (state.InForce.Baselines.TryGetValue(line.Id, out var before) && before.AsOf >= command.AsOf)
            return Refusal.NotNow("already-confirmed", $"该项目的基线已确认到 {before.AsOf:yyyy-MM-dd}", $"confirmed as of {before.AsOf:yyyy-MM-dd} already");

        if (Strangers([line], circumstances) is { } unknown) return unknown;

        var baseline = new Baseline(command.AsOf, command.Source, circumstances.Actor, before?.Since ?? circumstances.Today);
        return new Decision<PlanEvent>.Accepted(
        [
            new(new PlanEvent.BaselineConfirmed(line.Id, baseline)),
            new(new PlanEvent.TargetsWritten(state.InForce.TargetsVersion + 1, line.Id, Targets.WriteOut(line, circumstances.Places))),
        ]);
    }

    /// <summary>A roster that names a place nobody has imported: its target would be summed by nobody.</summary>
    private static Refusal? Strangers(IEnumerable<Line> lines, Circumstances circumstances)
    {
        var faults = new FaultList();
        foreach (var line in lines)
        {
            foreach (var place in Targets.Missing(line, circumstances.Places))
                faults.Add($"lines/{line.Id}/roster", "unknown", $"名册中的地点“{place}”不存在", $"the roster names {place}, which is not known");
        }

        return faults.Any ? faults.ToRefusal() : null;
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);
}
