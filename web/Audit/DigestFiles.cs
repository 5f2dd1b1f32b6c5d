using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Audit;
using Circle.Domain.Journal;

namespace Circle.Web.Audit;

/// <summary>What the last verification found.</summary>
/// <param name="Breaks">The first of each chain, some of them.</param>
/// <param name="Broken">How many chains do not hold.</param>
internal sealed record JournalVerification(
    DateTimeOffset At, bool IsSound, long Streams, long Events, long Chains, long Entries, long Digests, long Broken, ImmutableArray<ChainBreak> Breaks);

/// <summary>The digests' folder: a file a digest, to be copied elsewhere, and the last verification.</summary>
internal sealed class DigestFiles(AuditRules rules)
{
    private const string VerificationFile = "verification.json";

    /// <summary>By the day, or the number of one that was asked for, and by the database: several may have one folder.</summary>
    public string PathOf(HeadsDigest digest)
    {
        var which = digest.Day is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : digest.Number.ToString("000000", CultureInfo.InvariantCulture);
        return Path.Combine(rules.Directory, $"digest-{which}-{digest.Journal.Database.ToString("N")[..8]}.json");
    }

    /// <summary>Whole, or not at all. One that is there stays.</summary>
    /// <exception cref="IOException">Or <see cref="UnauthorizedAccessException"/>: it cannot be written.</exception>
    /// <exception cref="InvalidDataException">Another digest's is there, as after a backup was restored: both are to be kept, and a person has to move it.</exception>
    public async Task WriteAsync(HeadsDigest digest, CancellationToken cancel)
    {
        var (path, text) = (PathOf(digest), digest.ToJson());
        if (!File.Exists(path)) await WriteAsync(path, text, cancel);
        else if (await File.ReadAllTextAsync(path, cancel) != text) throw new InvalidDataException($"{path} is another digest's: move it elsewhere and keep it");
    }

    public Task WriteAsync(JournalVerification verification, CancellationToken cancel)
        => WriteAsync(Path.Combine(rules.Directory, VerificationFile), JsonSerializer.Serialize(verification, JournalJson.Options), cancel);

    /// <summary>Null: none was written here, or it cannot be read.</summary>
    public async Task<JournalVerification?> LastVerificationAsync(CancellationToken cancel)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalVerification>(await File.ReadAllTextAsync(Path.Combine(rules.Directory, VerificationFile), cancel), JournalJson.Options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        Directory.CreateDirectory(rules.Directory);

        // Of two programs in one folder each has a name of its own for what is not whole yet.
        var part = $"{path}.{Environment.ProcessId}.part";
        await File.WriteAllTextAsync(part, text, cancel);
        File.Move(part, path, overwrite: true);
    }
}
