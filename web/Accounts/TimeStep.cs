using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Circle.Web.Accounts;

/// <summary>Which half minute a one-time code belongs to (RFC 6238), which Identity does not tell.</summary>
internal static class TimeStep
{
    /// <summary>Before and after now: as far as a phone's clock is wrong. Identity would take two, and a guesser has more to hit.</summary>
    private const int Window = 1;
    private const int Seconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="key">In base 32.</param>
    /// <returns>Half minutes since 1970, the newest that fits; null: none does.</returns>
    public static long? Of(string key, int code, DateTimeOffset now)
    {
        var bytes = Decode(key);
        var current = now.ToUnixTimeSeconds() / Seconds;
        for (var step = current + Window; step >= current - Window; step--)
        {
            if (CodeOf(bytes, step) == code) return step;
        }

        return null;
    }

    public static int CodeOf(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> moving = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(moving, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // What authenticator apps compute.
        HMACSHA1.HashData(key, moving, hash);
#pragma warning restore CA5350
        return (BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue) % 1_000_000;
    }

    public static byte[] Decode(string text)
    {
        var (bytes, held, bits) = (new List<byte>(text.Length * 5 / 8), 0, 0);
        foreach (var letter in text.TrimEnd('='))
        {
            (held, bits) = ((held << 5) | Base32.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal), bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
