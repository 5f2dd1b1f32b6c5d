using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Time;

namespace Circle.Domain.Alerts;

/// <summary>Decisions of <see cref="Alert"/>.</summary>
internal static class AlertDecisions
{
    private static readonly Refusal Unchanged = Refusal.NotNow("unchanged", "与现状相同", "it is so already");

    public static Decision<AlertEvent> Decide(AlertState state, AlertCommand command, Circumstances at)
    {
        var rules = at.Plan?.Document.Alerts ?? AlertRules.Usual;
        return (command, state.Open) switch
        {
            (AlertCommand.Raise c, null) => Raise(state, c.Finding, at, rules),
            (AlertCommand.Raise c, { SettlesAt: not null } open) => Accept(new AlertEvent.Relapsed(c.Finding, Resume(open, c.Finding, at, rules))),
            (AlertCommand.Raise c, { } open) => c.Finding == open.Finding ? Unchanged : Accept(new AlertEvent.Changed(c.Finding, Resume(open, c.Finding, at, rules))),
            _ when state.Key is null => Refusal.Unknown("id", "没有这个预警", "no such alert"),
            (AlertCommand.TellNews c, _) => state.News.Any(n => n.Version <= c.Version) ? Accept(new AlertEvent.Told(c.Version)) : Unchanged,
            (AlertCommand.Meet or AlertCommand.Drop, null) => state.Dismissed is null ? Unchanged : Accept(new AlertEvent.Released()),
            (_, null) => Refusal.NotNow("not-open", "该预警已消除或关闭，请刷新页面", "the alert is over: load the page anew"),
            (AlertCommand.Drop, _) => Accept(new AlertEvent.Dropped()),
            (AlertCommand.Meet, { } open) => Meet(open, at, rules),
            (AlertCommand.Acknowledge c, { } open) => c.Check(at, rules.MostPromiseOf(open.Finding.Key.Rule)) is { } invalid ? invalid : Acknowledge(open, c, at, rules),
            (AlertCommand.SayHow c, { } open) => c.Check() is { } invalid ? invalid : SayHow(open, c, at),
            (AlertCommand.Lapse, { } open) => Lapse(open, at, rules),
            (AlertCommand.Escalate, { } open) => Escalate(open, at, rules),
            (AlertCommand.Silence c, { } open) => c.Check(open.SilencedSince ?? at.Today, at.Today, rules) is { } invalid ? invalid
                : open.Silence?.Until == c.Until && open.Silence.Reason == c.Reason ? Unchanged : Accept(new AlertEvent.Silenced(c.Until, c.Reason)),
            (AlertCommand.Unsilence, { } open) => open.Silence is null
                ? Refusal.NotNow("not-silenced", "该预警没有静默", "the alert is not silenced")
                : at.Actor == Actor.Timekeeper && open.Silence.Until >= at.Today ? NotDue
                : Accept(new AlertEvent.Unsilenced(Resume(open, open.Finding, at, rules))),
            (AlertCommand.Close c, _) => c.Check() is { } invalid ? invalid : Accept(new AlertEvent.Closed(c.Reason)),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    private static Refusal NotDue { get; } = Refusal.NotNow("not-due", "时间未到", "its time has not come");

    private static Decision<AlertEvent> Raise(AlertState state, Finding finding, Circumstances at, AlertRules rules)
    {
        if (state.Dismissed >= finding.Facts.Level) return Unchanged;
        var first = Ladder.FirstOf(at.Places.Find(finding.Key.Unit)?.Kind ?? PlaceKind.Community);
        return Accept(new AlertEvent.Raised(finding, first, Ladder.Begin(first, finding.Facts, finding.HeldBack, at.Today, rules, at.Calendar)));
    }

    /// <summary>The step that stands goes on; one that has become possible begins today: who was warned has no less time than who was not.</summary>
    private static LadderStep? Resume(Episode open, Finding finding, Circumstances at, AlertRules rules)
        => open.Next is { } next
            ? Ladder.Resume(next, finding.Facts, finding.HeldBack, at.Now, at.Calendar)
            : open.Finding.Facts.Level == AlertLevel.Forecast
                ? Ladder.Begin(open.Fired[^1].Rung, finding.Facts, finding.HeldBack, at.Today, rules, at.Calendar)
                : Ladder.After(open.Fired[^1].Rung, finding.Facts, finding.HeldBack, at.Today, rules, at.Calendar);

    /// <summary>A forecast is watched before it is told to be better; a step that is met has to stay so, which a later look says and no clock alone.</summary>
    private static Decision<AlertEvent> Meet(Episode open, Circumstances at, AlertRules rules)
    {
        if (open.SettlesAt is { } settles) return settles <= at.Now ? Accept(new AlertEvent.Resolved()) : Unchanged;
        return open.Finding.Facts.Level == AlertLevel.Forecast || rules.SettleDays == 0
            ? Accept(new AlertEvent.Resolved())
            : Accept(new AlertEvent.Met(District.At(at.Today.AddDays(rules.SettleDays), Ladder.Morning)));
    }

    private static Decision<AlertEvent> Acknowledge(Episode open, AlertCommand.Acknowledge command, Circumstances at, AlertRules rules)
    {
        if (open.SettlesAt is not null)
            return Refusal.NotNow("met", "该目标已达标，预警将自动消除，不必承诺", "it is met, and over by itself: nothing has to be promised");
        if (open.Promise is { } standing && command.On > standing.On)
        {
            return Refusal.NotNow(
                "promised", $"已承诺 {standing.On:yyyy-MM-dd} 前完成；可以提前，不能推后。到期未消除会重新打开，届时再承诺", $"promised by {standing.On:yyyy-MM-dd}: it can be made earlier, not later; if it lapses, promise anew");
        }

        var (note, plan) = (Text(command.Note), Text(command.Plan) ?? open.Promise?.Plan);
        return Accept(new AlertEvent.Acknowledged(command.Owner, command.On, command.Reason, note, plan, HoldsUntil(command.On, plan, open.Promise, at, rules)));
    }

    private static Decision<AlertEvent> SayHow(Episode open, AlertCommand.SayHow command, Circumstances at)
        => open.Promise is not { } promise ? Refusal.NotNow("not-promised", "请先确认并承诺完成日期，再写整改方案", "acknowledge it and promise a day first")
            : promise.Plan == command.Plan.Trim() ? Unchanged
            : Accept(new AlertEvent.Planned(command.Plan.Trim(), MorningAfter(promise.On, at)));

    /// <summary>Until the morning after its day, or until the plan is late; another promise gives the plan no more time.</summary>
    private static DateTimeOffset HoldsUntil(DateOnly on, string? plan, AlertPromise? before, Circumstances at, AlertRules rules)
    {
        var after = MorningAfter(on, at);
        if (plan is not null) return after;
        var planned = before?.HoldsUntil ?? District.At(at.Calendar.NthWorkday(at.Today.AddDays(1), rules.PlanDays), Ladder.Morning);
        return planned < after ? planned : after;
    }

    private static DateTimeOffset MorningAfter(DateOnly day, Circumstances at) => District.At(at.Calendar.OnOrAfter(day.AddDays(1)), Ladder.Morning);

    private static Decision<AlertEvent> Lapse(Episode open, Circumstances at, AlertRules rules)
    {
        if (open.SettlesAt is not null || open.Promise is not { } promise || promise.HoldsUntil > at.Now) return NotDue;
        var noPlan = promise.Plan is null && at.Today <= promise.On;
        return open is { Silence: null, Next: { } next }
            ? Accept(new AlertEvent.Lapsed(noPlan, next.Rung, After(next.Rung, open, at, rules)))
            : Accept(new AlertEvent.Lapsed(noPlan, null, open.Next));
    }

    private static Decision<AlertEvent> Escalate(Episode open, Circumstances at, AlertRules rules)
        => open is { SettlesAt: null, Promise: null, Silence: null, Next: { } next } && next.At <= at.Now
            ? Accept(new AlertEvent.Escalated(next.Rung, After(next.Rung, open, at, rules)))
            : NotDue;

    private static LadderStep? After(Rung fired, Episode open, Circumstances at, AlertRules rules)
        => Ladder.After(fired, open.Finding.Facts, open.Finding.HeldBack, at.Today, rules, at.Calendar);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Decision<AlertEvent> Accept(AlertEvent happened) => Decision<AlertEvent>.Accept(happened);
}
