using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Journal;

/// <summary>One thing that is wrong, said so that the person can act on it.</summary>
/// <param name="Field">JSON name of the field, empty when it is about the whole.</param>
/// <param name="Code">Stable, kebab-case, for machines.</param>
[GenerateSerializer, Immutable, Alias("Fault")]
public sealed record Fault(
    [property: Id(0)] string Field,
    [property: Id(1)] string Code,
    [property: Id(2)] string Zh,
    [property: Id(3)] string En);

public enum RefusalKind
{
    /// <summary>The input is wrong by itself; all faults are named (HTTP 422).</summary>
    Invalid,

    /// <summary>The input is fine, the state does not allow it (HTTP 409).</summary>
    NotNow,

    /// <summary>There is no such thing (HTTP 404).</summary>
    Unknown,

    /// <summary>Nobody, or not this person, may do it (HTTP 403).</summary>
    Forbidden,

    /// <summary>Nobody known asks (HTTP 401).</summary>
    SignedOut,

    /// <summary>The same command id came before with another payload (HTTP 409).</summary>
    IdReused,
}

/// <summary>A command that changed nothing, and why.</summary>
[GenerateSerializer, Immutable, Alias("Refusal")]
public sealed record Refusal([property: Id(0)] RefusalKind Kind, [property: Id(1)] ImmutableArray<Fault> Faults)
{
    /// <summary>Code of <see cref="ChangedMeanwhile"/>.</summary>
    public const string ChangedMeanwhileCode = "changed-meanwhile";

    /// <summary>Of a command that says which version it was compared with, when another one stands: compare again, and ask again.</summary>
    public static Refusal ChangedMeanwhile { get; } = NotNow(ChangedMeanwhileCode, "刚才有人改过，请看过最新内容再改", "somebody has just changed it: look at it as it stands now, and change that");

    public static Refusal NotNow(string code, string zh, string en) => new(RefusalKind.NotNow, [new Fault("", code, zh, en)]);

    public static Refusal Unknown(string field, string zh, string en) => new(RefusalKind.Unknown, [new Fault(field, "unknown", zh, en)]);
}
