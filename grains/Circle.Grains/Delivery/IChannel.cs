using Circle.Domain.Delivery;

namespace Circle.Grains.Delivery;

/// <summary>One way in which messages reach somebody.</summary>
public interface IChannel
{
    Channel Kind { get; }

    /// <summary>For how long one try of a message may take in all.</summary>
    /// <param name="each">For how long the other side may take with one answer.</param>
    TimeSpan Limit(TimeSpan each) => each;

    /// <summary>Ends when the other side has taken it, or said why not.</summary>
    /// <returns>Null: taken. Else why not, without address and secret, for whoever looks at the queue.</returns>
    /// <exception cref="Exception">The other side could not be reached, or spoke nonsense.</exception>
    Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel);
}
