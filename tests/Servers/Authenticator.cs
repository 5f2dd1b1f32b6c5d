using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Circle.TestServers;

/// <summary>An authenticator app in somebody's pocket (RFC 6238). The server takes each code once, so each is given once.</summary>
public sealed class Authenticator(string key)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;

    private long _last;

    /// <summary>Shown by the server once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Sets one up for whoever is signed in.</summary>
    public static async Task<Authenticator> SetUpAsync(HttpClient http, CancellationToken cancel)
    {
        var begun = await PostAsync(http, "/api/v1/account/authenticator", new { }, cancel);
        var authenticator = new Authenticator(begun.GetProperty("key").GetString()!);
        var confirmed = await PostAsync(http, "/api/v1/account/authenticator/confirmation", new { code = authenticator.Next() }, cancel);
        authenticator.RecoveryCodes = [.. confirmed.GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!)];
        return authenticator;
    }

    /// <summary>A code that was not given before. The server takes up to two of the future, so no more than three can be had within half a minute.</summary>
    public string Next()
    {
        _last = Math.Max(_last + 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / Seconds);
        return CodeOf(_last);
    }

    /// <summary>The one that was given last.</summary>
    public string Last() => CodeOf(_last);

    /// <summary>The one before it, which the server would take had it not taken a newer one.</summary>
    public string Older() => CodeOf(_last - 1);

    /// <summary>One that is nowhere near.</summary>
    public string Wrong() => CodeOf(_last + 1_000);

    private string CodeOf(long step)
    {
        Span<byte> moving = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(moving, step);
#pragma warning disable CA5350 // What authenticator apps compute.
        var hash = HMACSHA1.HashData(Key(), moving);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private byte[] Key()
    {
        var bits = string.Concat(key.Select(c => Convert.ToString(Base32.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancel);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync(cancel)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }
}
