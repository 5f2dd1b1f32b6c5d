using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Grains.Alerts;

/// <summary>Reads of the alerts' rows; they are written by the journal's commit alone.</summary>
public interface IAlertRows
{
    /// <summary>JSON of each view, as its owner wrote it, by id.</summary>
    /// <param name="regions">Null: every place.</param>
    /// <param name="line">Null: every line, and none.</param>
    /// <param name="stages">See <see cref="AlertView.Stage"/>.</param>
    /// <param name="after">Null: from the first.</param>
    /// <param name="limit">1 to <see cref="MaxLimit"/>.</param>
    Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, AlertId? after, int limit, CancellationToken cancel);

    /// <summary>JSON of the views of these, of those that there are, in no order.</summary>
    /// <param name="alerts">At most <see cref="MaxLimit"/>.</param>
    Task<ImmutableArray<string>> FindAsync(ImmutableArray<AlertId> alerts, CancellationToken cancel);

    const int MaxLimit = 500;
}
