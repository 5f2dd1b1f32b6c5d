using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Circle.Web.Subjects;

/// <summary>
/// 信封加密: each row has a random key, which lies beside its data wrapped by the keys of Data Protection. What is encrypted belongs to its
/// row's id: a row that is copied over another one does not open.
/// </summary>
/// <param name="purpose">Never given to rows of another kind, and the same for ever.</param>
internal sealed class RowCipher(IDataProtectionProvider protection, string purpose)
{
    private const int KeySize = 32;

    private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

    private readonly IDataProtector keys = protection.CreateProtector(purpose);

    /// <returns>A new key, wrapped, and what was encrypted by it.</returns>
    public (byte[] Key, byte[] Data) SealNew(string id, string what, ReadOnlySpan<byte> clear)
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        var made = (keys.Protect(key), Encrypt(key, id, what, clear));
        CryptographicOperations.ZeroMemory(key);
        return made;
    }

    /// <summary>Under the key that a row has.</summary>
    /// <exception cref="CryptographicException">It does not open.</exception>
    public byte[] Seal(byte[] wrapped, string id, string what, ReadOnlySpan<byte> clear) => Encrypt(keys.Unprotect(wrapped), id, what, clear);

    /// <returns>Null: it does not open, because it was changed, is another's, or the key that wrapped its own is gone.</returns>
    public byte[]? Open(byte[] wrapped, string id, string what, ReadOnlySpan<byte> made)
    {
        try
        {
            return Decrypt(keys.Unprotect(wrapped), id, what, made);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Nonce, tag, and what is encrypted.</summary>
    private byte[] Encrypt(byte[] key, string id, string what, ReadOnlySpan<byte> clear)
    {
        var made = new byte[NonceSize + TagSize + clear.Length];
        RandomNumberGenerator.Fill(made.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(made.AsSpan(0, NonceSize), clear, made.AsSpan(NonceSize + TagSize), made.AsSpan(NonceSize, TagSize), Belonging(id, what));
        return made;
    }

    private byte[] Decrypt(byte[] key, string id, string what, ReadOnlySpan<byte> made)
    {
        if (made.Length < NonceSize + TagSize) throw new CryptographicException("too short");
        var clear = new byte[made.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(made[..NonceSize], made[(NonceSize + TagSize)..], made.Slice(NonceSize, TagSize), clear, Belonging(id, what));
        return clear;
    }

    private byte[] Belonging(string id, string what) => Encoding.UTF8.GetBytes($"{purpose}\n{id}\n{what}");
}
