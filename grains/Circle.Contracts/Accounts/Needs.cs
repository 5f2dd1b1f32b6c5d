using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;

namespace Circle.Contracts.Accounts;

/// <summary>
/// What a caller from outside the silos has to be allowed before a method that reads answers. On what: the first argument that
/// says so, else the grain itself; where neither does, anywhere at all. Commands say it themselves.
/// </summary>
/// <param name="any">Of several one is enough.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(params Permission[] any) : Attribute
{
    public ImmutableArray<Permission> Any { get; } = [.. any];
}

/// <summary>A question, or a grain, that is about something in particular.</summary>
public interface IConcerns
{
    Subject Subject { get; }

    /// <summary>False: there is no such thing, which whoever may read anything of its kind is told.</summary>
    bool IsThere => true;
}

/// <summary>A read that its caller is not allowed; an edge that meets it says so (HTTP 401 or 403).</summary>
[GenerateSerializer, Alias("NotAllowedException")]
public sealed class NotAllowedException(Refusal refusal) : Exception(refusal.Faults[0].En)
{
    [Id(0)]
    public Refusal Refusal { get; } = refusal;
}

/// <summary>What the caller may do, for an edge that has to know before it asks: a stream, an upload, a page's buttons. Key 0.</summary>
[Alias("IRightsGrain")]
public interface IRightsGrain : IGrainWithIntegerKey
{
    /// <summary>Why the caller may not; null: it may.</summary>
    [Alias("Missing"), ResponseTimeout("00:00:05")]
    Task<Refusal?> Missing(Need need);
}
