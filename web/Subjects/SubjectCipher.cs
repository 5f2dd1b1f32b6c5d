using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Microsoft.AspNetCore.DataProtection;

namespace Circle.Web.Subjects;

/// <summary>
/// 信封加密: each subject has a random key, which lies beside its data wrapped by the keys of Data Protection. What is encrypted belongs to
/// its subject's id: a row that is copied over another one does not open.
/// </summary>
internal sealed class SubjectCipher(IDataProtectionProvider protection)
{
    private const int KeySize = 32;
    private const string Whole = "data";
    private const string Hold = "hold";

    private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

    private readonly IDataProtector keys = protection.CreateProtector("subjects/v1");

    /// <summary>Gives a new row its key and its data.</summary>
    public void SealNew(SubjectRow row, PersonalData data)
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        row.Key = keys.Protect(key);
        row.Data = Seal(key, row.Id, Whole, JsonSerializer.SerializeToUtf8Bytes(data, JournalJson.Options));
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Puts other data into a row, under the key that it has.</summary>
    /// <exception cref="CryptographicException">Its key does not open.</exception>
    public void Seal(SubjectRow row, PersonalData data) => row.Data = Seal(keys.Unprotect(row.Key), row.Id, Whole, JsonSerializer.SerializeToUtf8Bytes(data, JournalJson.Options));

    /// <returns>Null: it does not open, because it was changed, is another's, or the key that wrapped its own is gone.</returns>
    public PersonalData? Open(SubjectRow row)
    {
        try
        {
            return JsonSerializer.Deserialize<PersonalData>(Open(keys.Unprotect(row.Key), row.Id, Whole, row.Data), JournalJson.Options);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Seal(SubjectRow, PersonalData)"/>
    public byte[] SealHold(SubjectRow row, string reason) => Seal(keys.Unprotect(row.Key), row.Id, Hold, Encoding.UTF8.GetBytes(reason));

    /// <inheritdoc cref="Open(SubjectRow)"/>
    public string? OpenHold(SubjectRow row)
    {
        try
        {
            return row.HeldFor is { } held ? Encoding.UTF8.GetString(Open(keys.Unprotect(row.Key), row.Id, Hold, held)) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Nonce, tag, and what is encrypted.</summary>
    private static byte[] Seal(byte[] key, string id, string what, ReadOnlySpan<byte> clear)
    {
        var made = new byte[NonceSize + TagSize + clear.Length];
        RandomNumberGenerator.Fill(made.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(made.AsSpan(0, NonceSize), clear, made.AsSpan(NonceSize + TagSize), made.AsSpan(NonceSize, TagSize), Belonging(id, what));
        return made;
    }

    private static byte[] Open(byte[] key, string id, string what, ReadOnlySpan<byte> made)
    {
        if (made.Length < NonceSize + TagSize) throw new CryptographicException("too short");
        var clear = new byte[made.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(made[..NonceSize], made[(NonceSize + TagSize)..], made.Slice(NonceSize, TagSize), clear, Belonging(id, what));
        return clear;
    }

    private static byte[] Belonging(string id, string what) => Encoding.UTF8.GetBytes($"subjects/v1\n{id}\n{what}");
}
