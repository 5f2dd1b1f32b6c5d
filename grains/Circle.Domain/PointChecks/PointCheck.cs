using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.PointChecks;

/// <summary>电话抽查 of one street in one quarter.</summary>
[GenerateSerializer, Immutable, Alias("PointCheckId"), JsonConverter(typeof(TextIdConverter<PointCheckId>))]
public readonly record struct PointCheckId([property: Id(0)] string Value) : ITextId<PointCheckId>
{
    public static PointCheckId Of(string value) => new(value);

    public static PointCheckId Of(PlaceId street, Quarter quarter) => new($"{street}-{quarter}");

    public override string ToString() => Value;
}

/// <summary>What a call found.</summary>
public enum Verdict
{
    /// <summary>一致: all that stands in the directory is so.</summary>
    Right,

    /// <summary>不一致</summary>
    Wrong,

    /// <summary>未接通: nobody answered.</summary>
    Unreachable,
}

/// <summary>What of an entry was wrong.</summary>
public enum CheckedField
{
    /// <summary>名称</summary>
    Name,

    /// <summary>地址</summary>
    Address,

    /// <summary>电话</summary>
    Phone,

    /// <summary>营业时间</summary>
    Hours,

    /// <summary>服务和价格</summary>
    Services,

    /// <summary>营业状态: closed or moved away, and the directory does not say so.</summary>
    State,

    /// <summary>其他</summary>
    Other,
}

/// <summary>One point that was drawn, as it stood then; that entry is compared, whatever becomes of it afterwards.</summary>
/// <param name="Line">The line of its kind.</param>
/// <param name="ListedAt">Version of the point's journal at which listing and place changed last.</param>
/// <param name="Keepers">Whoever entered, corrected or verified it by then: the last <see cref="Sampling.MostKeepers"/> of them.</param>
public sealed record SampledPoint(ServicePointId Point, LineId Line, long ListedAt, ImmutableArray<Actor> Keepers);

public abstract record PointCheckEvent
{
    /// <param name="Population">Open or paused points of the street that the sample was taken of.</param>
    /// <param name="Seed">What their order follows from; see <see cref="Sampling"/>.</param>
    /// <param name="Sample">In the order of drawing.</param>
    [EventType("check.drawn")]
    public sealed record Drawn(PointCheckId Check, PlaceId Street, Quarter Quarter, int Population, string Seed, ImmutableArray<SampledPoint> Sample) : PointCheckEvent;

    /// <summary>A later one of the same point takes the place of the one before.</summary>
    /// <param name="Fields">Empty unless wrong.</param>
    [EventType("check.answered")]
    public sealed record Answered(ServicePointId Point, Verdict Verdict, ImmutableArray<CheckedField> Fields, string? Note) : PointCheckEvent;
}

/// <summary>A drawn point and what is known of it.</summary>
/// <param name="Verdict">Null: not called yet.</param>
/// <param name="Attempts">How often nobody answered.</param>
/// <param name="On">Business day of the last answer.</param>
public sealed record PointCalled(SampledPoint Sampled, Verdict? Verdict, ImmutableArray<CheckedField> Fields, int Attempts, DateOnly? On, string? Note)
{
    /// <summary>Nobody has to call again.</summary>
    public bool IsDone => Verdict switch
    {
        null => false,
        PointChecks.Verdict.Unreachable => Attempts >= PointCheck.MostAttempts,
        _ => true,
    };
}

/// <summary>电话抽查 at one moment.</summary>
/// <param name="Street">Null: not drawn yet.</param>
/// <param name="Points">In the order of drawing.</param>
public sealed record PointCheckState(PointCheckId Check, PlaceId? Street, Quarter Quarter, int Population, DateOnly DrawnOn, ImmutableArray<PointCalled> Points);

/// <summary>
/// 电话抽查: whether what the directory says is so, measured. Once a quarter the system draws points of a street, and somebody who keeps
/// none of them calls them. What counts is the entry as it stood when it was drawn: nobody improves the rate by mending the sample.
/// </summary>
public sealed class PointCheck : IAggregate<PointCheckState, PointCheckCommand, PointCheckEvent>
{
    /// <summary>Calls that nobody answered, on as many days, after which nobody has to call again.</summary>
    public const int MostAttempts = 3;

    public const int MaxNote = 200;

    public static string Kind => "check";

    public static int FoldVersion => 1;

    public static PointCheckState Empty { get; } = new(PointCheckId.Of("-"), null, default, 0, default, []);

    public static StreamId StreamOf(PointCheckId id) => StreamId.Of(Kind, id.Value);

    /// <summary>Of the whole district's inspection: a street does not check itself.</summary>
    public static Need? Needs(PointCheckState state, PointCheckCommand command) => new Need(Permission.Verify, Subject.District);

    public static Decision<PointCheckEvent> Decide(PointCheckState state, PointCheckCommand command, Circumstances circumstances) => command switch
    {
        PointCheckCommand.Draw draw => Draw(state, draw, circumstances),
        PointCheckCommand.Answer answer when answer.Check() is { } invalid => invalid,
        PointCheckCommand.Answer answer => Answer(state, answer, circumstances),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static PointCheckState Fold(PointCheckState state, Recorded<PointCheckEvent> recorded)
    {
        var day = District.DateOf(recorded.RecordedAt);
        return recorded.Event switch
        {
            PointCheckEvent.Drawn e => new(e.Check, e.Street, e.Quarter, e.Population, day, [.. e.Sample.Select(s => new PointCalled(s, null, [], 0, null, null))]),
            PointCheckEvent.Answered e => state with { Points = [.. state.Points.Select(p => p.Sampled.Point == e.Point ? After(p, e, day) : p)] },
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        };
    }

    /// <summary>Its stage is its quarter, by which rows are looked for.</summary>
    public static ImmutableArray<RowImage> Contribute(PointCheckState state)
    {
        if (state.Street is not { } street) return [];
        var head = new RowHead(street, null, null, state.Quarter.ToString(), state.Check.Value, JsonSerializer.Serialize(PointCheckView.Of(state), JournalJson.Options));
        return [new RowImage(StreamOf(state.Check), head, CheckCells.Of(state))];
    }

    public static ImmutableArray<AgendaItem> Agenda(PointCheckState state) => [];

    private static Decision<PointCheckEvent> Draw(PointCheckState state, PointCheckCommand.Draw command, Circumstances circumstances)
    {
        if (state.Street is not null)
            return Refusal.NotNow("drawn", "本季度的名单已由系统抽出，不重抽；请在名单上记录结果", "the sample of this quarter is drawn, and only once: record what the calls found");
        if (circumstances.Places.Find(command.Street) is not { Kind: PlaceKind.Street }) return Refusal.Unknown("street", "没有这个街道", "no such street");
        var quarter = Quarter.Of(circumstances.Today);
        if (command.Check != PointCheckId.Of(command.Street, quarter))
        {
            return Refusal.NotNow(
                "quarter", $"只能抽取本季度（{quarter.Year} 年第 {quarter.Number} 季度）的名单，请刷新页面", $"only the present quarter ({quarter}) can be drawn: load the page anew");
        }

        if (circumstances.Plan?.Document.Directory is not { Checked: > 0 })
            return Refusal.NotNow("no-checks", "方案没有规定每季度抽查的点数，先在方案中填写", "the plan does not say how many points are checked each quarter: say it there first");
        return command.Drawing is { Sample.IsEmpty: false } drawing
            ? Decision<PointCheckEvent>.Accept(new PointCheckEvent.Drawn(command.Check, command.Street, quarter, drawing.Population, drawing.Seed, drawing.Sample))
            : Refusal.NotNow("no-points", "目录中该街道没有营业或暂停营业的服务点，先登记再抽查", "no point of the street is open or paused: enter them first");
    }

    private static Decision<PointCheckEvent> Answer(PointCheckState state, PointCheckCommand.Answer command, Circumstances circumstances)
    {
        if (state.Street is null) return Refusal.Unknown("id", "该街道本季度还没有抽取名单", "the sample is not drawn yet");
        if (circumstances.Today > state.Quarter.LastDay())
            return Refusal.NotNow("over", "该季度已结束，结果不再更改；有变化由街道更正服务点，并在本季度抽查", "the quarter is over and its figures stand: the street corrects the point, and it is checked this quarter");
        if (command.Number < 1 || command.Number > state.Points.Length)
            return Refusal.Unknown("number", $"名单只有 1 到 {state.Points.Length} 号", $"the points that were drawn are numbered from 1 to {state.Points.Length}");
        var point = state.Points[command.Number - 1];
        if (point.Sampled.Keepers.Contains(circumstances.Actor))
            return new Refusal(RefusalKind.Forbidden, [new Fault("", "own-entry", "该服务点的信息由您登记、更正或核实过，请由另一人抽查", "you entered, corrected or verified this point: somebody else has to check it")]);
        return command.Verdict == Verdict.Unreachable ? Missed(point, command, circumstances.Today) : Found(point, command);
    }

    private static Decision<PointCheckEvent> Found(PointCalled point, PointCheckCommand.Answer command)
    {
        var answered = Told(point, command);
        return point.Verdict == answered.Verdict && point.Fields.SequenceEqual(answered.Fields) && point.Note == answered.Note
            ? PointLife.Unchanged
            : Decision<PointCheckEvent>.Accept(answered);
    }

    /// <summary>Three calls on one day are one try: who is out in the morning may be so all day.</summary>
    private static Decision<PointCheckEvent> Missed(PointCalled point, PointCheckCommand.Answer command, DateOnly today)
    {
        if (point is { Verdict: Verdict.Unreachable, IsDone: true })
            return Refusal.NotNow("tried-enough", $"已在 {MostAttempts} 天拨打未接通，不必再拨；后来接通的请记一致或不一致", $"nobody answered on {MostAttempts} days, which is enough: if somebody does after all, record what is found");
        return point is { Verdict: Verdict.Unreachable } && point.On == today
            ? Refusal.NotNow("tried-today", "今天已记一次未接通，请改天再拨", "nobody answered today already: call again on another day")
            : Decision<PointCheckEvent>.Accept(Told(point, command));
    }

    private static PointCheckEvent.Answered Told(PointCalled point, PointCheckCommand.Answer command)
        => new(point.Sampled.Point, command.Verdict, [.. command.Fields.Order()], CheckNote.Tidy(command.Note));

    private static PointCalled After(PointCalled point, PointCheckEvent.Answered e, DateOnly day)
        => point with { Verdict = e.Verdict, Fields = e.Fields, Attempts = point.Attempts + (e.Verdict == Verdict.Unreachable ? 1 : 0), On = day, Note = e.Note };
}
