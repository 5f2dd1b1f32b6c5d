using Circle.Contracts.Accounts;
using Circle.Contracts.Alerts;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Grains.Journal;

namespace Circle.Grains.Alerts;

[GrainType("alert")]
public sealed class AlertGrain(AggregateServices services) : AggregateGrain<Alert, AlertState, AlertCommand, AlertEvent>(services), IAlertGrain, IConcerns
{
    public Subject Subject => Alert.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.Key is not null;

    public Task<AlertView?> View() => Task.FromResult(AlertView.Of(Committed.State));
}
