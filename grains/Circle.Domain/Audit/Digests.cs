using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Audit;

/// <summary>All streams of one kind, folded into one hash.</summary>
/// <param name="Streams">That have an event.</param>
/// <param name="Hash">SHA-256 (hex) over stream, version and hash of every head, in ordinal order of the streams.</param>
[GenerateSerializer, Immutable, Alias("KindDigest")]
public sealed record KindDigest([property: Id(0)] string Kind, [property: Id(1)] long Streams, [property: Id(2)] long Events, [property: Id(3)] string Hash);

/// <summary>Every head of the journal as of a moment that is past for good.</summary>
/// <param name="Database">Whose journal it is.</param>
/// <param name="Before">Business time: of events recorded before it, each stream's last.</param>
[GenerateSerializer, Immutable, Alias("JournalDigest")]
public sealed record JournalDigest([property: Id(0)] Guid Database, [property: Id(1)] DateTimeOffset Before, [property: Id(2)] ImmutableArray<KindDigest> Kinds);

/// <summary>
/// 摘要: where everything stood, small enough to be kept elsewhere. Whoever changes the past has to change every one after it, and cannot
/// change those that lie elsewhere.
/// </summary>
/// <param name="Number">1 for the first, without gaps.</param>
/// <param name="Day">The district's day whose digest it is; null: one that was asked for.</param>
/// <param name="Previous">Hash of the one before; empty on the first.</param>
public sealed record HeadsDigest(long Number, DateOnly? Day, DateTimeOffset TakenAt, JournalDigest Journal, ImmutableArray<ChainHead> Audit, string Previous)
{
    /// <summary>Lower-case hex SHA-256 over all of it.</summary>
    public string Hash
    {
        get
        {
            var text = new StringBuilder()
                .Append(CultureInfo.InvariantCulture, $"{Number}\n{Day:yyyy-MM-dd}\n{Envelope.UnixMicroseconds(TakenAt)}\n{Journal.Database:D}\n{Envelope.UnixMicroseconds(Journal.Before)}\n");
            foreach (var kind in Journal.Kinds) text.Append(CultureInfo.InvariantCulture, $"journal {kind.Kind} {kind.Streams} {kind.Events} {kind.Hash}\n");
            foreach (var head in Audit) text.Append(CultureInfo.InvariantCulture, $"audit {head.Chain} {head.Version} {head.Hash}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Append(Previous).ToString())));
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Options);

    /// <returns>Null: it is none, or was changed since.</returns>
    public static HeadsDigest? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var digest = document.RootElement.Deserialize<HeadsDigest>(JournalJson.Options);
            return digest is { Journal.Kinds.IsDefault: false, Audit.IsDefault: false }
                   && document.RootElement.TryGetProperty("hash", out var hash) && hash.ValueKind == JsonValueKind.String && hash.GetString() == digest.Hash ? digest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Folds heads that come in ordinal order of their streams, so that those of one kind come together.</summary>
public sealed class HeadFold : IDisposable
{
    private readonly ImmutableArray<KindDigest>.Builder kinds = ImmutableArray.CreateBuilder<KindDigest>();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? kind;
    private long streams;
    private long events;

    /// <param name="version">0: the stream had not begun, and is left out.</param>
    public void Add(StreamId stream, long version, string head)
    {
        if (version == 0) return;
        if (kind is null || !stream.Value.StartsWith($"{kind}:", StringComparison.Ordinal))
        {
            Close();
            kind = stream.Value.Split(':', 2)[0];
        }

        streams++;
        events += version;
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{stream.Value}\n{version}\n{head}\n")));
    }

    public ImmutableArray<KindDigest> Done()
    {
        Close();
        return kinds.ToImmutable();
    }

    public void Dispose() => hash.Dispose();

    private void Close()
    {
        if (kind is not null) kinds.Add(new KindDigest(kind, streams, events, Convert.ToHexStringLower(hash.GetHashAndReset())));
        (kind, streams, events) = (null, 0, 0);
    }
}
