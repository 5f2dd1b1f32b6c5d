using System.Globalization;

namespace Circle.Web.Journal;

/// <summary>An instant as it is written in bodies and queries: ISO 8601 with its offset, so that nobody's own zone is meant.</summary>
internal static class Moment
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static bool TryParse(string? text, out DateTimeOffset at)
    {
        var isRead = DateTimeOffset.TryParseExact(text?.Replace("Z", "+00:00", StringComparison.Ordinal), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        at = read.ToUniversalTime();
        return isRead;
    }
}
