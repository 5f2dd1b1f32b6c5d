using Circle.Domain.Delivery;

namespace Circle.Grains.Delivery;

/// <summary>One way in which messages reach somebody.</summary>
public interface IChannel
{
    Channel Kind { get; }

    /// <summary>Ends when the other side has taken it, or said why not.</summary>
    /// <returns>Null: taken. Else why not, without address and secret, for whoever looks at the queue.</returns>
    /// <exception cref="Exception">The other side could not be reached, or spoke nonsense.</exception>
    Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel);
}
