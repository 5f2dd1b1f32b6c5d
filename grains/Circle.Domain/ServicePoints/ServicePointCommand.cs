using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>What may be asked of a service point.</summary>
[GenerateSerializer, Immutable, Alias("ServicePointCommand")]
public abstract record ServicePointCommand
{
    /// <summary>Nothing in a directory is older than this.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>摸底登记: it is there.</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Find")]
    public sealed record Find([property: Id(0)] PointDraft Draft) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckDraft(faults, Draft, at);
    }

    /// <summary>导入: finds it, or brings listing and place up to what a file says.</summary>
    /// <param name="Said">What the file said, where a person kept something else; null: the draft is what it said.</param>
    /// <param name="Seen">Version of the listing that the file was compared with; 0: there was none. Another one is refused.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Import")]
    public sealed record Import([property: Id(0)] PointDraft Draft, [property: Id(1)] PointBasis? Said, [property: Id(2)] long Seen) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            CheckDraft(faults, Draft, at);
            Said?.Listing.Check(faults, "said");
        }
    }

    /// <summary>上报: to the bureau.</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.File")]
    public sealed record File([property: Id(0)] DateOnly On) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Day("on", On, Earliest, at.Today);
    }

    /// <summary>退回: the bureau sends it back.</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Return")]
    public sealed record Return([property: Id(0)] string Reason) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Prose("reason", Reason, 1, ServicePoint.MaxReason, lines: true);
    }

    /// <summary>备案</summary>
    /// <param name="Number">备案号, 1 to <see cref="ServicePoint.MaxNumber"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Register")]
    public sealed record Register([property: Id(0)] string Number, [property: Id(1)] DateOnly On) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckPaper(faults, Number, On, at);
    }

    /// <summary>签订服务协议; where there is one, 续签 of a later day.</summary>
    /// <param name="Until">Last day of the agreement, at most <see cref="MostYears"/> after it is signed; null: until it is ended.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Agree")]
    public sealed record Agree([property: Id(0)] string Number, [property: Id(1)] DateOnly On, [property: Id(2)] DateOnly? Until) : ServicePointCommand
    {
        public const int MostYears = 30;

        protected override void Check(FaultList faults, Circumstances at)
        {
            CheckPaper(faults, Number, On, at);
            if (Until is { } until && (until <= On || until > On.AddYears(MostYears)))
                faults.Add("until", "out-of-range", $"到期日应在签订日期之后 {MostYears} 年以内", $"must be after the day of signing, and within {MostYears} years");
        }
    }

    /// <summary>协议到期: its last day is over.</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.EndAgreement")]
    public sealed record EndAgreement : ServicePointCommand
    {
        public const string AgendaKind = "end-agreement";

        protected override void Check(FaultList faults, Circumstances at)
        {
        }
    }

    /// <summary>悬挂标牌</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.HangSign")]
    public sealed record HangSign([property: Id(0)] string Number, [property: Id(1)] DateOnly On) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckPaper(faults, Number, On, at);
    }

    /// <summary>纳入日常监督和管理</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Supervise")]
    public sealed record Supervise([property: Id(0)] DateOnly On) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Day("on", On, Earliest, at.Today);
    }

    /// <summary>启动取消资格核查: a complaint about it was substantiated 查实; by the ticket's own commit.</summary>
    /// <param name="Complaint">Number of the ticket, as the disqualification names it.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.OpenReview")]
    public sealed record OpenReview([property: Id(0)] string Complaint, [property: Id(1)] TicketId Ticket) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            // Silos alone send it, and of what they made themselves.
        }
    }

    /// <summary>核查结论·保留资格: the point keeps its standing.</summary>
    /// <param name="Reason">1 to <see cref="ServicePoint.MaxReason"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.EndReview")]
    public sealed record EndReview([property: Id(0)] string Reason) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Prose("reason", Reason, 1, ServicePoint.MaxReason, lines: true);
    }

    /// <summary>取消资格: after a complaint was found true.</summary>
    /// <param name="Complaint">Number of the substantiated complaint, 1 to <see cref="ServicePoint.MaxNumber"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Disqualify")]
    public sealed record Disqualify([property: Id(0)] string Complaint, [property: Id(1)] string Reason, [property: Id(2)] DateOnly On) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            faults.Prose("complaint", Complaint, 1, ServicePoint.MaxNumber);
            faults.Prose("reason", Reason, 1, ServicePoint.MaxReason, lines: true);
            faults.Day("on", On, Earliest, at.Today);
        }
    }

    /// <summary>摘牌</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.TakeDownSign")]
    public sealed record TakeDownSign([property: Id(0)] DateOnly On) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Day("on", On, Earliest, at.Today);
    }

    /// <summary>更正: what the public reads.</summary>
    /// <param name="Seen"><see cref="ServicePointView.ListedAt"/> of what it was made from: another one is refused. Null: whatever stands.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Correct")]
    public sealed record Correct([property: Id(0)] PointListing Listing, [property: Id(1)] long? Seen = null) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => Listing.Check(faults, "listing");
    }

    /// <summary>台账: what offices keep.</summary>
    /// <param name="Seen"><see cref="PointOffice.NotedAt"/> of what it was made from: another one is refused. Null: whatever stands.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Note")]
    public sealed record Note([property: Id(0)] PointRecord Record, [property: Id(1)] long? Seen = null) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => Record.Check(faults, "record", at.Today);
    }

    /// <summary>变更所属地点</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Move")]
    public sealed record Move([property: Id(0)] PlaceId To, [property: Id(1)] string Reason) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Prose("reason", Reason, 1, ServicePoint.MaxReason, lines: true);
    }

    /// <summary>暂停营业</summary>
    /// <param name="Until">Last day; null: until somebody resumes it. Within two years.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Pause")]
    public sealed record Pause([property: Id(0)] string Reason, [property: Id(1)] DateOnly? Until) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            faults.Prose("reason", Reason, 1, ServicePoint.MaxReason, lines: true);
            if (Until is { } until && (until < at.Today || until.DayNumber - at.Today.DayNumber > 730))
                faults.Add("until", "out-of-range", "恢复日期应在今天之后两年以内", "must lie within two years from today");
        }
    }

    /// <summary>恢复营业</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Resume")]
    public sealed record Resume : ServicePointCommand
    {
        public const string AgendaKind = "resume-point";

        protected override void Check(FaultList faults, Circumstances at)
        {
        }
    }

    /// <summary>关闭: for good.</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Close")]
    public sealed record Close([property: Id(0)] string Reason, [property: Id(1)] DateOnly On) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            faults.Prose("reason", Reason, 1, ServicePoint.MaxReason, lines: true);
            faults.Day("on", On, Earliest, at.Today);
        }
    }

    /// <summary>核实: what stands there is right.</summary>
    /// <param name="Seen">Version of the listing that was compared; another one is refused. Null: it is not known.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Verify")]
    public sealed record Verify([property: Id(0)] FieldGroup Group, [property: Id(1)] VerifiedBy By, [property: Id(2)] DateOnly On, [property: Id(3)] long? Seen = null) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => faults.Day("on", On, Earliest, at.Today);
    }

    /// <summary>不符: what stands there is not right; said by who may verify, for the street to correct.</summary>
    /// <param name="Fields">At least one.</param>
    /// <param name="Note">At most <see cref="PointCheck.MaxNote"/> characters, about the point and not about anybody; null: none.</param>
    /// <param name="Seen">Version of the listing that was compared; another one is refused. Null: it is not known.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.Mismatch")]
    public sealed record Mismatch(
        [property: Id(0)] ImmutableArray<CheckedField> Fields, [property: Id(1)] VerifiedBy By, [property: Id(2)] DateOnly On, string? Note, [property: Id(4)] long? Seen = null) : ServicePointCommand
    {
        /// <summary>Beside a command of this name.</summary>
        [Id(3)]
        public new string? Note { get; init; } = Note;

        protected override void Check(FaultList faults, Circumstances at)
        {
            CheckNote.CheckFields(faults, Fields);
            faults.Day("on", On, Earliest, at.Today);
            CheckNote.Check(faults, Note);
        }
    }

    /// <summary>展示照片: in place of the one before.</summary>
    /// <param name="Photo">Its blob is kept already.</param>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.ShowPhoto")]
    public sealed record ShowPhoto([property: Id(0)] Photo Photo) : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => Photo.Check(faults, "photo");
    }

    /// <summary>删除照片</summary>
    [GenerateSerializer, Immutable, Alias("ServicePointCommand.HidePhoto")]
    public sealed record HidePhoto : ServicePointCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
        }
    }

    /// <summary>Every fault of the input itself, or null.</summary>
    public Refusal? Check(Circumstances circumstances)
    {
        var faults = new FaultList();
        Check(faults, circumstances);
        return faults.Any ? faults.ToRefusal() : null;
    }

    protected abstract void Check(FaultList faults, Circumstances at);

    private static void CheckDraft(FaultList faults, PointDraft draft, Circumstances at)
    {
        draft.Listing.Check(faults, "listing");
        faults.Text("source", draft.Source, 0, 200);
        if (at.Places.Find(draft.Place) is not { Kind: PlaceKind.Community or PlaceKind.Street })
            faults.Add("place", "unknown", "没有这个社区或街道", "no such community or street");
        if (at.Plan?.Document.Directory?.Find(draft.Kind) is null)
            faults.Add("kind", "unknown", "没有这个服务点类别", "no such kind of service point");
    }

    private static void CheckPaper(FaultList faults, string number, DateOnly on, Circumstances at)
    {
        faults.Text("number", number, 1, ServicePoint.MaxNumber);
        faults.Day("on", on, Earliest, at.Today);
    }
}
