using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Audit;
using Circle.Domain.Journal;

namespace Circle.Web.Audit;

/// <summary>What the last verification found.</summary>
/// <param name="Breaks">The first of each chain, some of them.</param>
/// <param name="Broken">How many chains do not hold.</param>
internal sealed record Verification(
    DateTimeOffset At, bool IsSound, long Streams, long Events, long Chains, long Entries, long Digests, long Broken, ImmutableArray<ChainBreak> Breaks);

/// <summary>The digests' folder: a file a digest, to be copied elsewhere, and the last verification.</summary>
internal sealed class DigestFiles(AuditRules rules)
{
    private const string VerificationFile = "verification.json";

    public string PathOf(HeadsDigest digest) => Path.Combine(
        rules.Directory,
        digest.Day is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"digest-{day:yyyy-MM-dd}.json")
            : string.Create(CultureInfo.InvariantCulture, $"digest-{digest.Number:000000}.json"));

    /// <summary>Whole, or not at all. One that is there stays.</summary>
    /// <exception cref="IOException">Or <see cref="UnauthorizedAccessException"/>: it cannot be written.</exception>
    public Task WriteAsync(HeadsDigest digest, CancellationToken cancel) => File.Exists(PathOf(digest)) ? Task.CompletedTask : WriteAsync(PathOf(digest), digest.ToJson(), cancel);

    public Task WriteAsync(Verification verification, CancellationToken cancel)
        => WriteAsync(Path.Combine(rules.Directory, VerificationFile), JsonSerializer.Serialize(verification, JournalJson.Options), cancel);

    /// <summary>Null: none was written here, or it cannot be read.</summary>
    public async Task<Verification?> LastVerificationAsync(CancellationToken cancel)
    {
        try
        {
            return JsonSerializer.Deserialize<Verification>(await File.ReadAllTextAsync(Path.Combine(rules.Directory, VerificationFile), cancel), JournalJson.Options);
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
