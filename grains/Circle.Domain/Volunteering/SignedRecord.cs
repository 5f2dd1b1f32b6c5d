using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Circle.Domain.Volunteering;

/// <summary>
/// Exactly what a resident signed, as one text: each field with its length before it, so that no two records have the same. The phone makes it and shows what
/// it is made of; whoever receives it makes it anew. A later edit makes another one, and the signature is none of it.
/// </summary>
public static class SignedRecord
{
    private const string Version = "activity-1";

    /// <param name="opinion">居民的话; null: none.</param>
    /// <param name="form">See <see cref="ActivityLog.Form"/>.</param>
    /// <returns>SHA-256 in 64 lower hexadecimal digits.</returns>
    public static string HashOf(ActivityLog log, string? opinion, string? form) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(log, opinion, form))));

    /// <inheritdoc cref="HashOf"/>
    public static string TextOf(ActivityLog log, string? opinion, string? form)
    {
        var text = new StringBuilder();
        Add(Version);
        Add(log.Id.Value);
        Add(log.Team.Value);
        Add(log.Kind.Value);
        Add(log.Place.Value);
        Add(Moment(log.Start));
        Add(Moment(log.End));
        Add(string.Join(' ', log.People.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Who}:{p.Minutes}"))));
        Add(log.Helped.ToString(CultureInfo.InvariantCulture));
        Add(string.Join(' ', log.Attachments.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Sha}:{(int)a.Use}"))));
        Add(log.Rating is { } rating ? ((int)rating).ToString(CultureInfo.InvariantCulture) : "");
        Add(opinion ?? "");
        Add(form ?? "");
        return text.ToString();

        void Add(string field) => text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field}\n");
    }

    private static string Moment(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
