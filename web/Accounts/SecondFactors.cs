using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Time;

namespace Circle.Web.Accounts;

/// <summary>By what somebody has shown who they are when a session began.</summary>
internal enum Proof
{
    Password,
    PasswordAndCode,

    /// <summary>Has the device and unlocked it: two in one.</summary>
    Passkey,
    External,
    ExternalAndCode,

    /// <summary>Was handed it by a team's leader, and has known nothing.</summary>
    Phone,
}

/// <summary>
/// 双因素: whoever works for the programme office or leads the hotline needs two factors in a live system. A session that began with
/// one is half a session: nobody to the silos, and good for setting up the second.
/// </summary>
internal sealed class SecondFactors(IGrainFactory grains, TimeProvider real)
{
    public static readonly ImmutableArray<Role> Roles = [Role.Programme, Role.Supervisor];

    public static readonly Refusal Missing = new(RefusalKind.SignedOut,
    [
        new Fault("", "second-factor", "请先在“我的账号”里设置动态验证码或通行密钥", "set up an authenticator or a passkey in your account first"),
    ]);

    private const string ProofClaim = "circle.proof";
    private const string HalfClaim = "circle.half";
    private const int MostKnown = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (bool IsRequired, long At)> known = new(StringComparer.Ordinal);
    private bool? isLive;

    public static Claim Of(Proof proof) => new(ProofClaim, proof.ToString());

    public static Proof? ProofOf(ClaimsPrincipal user) => Enum.TryParse<Proof>(user.FindFirstValue(ProofClaim), out var proof) ? proof : null;

    public static bool IsHalf(ClaimsPrincipal? user) => user?.HasClaim(c => c.Type == HalfClaim) == true;

    public static bool HasTwo(ClaimsPrincipal user) => ProofOf(user) is Proof.PasswordAndCode or Proof.Passkey or Proof.ExternalAndCode;

    /// <summary>Marks a session that is half of one. Asked of each request, so that a role which somebody is given counts at once.</summary>
    public async ValueTask<ClaimsPrincipal> JudgeAsync(ClaimsPrincipal user)
        => user.FindFirstValue(ClaimTypes.NameIdentifier) is { } person && !HasTwo(user) && await IsRequiredAsync(person)
            ? new ClaimsPrincipal(new ClaimsIdentity(user.Identity, [new Claim(HalfClaim, "")]))
            : user;

    public async ValueTask<bool> IsRequiredAsync(string person)
    {
        if (isLive == false) return false;

        // That one is enough is asked each time: whoever comes to more holds it at once, and so does this.
        if (known.TryGetValue(person, out var held) && held.IsRequired && real.GetElapsedTime(held.At) < Fresh) return true;
        try
        {
            isLive ??= (await grains.GetGrain<IRehearsalGrain>(0).View()).Clock.Mode == OperatingMode.Live;
            var today = District.DateOf(real.GetUtcNow());
            var isRequired = isLive.Value && (await grains.GetGrain<IAccountGrain>(person).Grants()).Any(g => Roles.Contains(g.Role) && g.IsInForce(today));
            if (known.Count >= MostKnown) known.Clear();
            known[person] = (isRequired, real.GetTimestamp());
            return isRequired;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or JournalException && known.TryGetValue(person, out held))
        {
            // No silo answers, and without one nothing is shown or done either.
            return held.IsRequired;
        }
    }
}
