using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Standards;

public abstract record StandardEvent
{
    [EventType("standard.written")]
    public sealed record Written(LineId Line, Checklist Checklist) : StandardEvent;
}

/// <summary>What may be asked of a line's standard.</summary>
[GenerateSerializer, Immutable, Alias("StandardCommand")]
public abstract record StandardCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>制定验收细则: a new version, whole.</summary>
    /// <param name="Seen">Version that it was written over, 0: there was none. Another one is refused.</param>
    [GenerateSerializer, Immutable, Alias("StandardCommand.Write")]
    public sealed record Write(
        [property: Id(0)] LineId Line,
        [property: Id(1)] int Seen,
        [property: Id(2)] ImmutableArray<ChecklistItem> Items,
        [property: Id(3)] int? PassMark,
        [property: Id(4)] SurveyRule Survey) : StandardCommand
    {
        /// <param name="least">The plan's own pass mark, under which no standard goes; null: it has none.</param>
        internal Refusal? Check(int? least)
        {
            var faults = new FaultList();
            if (Items.IsDefaultOrEmpty || Items.Length > Checklist.MostItems)
                faults.Add("items", "out-of-range", $"应有 1 至 {Checklist.MostItems} 项", $"1 to {Checklist.MostItems} items");
            else
                CheckItems(faults);
            if (PassMark is { } mark) faults.Range("passMark", mark, Math.Max(least ?? 1, 1), Checklist.Whole);
            else if (least is { } needed) faults.Add("passMark", "required", $"方案规定 {needed} 分达标，须写明达标线", $"the plan passes with {needed}: say the pass mark");
            Survey.Check(faults);
            return faults.Any ? faults.ToRefusal() : null;
        }

        private void CheckItems(FaultList faults)
        {
            for (var i = 0; i < Items.Length; i++) Items[i].Check(faults, $"items/{i}");
            foreach (var id in Items.GroupBy(i => i.Id).Where(g => g.Count() > 1).Select(g => g.Key))
                faults.Add("items", "twice", $"编号“{id}”用了两次", $"the item {id} stands twice");
            var sum = Items.Sum(i => (long)i.Weight);
            if (sum != Checklist.Whole) faults.Add("items", "weights", $"各项分值合计应为 {Checklist.Whole}，现为 {sum}", $"the weights have to make {Checklist.Whole}, and make {sum}");
            if (PassMark is null && !Items.Any(i => i.Required))
                faults.Add("items", "none-required", "没有达标线时，至少一项须为必达项", "without a pass mark at least one item has to be required");
        }
    }
}

/// <summary>When a version came into force, and by whom; what it says stays in the journal.</summary>
[GenerateSerializer, Immutable, Alias("StandardVersion")]
public sealed record StandardVersion([property: Id(0)] int Version, [property: Id(1)] DateTimeOffset At, [property: Id(2)] Actor By);

/// <summary>验收细则 of one line at one moment.</summary>
/// <param name="InForce">Null: none is written yet.</param>
/// <param name="Versions">Oldest first.</param>
public sealed record StandardState(LineId? Line, Checklist? InForce, ImmutableArray<StandardVersion> Versions);

/// <summary>验收细则: what a line's facilities are accepted by. Its lead unit writes it (§四(五)); one stream a line, one event a version.</summary>
public sealed class LineStandard : IAggregate<StandardState, StandardCommand, StandardEvent>
{
    /// <summary>Of one line: nobody edits a standard that often.</summary>
    public const int MostVersions = 200;

    public static string Kind => "standard";

    public static int FoldVersion => 1;

    public static StandardState Empty { get; } = new(null, null, []);

    public static StreamId StreamOf(LineId line) => StreamId.Of(Kind, line.Value);

    public static Need? Needs(StandardState state, StandardCommand command) => command switch
    {
        StandardCommand.Write write => new Need(Permission.Specify, new Subject(Line: state.Line ?? write.Line)),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static Decision<StandardEvent> Decide(StandardState state, StandardCommand command, Circumstances circumstances) => command switch
    {
        StandardCommand.Write write => Write(state, write, circumstances),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static StandardState Fold(StandardState state, Recorded<StandardEvent> recorded) => recorded.Event switch
    {
        StandardEvent.Written e => new(e.Line, e.Checklist, state.Versions.Add(new StandardVersion(e.Checklist.Version, recorded.RecordedAt, recorded.Actor))),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(StandardState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(StandardState state) => [];

    private static Decision<StandardEvent> Write(StandardState state, StandardCommand.Write command, Circumstances circumstances)
    {
        if (circumstances.Plan?.Find(command.Line) is not { } line || (state.Line is { } own && own != line.Id)) return Refusal.Unknown("line", "没有这个项目", "no such line");
        if (command.Check(line.PassMark) is { } invalid) return invalid;
        var version = state.InForce?.Version ?? 0;
        if (command.Seen != version) return Refusal.ChangedMeanwhile;
        if (version >= MostVersions) return Refusal.NotNow("too-many", $"已有 {MostVersions} 个版本，不能再改", $"there are {MostVersions} versions already");
        if (state.InForce is { } now && now.Items.SequenceEqual(command.Items) && now.PassMark == command.PassMark && IsSame(now.Survey, command.Survey))
            return Refusal.NotNow("unchanged", "与现行细则相同，没有改动", "it is the same as the standard in force");
        return Decision<StandardEvent>.Accept(new StandardEvent.Written(line.Id, new Checklist(version + 1, command.Items, command.PassMark, command.Survey)));
    }

    private static bool IsSame(SurveyRule one, SurveyRule other) => one with { YesNo = [] } == other with { YesNo = [] } && one.YesNo.SequenceEqual(other.YesNo);
}
