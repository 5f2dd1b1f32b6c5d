using Circle.Domain.Journal;

namespace Circle.Domain.ServicePoints;

/// <summary>Decisions on the way of §三(二)1: found, filed, registered, under agreement, with its sign, supervised; none is skipped.</summary>
internal static class PointRegistration
{
    /// <summary>By the rules as they are now: a kind that is registered since yesterday takes its older points with it.</summary>
    public static Decision<ServicePointEvent> Decide(ServicePointState state, ServicePointCommand command, Circumstances at)
    {
        if (!state.IsRegistered && at.Plan?.Document.Directory?.Find(state.Draft!.Kind) is not { IsRegistered: true }) return Refusal.NotNow("not-registered", "该类别不需要备案", "points of this kind are not registered");
        return command switch
        {
            ServicePointCommand.File c => Step(state, Registration.Filed, c.On, () => new ServicePointEvent.Filed(c.On)),
            ServicePointCommand.Return c when state.Registration == Registration.Filed => Decision<ServicePointEvent>.Accept(new ServicePointEvent.Returned(c.Reason)),
            ServicePointCommand.Return => Refusal.NotNow("not-filed", "该服务点没有待审核的上报", "nothing of this point is before the bureau"),
            ServicePointCommand.Register c => Step(state, Registration.Registered, c.On, () => new ServicePointEvent.Registered(c.Number.Trim(), c.On)),
            ServicePointCommand.EndAgreement => End(state, at),
            ServicePointCommand.Agree c when state.Agreement is { } before && c.On > before.On
                => Decision<ServicePointEvent>.Accept(new ServicePointEvent.AgreementRenewed(c.Number.Trim(), c.On, c.Until), c.On),
            ServicePointCommand.Agree c => Step(state, Registration.Agreed, c.On, () => new ServicePointEvent.Agreed(c.Number.Trim(), c.On, c.Until)),
            ServicePointCommand.HangSign c => Step(state, Registration.SignHung, c.On, () => new ServicePointEvent.SignHung(c.Number.Trim(), c.On)),
            ServicePointCommand.Supervise c => Step(state, Registration.Supervised, c.On, () => new ServicePointEvent.Supervised(c.On)),
            ServicePointCommand.Disqualify c when state.Registration < Registration.Registered
                => Refusal.NotNow("not-registered", "还没有备案，没有资格可以取消", "it is not registered: there is nothing to lose"),
            ServicePointCommand.Disqualify c => NotBefore(state, c.On) ?? Decision<ServicePointEvent>.Accept(new ServicePointEvent.Disqualified(c.Complaint.Trim(), c.Reason, c.On), c.On),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    private static Decision<ServicePointEvent> End(ServicePointState state, Circumstances at)
        => state is { AgreementEnded: null, Agreement.Until: { } until } && until < at.Today
            ? Decision<ServicePointEvent>.Accept(new ServicePointEvent.AgreementEnded(until.AddDays(1)))
            : Refusal.NotNow("runs", "服务协议还没有到期", "the agreement still runs");

    /// <summary>Of one that has lost its standing, or closed, while its sign still hangs.</summary>
    public static Decision<ServicePointEvent> TakeDownSign(ServicePointState state, ServicePointCommand.TakeDownSign command)
    {
        if (state.State is not (PointState.Disqualified or PointState.Closed))
            return Refusal.NotNow("in-service", "仍在营的服务点不摘牌，请先取消资格或关闭", "a sign comes down when the point is disqualified or closed");
        if (state.SignDown is not null || state.Registration < Registration.SignHung)
            return Refusal.NotNow("no-sign", "该服务点没有挂着的标牌", "no sign of this point hangs");
        return command.On < state.StateSince
            ? Refusal.NotNow("too-early", $"不能早于 {state.StateSince:yyyy-MM-dd}", $"must not be before {state.StateSince:yyyy-MM-dd}")
            : Decision<ServicePointEvent>.Accept(new ServicePointEvent.SignTakenDown(command.On), command.On);
    }

    /// <summary>§三(二)1: 经查实后取消服务点资格. Of one that has no standing there is none to lose.</summary>
    public static Decision<ServicePointEvent> OpenReview(ServicePointState state, ServicePointCommand.OpenReview command)
        => state.Registration < Registration.Registered ? Refusal.NotNow("not-registered", "还没有备案，没有资格可以取消", "it is not registered: there is nothing to lose")
            : state.Reviews.Any(r => r.Ticket == command.Ticket) ? Refusal.NotNow("reviewed", "该投诉已启动核查", "the complaint is under review already")
            : state.Reviews.Length >= ServicePoint.MostReviews ? Refusal.NotNow("reviewed-enough", $"待核查的查实投诉已有 {ServicePoint.MostReviews} 件", $"{ServicePoint.MostReviews} complaints are under review")
            : Decision<ServicePointEvent>.Accept(new ServicePointEvent.ReviewOpened(command.Complaint, command.Ticket));

    private static Decision<ServicePointEvent> Step(ServicePointState state, Registration to, DateOnly on, Func<ServicePointEvent> happens)
    {
        if (state.Registration >= to) return Refusal.NotNow("done", $"这一步已于 {DayOf(state, to):yyyy-MM-dd} 完成", $"this step was done on {DayOf(state, to):yyyy-MM-dd}");
        if (state.Registration != to - 1)
            return Refusal.NotNow("skipped", $"请先完成上一步：{Words(to - 1).Zh}", $"the step before comes first: {Words(to - 1).En}");
        return NotBefore(state, on) ?? Decision<ServicePointEvent>.Accept(happens(), on);
    }

    private static Decision<ServicePointEvent>? NotBefore(ServicePointState state, DateOnly on)
        => !state.Steps.IsEmpty && on < state.Steps[^1].On
            ? Refusal.NotNow("too-early", $"不能早于上一步的日期 {state.Steps[^1].On:yyyy-MM-dd}", $"must not be before the step before it, {state.Steps[^1].On:yyyy-MM-dd}")
            : (Decision<ServicePointEvent>?)null;

    private static DateOnly DayOf(ServicePointState state, Registration step) => state.Steps.First(s => s.Step == step).On;

    public static (string Zh, string En) Words(Registration step) => step switch
    {
        Registration.Found => ("摸底", "found"),
        Registration.Filed => ("上报", "filed"),
        Registration.Registered => ("备案", "registered"),
        Registration.Agreed => ("签订服务协议", "agreement signed"),
        Registration.SignHung => ("悬挂标牌", "sign hung"),
        _ => ("纳入监督", "supervised"),
    };
}
