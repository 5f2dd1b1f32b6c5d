using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>What may be asked of an order.</summary>
[GenerateSerializer, Immutable, Alias("SupervisionCommand")]
public abstract record SupervisionCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>下发</summary>
    /// <param name="Person">Who answers in person; null: 未录责任人.</param>
    /// <param name="Deadline">Last day for the reply, today or later; it is late from the next working morning.</param>
    /// <param name="Instruction">At most <see cref="Supervision.MaxInstruction"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.Issue")]
    public sealed record Issue(
        [property: Id(0)] SupervisionId Id,
        [property: Id(1)] SupervisionMatter Matter,
        [property: Id(2)] AnsweringUnit Unit,
        [property: Id(3)] AccountId? Person,
        [property: Id(4)] DateOnly Deadline,
        [property: Id(5)] string Instruction) : SupervisionCommand
    {
        /// <summary>As its year's book gave it to the order's own grain; it neither travels nor is it part of what was asked, so that nobody sends a number.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public SupervisionNumber? Number { get; init; }

        internal Refusal? Check(Circumstances at, SupervisionRules rules)
        {
            var faults = new FaultList();
            Matter.Check(faults, at);
            Unit.Check(faults, at);
            if (Deadline < at.Today || Deadline.DayNumber - at.Today.DayNumber > rules.MostDeadline)
                faults.Add("deadline", "out-of-range", $"办理期限应从今天起、在 {rules.MostDeadline} 天之内", $"must lie within {rules.MostDeadline} days from today");
            faults.Prose("instruction", Instruction, 1, Supervision.MaxInstruction, lines: true);
            return faults.Any ? faults.ToRefusal() : null;
        }
    }

    /// <summary>签收</summary>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.Sign")]
    public sealed record Sign : SupervisionCommand;

    /// <summary>回告: what was done, with what shows it.</summary>
    /// <param name="Text">At most <see cref="Supervision.MaxReply"/> characters.</param>
    /// <param name="Evidence">Kept for this order before; at most <see cref="Supervision.MostFiles"/>.</param>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.Reply")]
    public sealed record Reply([property: Id(0)] string Text, [property: Id(1)] ImmutableArray<ReplyFile> Evidence) : SupervisionCommand
    {
        /// <summary>Those of the files that were kept for this order as they are named, found by its own grain, so that nobody says it of a file.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public ImmutableArray<ReplyFile> Kept { get; init; } = [];

        internal Refusal? Check()
        {
            var faults = new FaultList();
            faults.Prose("text", Text, 1, Supervision.MaxReply, lines: true);
            if (Evidence.Length > Supervision.MostFiles) faults.Add("evidence", "too-many", $"最多 {Supervision.MostFiles} 个附件", $"at most {Supervision.MostFiles} files");
            for (var i = 0; i < Evidence.Length; i++) Evidence[i].Check(faults, $"evidence/{i}");
            return faults.Any ? faults.ToRefusal() : null;
        }
    }

    /// <summary>核查通过</summary>
    /// <param name="Note">Null: none.</param>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.Pass")]
    public sealed record Pass([property: Id(0)] string? Note) : SupervisionCommand;

    /// <summary>退回重办</summary>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.SendBack")]
    public sealed record SendBack([property: Id(0)] string Reason) : SupervisionCommand;

    /// <summary>销号, by whoever issued it.</summary>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.Close")]
    public sealed record Close([property: Id(0)] string? Note) : SupervisionCommand;

    /// <summary>撤销: ends it for a reason wherever it stands.</summary>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.Withdraw")]
    public sealed record Withdraw([property: Id(0)] string Reason) : SupervisionCommand;

    /// <summary>A rung's time has come.</summary>
    [GenerateSerializer, Immutable, Alias("SupervisionCommand.Escalate")]
    public sealed record Escalate : SupervisionCommand
    {
        public const string AgendaKind = "supervision-rung";
    }

    /// <param name="min">1: it has to be given.</param>
    internal static Refusal? CheckText(string field, string? text, int min)
    {
        var faults = new FaultList();
        faults.Prose(field, text, min, Supervision.MaxNote, lines: true);
        return faults.Any ? faults.ToRefusal() : null;
    }
}
