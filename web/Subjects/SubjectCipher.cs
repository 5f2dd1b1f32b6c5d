using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Microsoft.AspNetCore.DataProtection;

namespace Circle.Web.Subjects;

/// <summary>Rows of subjects, see <see cref="RowCipher"/>: their data, and why they are held.</summary>
internal sealed class SubjectCipher(IDataProtectionProvider protection)
{
    private const string Whole = "data";
    private const string Hold = "hold";

    private readonly RowCipher rows = new(protection, "subjects/v1");

    /// <summary>Gives a new row its key and its data.</summary>
    public void SealNew(SubjectRow row, PersonalData data) => (row.Key, row.Data) = rows.SealNew(row.Id, Whole, Bytes(data));

    /// <summary>Puts other data into a row, under the key that it has.</summary>
    /// <exception cref="CryptographicException">Its key does not open.</exception>
    public void Seal(SubjectRow row, PersonalData data) => row.Data = rows.Seal(row.Key, row.Id, Whole, Bytes(data));

    /// <returns>Null: it does not open, because it was changed, is another's, or the key that wrapped its own is gone.</returns>
    public PersonalData? Open(SubjectRow row)
    {
        try
        {
            return rows.Open(row.Key, row.Id, Whole, row.Data) is { } clear ? JsonSerializer.Deserialize<PersonalData>(clear, JournalJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Seal(SubjectRow, PersonalData)"/>
    public byte[] SealHold(SubjectRow row, string reason) => rows.Seal(row.Key, row.Id, Hold, Encoding.UTF8.GetBytes(reason));

    /// <inheritdoc cref="Open(SubjectRow)"/>
    public string? OpenHold(SubjectRow row) => row.HeldFor is { } held && rows.Open(row.Key, row.Id, Hold, held) is { } clear ? Encoding.UTF8.GetString(clear) : null;

    private static byte[] Bytes(PersonalData data) => JsonSerializer.SerializeToUtf8Bytes(data, JournalJson.Options);
}
