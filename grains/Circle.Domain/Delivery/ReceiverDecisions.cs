using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;

namespace Circle.Domain.Delivery;

/// <summary>Decisions of <see cref="Receiver"/>.</summary>
internal static class ReceiverDecisions
{
    private static Refusal Unchanged { get; } = Refusal.NotNow("unchanged", "与现状相同", "it is so already");

    private static Refusal OtherTopic { get; } = new(
        RefusalKind.Invalid, [new Fault("topic", "not-allowed", "投递内容不能改：请停用后另加一个接收方", "what it hears of cannot be changed: close it and add another")]);

    public static Decision<ReceiverEvent> Decide(ReceiverState state, ReceiverCommand command, Circumstances at) => command switch
    {
        ReceiverCommand.Open when state.Id is not null => Refusal.NotNow("opened-already", "这个接收方已添加", "the receiver is there already"),
        ReceiverCommand.Open c => Check(c.Terms, c.Around, at) ?? Full(c.Around) ?? Accept(new ReceiverEvent.Opened(c.Receiver, Cleaned(c.Terms))),
        _ when state.Id is null => Refusal.Unknown("id", "没有这个接收方", "no such receiver"),
        _ when state.Closed is not null => Refusal.NotNow("closed", "这个接收方已停用，要再用请新增", "the receiver is closed: add it anew to use it again"),
        ReceiverCommand.Correct c => Check(c.Terms, c.Around, at) ?? Correct(state, Cleaned(c.Terms), at),
        ReceiverCommand.Close c => CheckReason(c.Reason) ?? Accept(new ReceiverEvent.Closed(c.Reason.Trim())),
        ReceiverCommand.Test => state.Out is not null
            ? Refusal.NotNow("under-way", "有一条消息正在投递；失败的可点“立即重投”", "a message is under way: resend it where it failed")
            : Accept(new ReceiverEvent.Departed(state.Last + 1, [], 0, true, state.Due)),
        ReceiverCommand.Resend c => Resend(state, c.Number, at),
        ReceiverCommand.GiveUp c => GiveUp(state, c.Number, at),
        ReceiverCommand.Hear c => Hear(state, c.Alerts, at),
        ReceiverCommand.HearTickets c => HearTickets(state, c.Tickets, at),
        ReceiverCommand.Depart => Following(state, at) is { } next ? Accept(next) : Refusal.NotNow("not-due", "时间未到", "its time has not come"),
        ReceiverCommand.Settle c => Settle(state, c, at),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    /// <summary>What waits is of the one topic, and of another nobody could read it.</summary>
    private static Decision<ReceiverEvent> Correct(ReceiverState state, ReceiverTerms terms, Circumstances at)
        => terms == state.Terms ? Unchanged
            : terms.Topic != Cleaned(state.Terms!).Topic ? OtherTopic
            : With(state, new ReceiverEvent.Corrected(terms, state.Due is null ? null : terms.Departs(at.Now, at.Calendar)), at);

    /// <summary>What waits already, or is under way in the same version, is heard once.</summary>
    private static Decision<ReceiverEvent> Hear(ReceiverState state, ImmutableArray<HeardAlert> news, Circumstances at)
    {
        var underWay = state.Out?.Alerts.ToDictionary(a => a.Alert, a => a.Version) ?? [];
        var (heard, more, room) = (ImmutableDictionary.CreateBuilder<AlertId, HeardAlert>(), 0, state.Terms!.MostWaiting() - state.Waiting.Count);
        foreach (var alert in news)
        {
            var before = heard.GetValueOrDefault(alert.Alert) ?? state.Waiting.GetValueOrDefault(alert.Alert);
            if ((before?.Version ?? underWay.GetValueOrDefault(alert.Alert)) >= alert.Version) continue;
            if (before is null && room-- <= 0) more++;
            else heard[alert.Alert] = before?.With(alert) ?? alert;
        }

        return heard.Count + more == 0 ? Unchanged
            : With(state, new ReceiverEvent.Heard([.. heard.Values.OrderBy(a => a.Since).ThenBy(a => a.Alert.Value, StringComparer.Ordinal)], more, state.Due ?? state.Terms.Departs(at.Now, at.Calendar)), at);
    }

    /// <summary>Each stage is told by itself, however many a ticket comes to meanwhile.</summary>
    private static Decision<ReceiverEvent> HearTickets(ReceiverState state, ImmutableArray<HeardTicket> tickets, Circumstances at)
    {
        var known = state.Tickets.Concat(state.Out?.Tickets ?? []).Select(t => (t.Ticket, t.Version)).ToHashSet();
        var heard = tickets.Where(t => known.Add((t.Ticket, t.Version))).ToImmutableArray();
        var room = Math.Clamp(state.Terms!.MostWaiting() - state.Tickets.Length, 0, heard.Length);
        return heard.IsEmpty ? Unchanged
            : With(state, new ReceiverEvent.HeardTickets(heard[..room], heard.Length - room, state.Due ?? state.Terms.Departs(at.Now, at.Calendar)), at);
    }

    private static Decision<ReceiverEvent> Resend(ReceiverState state, long number, Circumstances at)
        => state.Out?.Number == number ? state.Out.IsDue(at.Now) ? Unchanged : Accept(new ReceiverEvent.Hurried(number))
            : state.Dead.Any(d => d.Number == number) ? With(state, new ReceiverEvent.Resent(number, state.Due ?? at.Now), at)
            : Refusal.Unknown("number", "没有这条死信，或已重投", "no such dead letter, or it was resent");

    private static Decision<ReceiverEvent> GiveUp(ReceiverState state, long number, Circumstances at)
        => state.Out is { } outgoing && outgoing.Number == number
            ? With(state, Died(state, outgoing, Short(outgoing.Failure is { } failure ? $"人工放弃 · given up by hand: {failure}" : "人工放弃 · given up by hand"), at), at)
            : Refusal.Unknown("number", "这条消息已不在投递中，请刷新后再看", "this message is no longer under way: look again");

    private static Decision<ReceiverEvent> Settle(ReceiverState state, ReceiverCommand.Settle command, Circumstances at)
    {
        if (state.Out is not { } outgoing || outgoing.Number != command.Number || outgoing.Tries + 1 != command.Try) return Unchanged;
        if (command.Failure is not { } failure) return With(state, new ReceiverEvent.Delivered(outgoing.Number), at);
        var why = Short(failure);
        return outgoing.IsTest || BackOff.IsOver(command.Try, at.Now - outgoing.Since)
            ? With(state, Died(state, outgoing, why, at), at)
            : Accept(new ReceiverEvent.Failed(outgoing.Number, why, NextTry(state, outgoing, at.Now + BackOff.After(command.Try), at)));
    }

    /// <summary>Nobody is woken by a repeat of what is not urgent.</summary>
    private static DateTimeOffset NextTry(ReceiverState state, Outgoing outgoing, DateTimeOffset next, Circumstances at)
        => outgoing.Alerts.Any(a => a.IsUrgent) ? next : state.Terms!.Wakes(next, at.Calendar);

    private static string Short(string failure) => failure.Length <= Receiver.MaxFailure ? failure : failure[..Receiver.MaxFailure];

    /// <summary>The count of a dead letter that gives way is told as well.</summary>
    private static ReceiverEvent.Died Died(ReceiverState state, Outgoing outgoing, string why, Circumstances at)
        => new(outgoing.Number, why, state.Due ?? (!outgoing.IsTest && state.Dead.Length >= Receiver.MaxDead ? state.Terms!.Departs(at.Now, at.Calendar) : null));

    /// <summary>And what may leave now leaves in the same commit.</summary>
    private static Decision<ReceiverEvent> With(ReceiverState state, ReceiverEvent happened, Circumstances at)
        => Following(Receiver.Fold(state, new Recorded<ReceiverEvent>(happened, 0, at.Actor, at.Now)), at) is { } next
            ? new Decision<ReceiverEvent>.Accepted([new(happened), new(next)])
            : Accept(happened);

    /// <summary>All that waits when it is due and the hour is none of the quiet ones, oldest first; before, what waits for no hour. Null: nothing leaves now.</summary>
    private static ReceiverEvent? Following(ReceiverState state, Circumstances at)
    {
        if (state.Out is not null || state.Due is not { } due) return null;
        var isDue = !state.Terms!.HasHours() || due <= at.Now;
        if (isDue && state.Terms.Wakes(at.Now, at.Calendar) is var wakes && wakes > at.Now) (isDue, due) = (false, wakes);
        ImmutableArray<AlertId> leaving =
        [
            .. state.Waiting.Values.Where(a => isDue || a.IsUrgent || state.Again.Contains(a.Alert)).OrderByDescending(a => a.IsUrgent).ThenBy(a => a.Since).ThenBy(a => a.Alert.Value, StringComparer.Ordinal)
                .Take(Receiver.MaxTogether).Select(a => a.Alert),
        ];
        var tickets = isDue ? Math.Min(Receiver.MaxTogether - leaving.Length, state.Tickets.Length) : 0;
        if (!isDue && leaving.IsEmpty) return due == state.Due ? null : new ReceiverEvent.Postponed(due);
        return new ReceiverEvent.Departed(state.Last + 1, leaving, isDue ? state.More : 0, false, leaving.Length == state.Waiting.Count && tickets == state.Tickets.Length && (isDue || state.More == 0) ? null : due, tickets);
    }

    private static ReceiverTerms Cleaned(ReceiverTerms terms) => terms with { Name = terms.Name.Trim(), Topic = terms.Topic == ReceiverTopic.Alerts ? null : terms.Topic };

    private static Decision<ReceiverEvent>? Check(ReceiverTerms terms, ReceiverSurroundings? around, Circumstances at)
    {
        var faults = new FaultList();
        terms.Check(faults, around?.Targets, around?.Webhooks, at);
        return faults.Any ? faults.ToRefusal() : (Decision<ReceiverEvent>?)null;
    }

    private static Decision<ReceiverEvent>? Full(ReceiverSurroundings? around)
        => around is { Open: >= Receiver.MostOpen }
            ? Refusal.NotNow("too-many", $"已有 {Receiver.MostOpen} 个接收方，不能再增加；请先停用不再使用的", $"{Receiver.MostOpen} receivers are open, and no more can be: close one that nobody uses")
            : (Decision<ReceiverEvent>?)null;

    private static Decision<ReceiverEvent>? CheckReason(string reason)
    {
        var faults = new FaultList();
        faults.Prose("reason", reason, 1, Receiver.MaxReason);
        return faults.Any ? faults.ToRefusal() : (Decision<ReceiverEvent>?)null;
    }

    private static Decision<ReceiverEvent> Accept(ReceiverEvent happened) => Decision<ReceiverEvent>.Accept(happened);
}
