using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Facilities;

/// <summary>What may be asked of a facility. <see cref="Check(Circumstances)"/> names every fault of the input itself.</summary>
[GenerateSerializer, Immutable, Alias("FacilityCommand")]
public abstract record FacilityCommand
{
    /// <summary>
    /// Whether the line's facilities are accepted by an inspection, since it has a standard in force; of a verdict alone, told by the facility's own
    /// grain, whatever was there before: it neither travels nor is it part of what was asked.
    /// </summary>
    [field: NonSerialized]
    [JsonIgnore]
    public bool IsInspected { get; init; }

    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>登记</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Register")]
    public sealed record Register([property: Id(0)] FacilityDraft Draft) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckDraft(faults, Draft, at);
    }

    /// <summary>Registers what is new and brings what no person has touched up to what a file says.</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Import")]
    public sealed record Import([property: Id(0)] FacilityDraft Draft) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckDraft(faults, Draft, at);
    }

    /// <summary>录入: a person's file registers what is new, or brings name, details and place up to what it says.</summary>
    /// <param name="Seen">Version that the file was compared with; 0: there was none. Another one is refused.</param>
    /// <param name="Said">What the file said, where a person kept something else; null: the draft.</param>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Enter")]
    public sealed record Enter([property: Id(0)] FacilityDraft Draft, [property: Id(1)] long Seen, [property: Id(2)] FacilityBasis? Said = null) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            CheckDraft(faults, Draft, at);
            if (Said is null) return;
            faults.Text("said/name", Said.Name, 1, 100);
            CheckDetails(faults, Said.Details);
        }
    }

    /// <summary>更正: name and details, whole.</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Correct")]
    public sealed record Correct([property: Id(0)] string Name, [property: Id(1)] FacilityDetails Details) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            faults.Text("name", Name, 1, 100);
            CheckDetails(faults, Details);
        }
    }

    /// <summary>上报进度</summary>
    /// <param name="Measure">Null: the line's only measure, or all of them.</param>
    /// <param name="Stage">Prepared to Completed; completion of the whole is reported by itself.</param>
    /// <param name="Quantity">Thousandths, cumulative at this stage; null: in full.</param>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.ReportProgress")]
    public sealed record ReportProgress(
        [property: Id(0)] MeasureId? Measure,
        [property: Id(1)] Stage Stage,
        [property: Id(2)] long? Quantity,
        [property: Id(3)] DateOnly On,
        [property: Id(4)] string? Note) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            if (Stage is Stage.Planned or Stage.Filed or Stage.Accepted)
                faults.Add("stage", "wrong-stage", "进度只能报“前期准备”“设备配送”或“建设完成”", "progress is reported at prepared, delivered or completed");
            if (Quantity is { } quantity) faults.Range("quantity", quantity, 1, MaxQuantity);
            CheckDay(faults, On, at);
            faults.Prose("note", Note, 0, Facility.MaxNote, lines: true);
        }
    }

    /// <summary>报竣</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.ReportCompletion")]
    public sealed record ReportCompletion([property: Id(0)] DateOnly On, [property: Id(1)] string? Note) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            CheckDay(faults, On, at);
            faults.Prose("note", Note, 0, Facility.MaxNote, lines: true);
        }
    }

    /// <summary>申请验收</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.File")]
    public sealed record File([property: Id(0)] DateOnly On) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckDay(faults, On, at);
    }

    /// <summary>撤回上报: whoever made a report takes it back, with what was built on it.</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Retract")]
    public sealed record Retract([property: Id(0)] Stage Stage, [property: Id(1)] string Reason) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            if (Stage is Stage.Planned or Stage.Accepted)
                faults.Add("stage", "wrong-stage", "只能撤回上报，验收结论由验收人退回", "only a report can be taken back");
            faults.Prose("reason", Reason, 1, Facility.MaxNote, lines: true);
        }
    }

    /// <summary>验收通过</summary>
    /// <param name="Score">0 to 100.</param>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Accept")]
    public sealed record Accept([property: Id(0)] int Score, [property: Id(1)] DateOnly On, [property: Id(2)] string? Note) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            faults.Range("score", Score, 0, 100);
            CheckDay(faults, On, at);
            faults.Prose("note", Note, 0, Facility.MaxNote, lines: true);
        }
    }

    /// <summary>退回整改</summary>
    /// <param name="Shortcomings">1 to 30.</param>
    /// <param name="RectifyBy">After the day of the return, within two years.</param>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Return")]
    public sealed record Return(
        [property: Id(0)] ImmutableArray<string> Shortcomings,
        [property: Id(1)] DateOnly RectifyBy,
        [property: Id(2)] int? Score,
        [property: Id(3)] DateOnly On) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            if (Shortcomings.IsDefaultOrEmpty || Shortcomings.Length > 30)
                faults.Add("shortcomings", "required", "请写明 1 至 30 条不足", "name 1 to 30 shortcomings");
            else
                for (var i = 0; i < Shortcomings.Length; i++) faults.Prose($"shortcomings/{i}", Shortcomings[i], 1, 200);
            if (Score is { } score) faults.Range("score", score, 0, 100);
            CheckDay(faults, On, at);
            if (RectifyBy <= On || RectifyBy.DayNumber - On.DayNumber > 730)
                faults.Add("rectifyBy", "out-of-range", "整改期限应晚于退回日期，且在两年之内", "must be after the day of return and within two years");
        }
    }

    /// <summary>暂停</summary>
    /// <param name="Until">Last day of the suspension; null: until someone resumes it.</param>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Suspend")]
    public sealed record Suspend([property: Id(0)] string Reason, [property: Id(1)] DateOnly? Until) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            faults.Prose("reason", Reason, 1, Facility.MaxNote, lines: true);
            if (Until is { } until && (until < at.Today || until.DayNumber - at.Today.DayNumber > 1_830))
                faults.Add("until", "out-of-range", "恢复日期应在今天之后五年以内", "must lie within five years from today");
        }
    }

    /// <summary>恢复</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Resume")]
    public sealed record Resume : FacilityCommand
    {
        public const string AgendaKind = "resume";

        protected override void Check(FaultList faults, Circumstances at)
        {
        }
    }

    /// <summary>撤销</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Withdraw")]
    public sealed record Withdraw([property: Id(0)] string Reason) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Prose("reason", Reason, 1, Facility.MaxNote, lines: true);
    }

    /// <summary>变更所属地点</summary>
    [GenerateSerializer, Immutable, Alias("FacilityCommand.Move")]
    public sealed record Move([property: Id(0)] PlaceId To, [property: Id(1)] string Reason) : FacilityCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Prose("reason", Reason, 1, Facility.MaxNote, lines: true);
    }

    /// <summary>A thousand kilometres of benches, in millimetres.</summary>
    public const long MaxQuantity = 1_000_000_000;

    /// <summary>Every fault of the input itself, or null.</summary>
    public Refusal? Check(Circumstances circumstances)
    {
        var faults = new FaultList();
        Check(faults, circumstances);
        return faults.Any ? faults.ToRefusal() : null;
    }

    protected abstract void Check(FaultList faults, Circumstances at);

    /// <summary>Facts begin with the plan: an effective day lies between its issue and now.</summary>
    protected static void CheckDay(FaultList faults, DateOnly on, Circumstances at)
        => faults.Day("on", on, at.Plan?.Document.IssuedOn ?? DateOnly.MinValue, at.Today);

    protected static void CheckDraft(FaultList faults, FacilityDraft draft, Circumstances at)
    {
        faults.Text("name", draft.Name, 1, 100);
        faults.Text("source", draft.Source, 0, 200);
        CheckDetails(faults, draft.Details);
        if ((draft.Origin == Origin.Existing) != draft.Since is not null)
            faults.Add("since", "required", "原有设施须写明基线日期，计划建设的不写", "an existing facility needs the baseline's date, a planned one has none");
        if (draft.Since is { } since)
        {
            faults.Day("since", since, new DateOnly(1949, 10, 1), at.Today);
            if (at.Plan?.Baselines.GetValueOrDefault(draft.Line) is { } baseline && since > baseline.AsOf)
                faults.Add("since", "after-baseline", $"基线已确认到 {baseline.AsOf:yyyy-MM-dd}，其后建成的不算原有设施", $"the baseline is confirmed as of {baseline.AsOf:yyyy-MM-dd}; what was built later did not exist before");
        }

        foreach (var (measure, quantity) in draft.Quantities) faults.Range($"quantities/{measure}", quantity, 1, MaxQuantity);
        if (at.Places.Find(draft.Place) is null)
            faults.Add("place", "unknown", "没有这个地点", "no such place");
        if (at.Plan?.Find(draft.Line) is not { } line)
            faults.Add("line", "unknown", "没有这个项目", "no such line");
        else
            FacilityRegistration.CheckMeasures(faults, line, draft.Quantities);
    }

    private static void CheckDetails(FaultList faults, FacilityDetails details)
    {
        faults.Text("details/address", details.Address, 0, 200);
        faults.Text("details/phone", details.Phone, 0, 40);
        faults.Text("details/hours", details.Hours, 0, 200);
        if (details.Services is { IsDefaultOrEmpty: false, Length: > 30 })
            faults.Add("details/services", "too-many", "最多 30 项服务", "at most 30 services");
        else if (!details.Services.IsDefaultOrEmpty)
            for (var i = 0; i < details.Services.Length; i++) faults.Text($"details/services/{i}", details.Services[i], 1, 50);
        Position.Check(faults, "details/position", details.Position);
    }
}
