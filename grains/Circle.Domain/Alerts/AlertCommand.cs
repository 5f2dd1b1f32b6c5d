using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>原因: why a step is not met.</summary>
public enum SlipReason
{
    /// <summary>用房</summary>
    Rooms,

    /// <summary>资金</summary>
    Money,

    /// <summary>招标采购</summary>
    Tender,

    /// <summary>人员</summary>
    Staff,

    /// <summary>群众意见</summary>
    Residents,

    /// <summary>其他: said in the note.</summary>
    Other,
}

/// <summary>What may be asked of an alert.</summary>
[GenerateSerializer, Immutable, Alias("AlertCommand")]
public abstract record AlertCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Told by a day's evaluation of what it found: raises it, or brings it up to date.</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Raise")]
    public sealed record Raise([property: Id(0)] Finding Finding) : AlertCommand;

    /// <summary>Told by an evaluation that no longer found it; the one that finds it met for long enough ends it.</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Meet")]
    public sealed record Meet : AlertCommand;

    /// <summary>Told by an evaluation that what it is about stands in the plan no more.</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Drop")]
    public sealed record Drop : AlertCommand;

    /// <summary>确认并承诺: who takes care of it, until when, and why it slipped.</summary>
    /// <param name="On">Last day of the promise: today or later.</param>
    /// <param name="Note">At most <see cref="Alert.MaxNote"/> characters; needed for <see cref="SlipReason.Other"/>.</param>
    /// <param name="Plan">整改方案, at most <see cref="Alert.MaxPlan"/> characters; null: comes later.</param>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Acknowledge")]
    public sealed record Acknowledge(
        [property: Id(0)] AccountId Owner, [property: Id(1)] DateOnly On, [property: Id(2)] SlipReason Reason, [property: Id(3)] string? Note, [property: Id(4)] string? Plan) : AlertCommand
    {
        /// <param name="most">Days that it may lie ahead.</param>
        internal Refusal? Check(Circumstances at, int most)
        {
            var faults = new FaultList();
            if (On < at.Today || On.DayNumber - at.Today.DayNumber > most)
                faults.Add("on", "out-of-range", $"承诺日期应从今天起、在 {most} 天之内", $"must lie within {most} days from today");
            faults.Prose("note", Note, Reason == SlipReason.Other ? 1 : 0, Alert.MaxNote, lines: true);
            faults.Prose("plan", Plan, 0, Alert.MaxPlan, lines: true);
            return faults.Any ? faults.ToRefusal() : null;
        }
    }

    /// <summary>整改方案 of what was promised.</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.SayHow")]
    public sealed record SayHow([property: Id(0)] string Plan) : AlertCommand
    {
        internal Refusal? Check()
        {
            var faults = new FaultList();
            faults.Prose("plan", Plan, 1, Alert.MaxPlan, lines: true);
            return faults.Any ? faults.ToRefusal() : null;
        }
    }

    /// <summary>静默: nobody is told and no rung fires until the end of a day; promises go on.</summary>
    /// <param name="Until">Last day.</param>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Silence")]
    public sealed record Silence([property: Id(0)] DateOnly Until, [property: Id(1)] string Reason) : AlertCommand
    {
        /// <param name="since">First day of the episode's first silence: nobody silences anew without end.</param>
        internal Refusal? Check(DateOnly since, DateOnly today, AlertRules rules)
        {
            var faults = new FaultList();
            if (Until < today || Until.DayNumber - since.DayNumber > rules.MostSilence)
                faults.Add("until", "out-of-range", $"静默应从 {since:yyyy-MM-dd} 起、在 {rules.MostSilence} 天之内结束；到期仍要静默的，请上级处理", $"must end within {rules.MostSilence} days from {since:yyyy-MM-dd}; whoever needs longer has to ask further up");
            faults.Prose("reason", Reason, 1, Alert.MaxNote, lines: true);
            return faults.Any ? faults.ToRefusal() : null;
        }
    }

    /// <summary>取消静默</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Unsilence")]
    public sealed record Unsilence : AlertCommand
    {
        public const string AgendaKind = "alert-silence";
    }

    /// <summary>关闭: ends it for a reason though it is not met; it is raised anew when it has become worse, or was met in between.</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Close")]
    public sealed record Close([property: Id(0)] string Reason) : AlertCommand
    {
        internal Refusal? Check()
        {
            var faults = new FaultList();
            faults.Prose("reason", Reason, 1, Alert.MaxNote, lines: true);
            return faults.Any ? faults.ToRefusal() : null;
        }
    }

    /// <summary>A rung's time has come.</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Escalate")]
    public sealed record Escalate : AlertCommand
    {
        public const string AgendaKind = "alert-rung";
    }

    /// <summary>Its news is in the queue of every receiver that it concerns. The alert's own grain puts it there before it decides.</summary>
    /// <param name="Version">Of the last event that was told.</param>
    [GenerateSerializer, Immutable, Alias("AlertCommand.TellNews")]
    public sealed record TellNews([property: Id(0)] long Version) : AlertCommand
    {
        public const string AgendaKind = "alert-news";
    }

    /// <summary>A promise's day has passed, or that of its plan.</summary>
    [GenerateSerializer, Immutable, Alias("AlertCommand.Lapse")]
    public sealed record Lapse : AlertCommand
    {
        public const string AgendaKind = "alert-promise";
    }
}
