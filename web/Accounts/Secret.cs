using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Circle.Web.Accounts;

/// <summary>What is shown once and kept as its hash alone: 256 random bits need no salt and no slow hash.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>43 of <c>A–Z a–z 0–9 - _</c>.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256, 64 hex digits.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>In the same time wherever they differ.</summary>
    public static bool IsSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
