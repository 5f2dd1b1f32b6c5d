using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>What may be asked of a ticket.</summary>
[GenerateSerializer, Immutable, Alias("TicketCommand")]
public abstract record TicketCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>受理, and what is done with it in the same breath, if anything is; one of the two.</summary>
    /// <param name="Unit">提交并派单</param>
    /// <param name="AtOnce">当场答复</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Receive")]
    public sealed record Receive([property: Id(0)] TicketIntake Intake, [property: Id(1)] AnsweringUnit? Unit, [property: Id(2)] WordsId? AtOnce) : TicketCommand
    {
        /// <summary>As its day's book gave it to the ticket's own grain; it neither travels nor is it part of what was asked.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public TicketNumber? Number { get; init; }

        /// <summary>Where a facility or service point stands, as its own grain says; null: there is none, or it is about a place.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public TicketSite? Site { get; init; }
    }

    /// <summary>
    /// 提交诉求, by a program of another unit: it is received as 求助 of ordinary urgency, and what becomes of it the hotline decides. So no program sends a 举报, or says
    /// that somebody's life is at stake.
    /// </summary>
    /// <param name="Caller">诉求人; null: nobody who could be called back.</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.File")]
    public sealed record File(
        [property: Id(0)] TicketId Id, [property: Id(1)] TicketCategoryId Category, [property: Id(2)] StreamId About, [property: Id(3)] WordsId Matter, [property: Id(4)] SubjectId? Caller) : TicketCommand
    {
        /// <summary>Where somebody stood; then it is about the community whose people live nearest, and <see cref="About"/> is what it is about where there is none.</summary>
        [Id(5)]
        public Position? Position { get; init; }

        /// <summary>The place that is nearest to it now; null: nobody looked, or it has no position. It is no part of what was asked: asked again, another one may be.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public StreamId? Nearest { get; init; }

        /// <inheritdoc cref="Receive.Number"/>
        [field: NonSerialized]
        [JsonIgnore]
        public TicketNumber? Number { get; init; }

        /// <inheritdoc cref="Receive.Site"/>
        [field: NonSerialized]
        [JsonIgnore]
        public TicketSite? Site { get; init; }

        /// <summary>The receipt that it is.</summary>
        public Receive ToReceive()
            => new(new TicketIntake(Id, TicketKind.Help, Category, Urgency.Ordinary, TicketSource.Api, Nearest ?? About, Matter, null, Caller, null, null), null, null) { Number = Number, Site = Site };
    }

    /// <summary>派单</summary>
    /// <param name="Note">派单意见; null: none.</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Dispatch")]
    public sealed record Dispatch([property: Id(0)] AnsweringUnit Unit, [property: Id(1)] WordsId? Note) : TicketCommand;

    /// <summary>当场答复 of one that was only registered.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.AnswerAtOnce")]
    public sealed record AnswerAtOnce([property: Id(0)] WordsId Words) : TicketCommand;

    /// <summary>并案: whoever called is called back when the other one is answered.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Link")]
    public sealed record Link([property: Id(0)] TicketId Parent) : TicketCommand
    {
        /// <summary>Whether the other one would take it in, as that one's grain says. Should it not do so in the end, this one comes back to the queue.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public bool MayJoin { get; init; }
    }

    /// <summary>主件 takes a 重复件 in; by the latter's grain.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Adopt")]
    public sealed record Adopt([property: Id(0)] TicketId Child) : TicketCommand;

    /// <summary>What became of the ticket that this one was joined to; by that one's grain.</summary>
    /// <param name="Words">Null: it ended without an answer.</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.FollowParent")]
    public sealed record FollowParent([property: Id(0)] TicketId Parent, [property: Id(1)] WordsId? Words, [property: Id(2)] TicketFinding Finding) : TicketCommand;

    /// <summary>领办: for a while nobody else at the hotline does anything with it.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Take")]
    public sealed record Take : TicketCommand;

    /// <summary>放回</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.LetGo")]
    public sealed record LetGo : TicketCommand;

    /// <summary>改类别、紧急程度: its limits are others from now on; the time that has passed stays passed.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Reclassify")]
    public sealed record Reclassify([property: Id(0)] TicketCategoryId Category, [property: Id(1)] Urgency Urgency) : TicketCommand;

    /// <summary>改对象: its counts go along.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Move")]
    public sealed record Move([property: Id(0)] StreamId About) : TicketCommand
    {
        /// <inheritdoc cref="Receive.Site"/>
        [field: NonSerialized]
        [JsonIgnore]
        public TicketSite? Site { get; init; }
    }

    /// <summary>催办</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Urge")]
    public sealed record Urge : TicketCommand;

    /// <summary>签收, by the unit.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Sign")]
    public sealed record Sign : TicketCommand;

    /// <summary>先行联系, by the unit: it has spoken to whoever called.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Contact")]
    public sealed record Contact : TicketCommand;

    /// <summary>答复, by the unit.</summary>
    /// <param name="Files">Kept for this ticket before; at most <see cref="Ticket.MostFiles"/>.</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Answer")]
    public sealed record Answer([property: Id(0)] WordsId Words, [property: Id(1)] TicketFinding Finding, [property: Id(2)] ImmutableArray<ReplyFile> Files) : TicketCommand
    {
        /// <summary>Those of the files that were kept for this ticket as they are named, found by its own grain.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public ImmutableArray<ReplyFile> Kept { get; init; } = [];
    }

    /// <summary>申请退单、延期、挂起, by the unit.</summary>
    /// <param name="Days">Of an extension: working days, 1 or more. Else 0.</param>
    /// <param name="Until">Of a suspension: its last day, today or later. Else null.</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.AskFor")]
    public sealed record AskFor([property: Id(0)] TicketAsk Ask, [property: Id(1)] WordsId Reason, [property: Id(2)] int Days, [property: Id(3)] DateOnly? Until) : TicketCommand;

    /// <summary>同意, by the hotline's supervisor.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Grant")]
    public sealed record Grant : TicketCommand;

    /// <summary>不同意, by the same.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Decline")]
    public sealed record Decline([property: Id(0)] WordsId Reason) : TicketCommand;

    /// <summary>恢复办理 before the suspension's last day, by the unit.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.GoOn")]
    public sealed record GoOn : TicketCommand;

    /// <summary>督办, by the hotline's supervisor.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Supervise")]
    public sealed record Supervise([property: Id(0)] WordsId Reason) : TicketCommand;

    /// <summary>回访, by the hotline and never by whoever answered.</summary>
    /// <param name="IsReached">False: nobody answered; solved and satisfaction say nothing then.</param>
    /// <param name="Satisfaction">Null: nothing was said of it.</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.CallBack")]
    public sealed record CallBack([property: Id(0)] bool IsReached, [property: Id(1)] bool IsSolved, [property: Id(2)] Satisfaction? Satisfaction, [property: Id(3)] WordsId? Note) : TicketCommand;

    /// <summary>办结 without an answer, by the hotline's supervisor.</summary>
    /// <param name="End">Withdrawn, invalid or unreasonable.</param>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Close")]
    public sealed record Close([property: Id(0)] TicketEnd End, [property: Id(1)] WordsId Reason) : TicketCommand;

    /// <summary>A clock has run out.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.RunOut")]
    public sealed record RunOut([property: Id(0)] TicketClock Clock) : TicketCommand
    {
        public const string AgendaKind = "ticket-due";
    }

    /// <summary>A suspension's last day is over.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.Resume")]
    public sealed record Resume : TicketCommand
    {
        public const string AgendaKind = "ticket-resume";
    }

    /// <summary>What one of its commits starts elsewhere was started; by its own grain.</summary>
    [GenerateSerializer, Immutable, Alias("TicketCommand.React")]
    public sealed record React([property: Id(0)] TicketReaction What, [property: Id(1)] long Version) : TicketCommand
    {
        public const string AgendaKind = "ticket-react";
    }
}
