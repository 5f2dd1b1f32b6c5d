using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Screens;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Screens;
using Circle.Domain.Time;
using Circle.Grains.Plans;
using Circle.Grains.Time;

namespace Circle.Grains.Accounts;

/// <summary>
/// What callers may do, as this silo knows it: asked of their accounts and screens once a second, so that what is withdrawn ends within seconds on
/// every silo and a busy caller costs one question.
/// </summary>
public sealed class RightsBook(IGrainFactory grains, Atlas atlas, BusinessClock clock, TimeProvider real)
{
    /// <summary>Past it the book begins anew: it holds nothing that cannot be asked again.</summary>
    private const int MostKnown = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>The same for what is not there: it reveals nothing.</summary>
    private static readonly Refusal NotYours = new(RefusalKind.Forbidden,
    [
        new Fault(
            "",
            "not-yours",
            "没有这项，或不在您的权限范围内；需要时请联系区长效办",
            "there is no such thing, or it is not yours; ask the programme office if you need it"),
    ]);

    private readonly ConcurrentDictionary<Actor, Known> known = new();

    private sealed record Known(ImmutableArray<Grant> Grants, long At);

    /// <summary>Why this caller may not; null: it may. A need of null is the system's own.</summary>
    public async ValueTask<Refusal?> MissingAsync(Actor? caller, Need? need)
    {
        if (caller is not { } actor || actor.Value is null or { Length: > Actor.MaxLength }) return Caller.SignedOut;
        if (IsSystem(actor)) return null;
        // What callers said, and who they are, is nobody's who has not signed in, be it in a rehearsal.
        if (IsRehearsed(actor)) return actor != Caller.Visitor || need is { Permission: Permission.Read or Permission.Watch } ? null : Caller.SignedOut;
        var grants = await GrantsAsync(actor);
        if (grants.IsEmpty) return Caller.SignedOut;
        if (need is not null && Rights.May(grants, need, atlas.Places, clock.Today)) return null;
        return need is { Hidden: { } hidden } && Rights.May(grants, new Need(need.Permission), atlas.Places, clock.Today) ? hidden : NotYours;
    }

    /// <summary>By which a caller may read, for whoever answers with a part of many.</summary>
    /// <returns>Null: all of it, as the system's own may.</returns>
    public async ValueTask<ImmutableArray<Grant>?> ReadingAsync(Actor? caller)
        => caller is not { Value: not null } actor ? [] : IsSystem(actor) || IsRehearsed(actor) ? null
            : [.. (await GrantsAsync(actor)).Where(g => g.IsInForce(clock.Today) && Roles.PermissionsOf(g.Role).Contains(Permission.Read))];

    /// <summary>It changed here and now.</summary>
    public void Forget(Actor actor) => known.TryRemove(actor, out _);

    private static bool IsSystem(Actor actor) => actor.Value.StartsWith("system:", StringComparison.Ordinal);

    /// <summary>Simulated people enter nothing into a live journal.</summary>
    private bool IsRehearsed(Actor actor) => clock.Mode == OperatingMode.Rehearsal && actor.Value.StartsWith("rehearsal:", StringComparison.Ordinal);

    private async ValueTask<ImmutableArray<Grant>> GrantsAsync(Actor actor)
    {
        if (known.TryGetValue(actor, out var held) && real.GetElapsedTime(held.At) < Fresh) return held.Grants;
        var at = real.GetTimestamp();
        if (Ask(actor) is not { } asked) return [];
        var grants = await asked;
        if (known.Count >= MostKnown) known.Clear();
        known[actor] = new Known(grants, at);
        return grants;
    }

    /// <summary>Whoever answers for actors of its kind; null: nobody does.</summary>
    private Task<ImmutableArray<Grant>>? Ask(Actor actor)
        => AccountId.Of(actor) is { } account ? grains.GetGrain<IAccountGrain>(account.Value).Grants()
            : ScreenId.Of(actor) is { } screen ? grains.GetGrain<IScreenGrain>(screen.Value).Grants()
            : null;
}
