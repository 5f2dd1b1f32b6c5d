using System.Collections.Immutable;
using Circle.Domain.Delivery;

namespace Circle.Grains.Delivery;

/// <summary>Reads of the receivers' rows; they are written by the journal's commit alone.</summary>
public interface IReceiverRows
{
    /// <summary>JSON of each view, as its owner wrote it, by id.</summary>
    /// <param name="stage"><see cref="Receiver.OpenStage"/> or <see cref="Receiver.ClosedStage"/>.</param>
    /// <param name="limit">1 or more.</param>
    Task<ImmutableArray<string>> ListAsync(string stage, int limit, CancellationToken cancel);
}
