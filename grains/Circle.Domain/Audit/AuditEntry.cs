using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Circle.Domain.Audit;

/// <summary>审计条目: who did what to what, when, from where, with what result. Chained by hashes, one chain a kind.</summary>
/// <param name="Chain">One of <see cref="AuditChains"/>.</param>
/// <param name="Version">1 for the chain's first, without gaps.</param>
/// <param name="At">Microseconds of UTC since the Unix epoch.</param>
/// <param name="Action">E.g. <c>signedIn</c>.</param>
/// <param name="Actor">Null: nobody known.</param>
/// <param name="Subject">An account, a stream, a route.</param>
/// <param name="Address">Of the network; null: none was known.</param>
/// <param name="PreviousHash">Of the chain's entry before; empty on the first.</param>
/// <param name="Hash">Lower-case hex SHA-256 of all the rest, see <see cref="Reckoned"/>.</param>
public sealed record AuditEntry(
    string Chain, long Version, long At, string Action, string? Actor, string Subject, string? Address, bool IsDone, string? Note, string PreviousHash, string Hash)
{
    /// <summary>What its hash has to be.</summary>
    public string Reckoned()
    {
        // Each with its length, so that nothing moves from one field into the next.
        var text = new StringBuilder(256);
        foreach (var field in (ReadOnlySpan<string?>)[Chain, Number(Version), Number(At), Action, Actor, Subject, Address, IsDone ? "done" : "not", Note, PreviousHash])
            text.Append(field is null ? "-" : Number(field.Length)).Append(':').Append(field).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a chain stands, or where what is kept of it begins.</summary>
/// <param name="Version">0: nowhere yet.</param>
public sealed record ChainHead(string Chain, long Version, string Hash)
{
    public static ChainHead None(string chain) => new(chain, 0, "");
}

/// <summary>The chains of the audit. The journal has one for every stream.</summary>
public static class AuditChains
{
    /// <summary>登录: in, out, in vain, and from where an account worked.</summary>
    public const string SignIn = "sign-in";

    /// <summary>凭证: passwords, keys, phones, screens, invitations.</summary>
    public const string Credentials = "credentials";

    /// <summary>拒绝: what somebody asked for and may not have.</summary>
    public const string Refusals = "refusals";

    /// <summary>个人信息: what was shown in full, and what was erased.</summary>
    public const string PersonalData = "personal-data";

    /// <summary>审计自身: exports and digests.</summary>
    public const string Audit = "audit";
}
