using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Orleans;

namespace Circle.Domain.Journal;

/// <summary>One aggregate's journal: <c>kind:id</c>, e.g. <c>facility:culture-centre-huayuanlu-wuyuan</c>.</summary>
[GenerateSerializer, Immutable, Alias("StreamId"), JsonConverter(typeof(StreamIdConverter))]
public readonly record struct StreamId([property: Id(0)] string Value)
{
    /// <summary>The order in which every writer locks heads and rows.</summary>
    public static readonly Comparer<StreamId> Ordinal = Comparer<StreamId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    public static StreamId Of(string kind, string id) => new($"{kind}:{id}");

    /// <summary>As to compare its kind, but makes no text of it.</summary>
    public bool IsOf(string kind) => Value.Length > kind.Length && Value[kind.Length] == ':' && Value.StartsWith(kind, StringComparison.Ordinal);

    public string Kind => Value[..Value.IndexOf(':', StringComparison.Ordinal)];

    public string Id => Value[(Value.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public override string ToString() => Value;
}

/// <summary>Made by the client (UUIDv7, header <c>Idempotency-Key</c>), unique per stream.</summary>
[GenerateSerializer, Immutable, Alias("CommandId"), JsonConverter(typeof(CommandIdConverter))]
public readonly record struct CommandId([property: Id(0)] Guid Value)
{
    /// <summary>A command that the system gives itself: the same cause derives the same id, on every silo and after every restart.</summary>
    public static CommandId Derive(params ReadOnlySpan<string> cause)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', cause)));
        return new CommandId(new Guid(hash.AsSpan(0, 16)));
    }

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Who did it: <c>kind:id</c>, e.g. <c>rehearsal:street-huayuanlu</c>, <c>system:timekeeper</c>. Never a name.</summary>
[GenerateSerializer, Immutable, Alias("Actor"), JsonConverter(typeof(ActorConverter))]
public readonly record struct Actor([property: Id(0)] string Value)
{
    public const int MaxLength = 100;

    public static readonly Actor Seeds = new("system:seeds");
    public static readonly Actor Timekeeper = new("system:timekeeper");
    public static readonly Actor Canary = new("system:canary");
    public static readonly Actor Search = new("system:search");

    public override string ToString() => Value;
}

/// <summary>An event as it is stored. Final from the first day: old journals stay readable.</summary>
/// <param name="Version">1 for the stream's first event, without gaps.</param>
/// <param name="Type">Explicit name, e.g. <c>facility.registered</c>.</param>
/// <param name="Schema">Version of the payload's shape, from 1.</param>
/// <param name="Data">JSON by <see cref="JournalJson"/>.</param>
/// <param name="Command">On the first event of a command, else null.</param>
/// <param name="PayloadHash">SHA-256 (hex) of the command as sent; beside <paramref name="Command"/>.</param>
/// <param name="RecordedAt">Business time, whole microseconds, never before the stream's last.</param>
/// <param name="EffectiveAt">When it held in the field; a day's fact holds from its local midnight.</param>
/// <param name="PreviousHash">Hash of the stream's previous event (hex); empty on the first.</param>
public sealed record Envelope(
    StreamId Stream,
    long Version,
    string Type,
    int Schema,
    string Data,
    CommandId? Command,
    string? PayloadHash,
    Actor Actor,
    DateTimeOffset RecordedAt,
    DateTimeOffset EffectiveAt,
    string PreviousHash)
{
    /// <summary>Lower-case hex SHA-256 over every field, one a line, so that a changed past shows.</summary>
    [JsonIgnore]
    public string Hash
    {
        get
        {
            // Computed twice for every event that is stored: no strings on the way.
            var text = new ArrayBufferWriter<byte>(512 + Data.Length);
            Line(text, Stream.Value);
            Line(text, Version);
            Line(text, Type);
            Line(text, Schema);
            Line(text, Data);
            Line(text, Command?.ToString());
            Line(text, PayloadHash);
            Line(text, Actor.Value);
            Line(text, UnixMicroseconds(RecordedAt));
            Line(text, UnixMicroseconds(EffectiveAt));
            Encoding.UTF8.GetBytes(PreviousHash, text);
            return Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan));
        }
    }

    /// <summary>What databases keep: PostgreSQL keeps microseconds, .NET ticks are 100 ns.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset time)
        => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Microseconds since the Unix epoch: the form in which times are hashed and SQLite keeps them.</summary>
    public static long UnixMicroseconds(DateTimeOffset time)
        => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromUnixMicroseconds(long micros)
        => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    private static void Line(ArrayBufferWriter<byte> text, string? field)
    {
        Encoding.UTF8.GetBytes(field, text);
        EndLine(text);
    }

    private static void Line(ArrayBufferWriter<byte> text, long field)
    {
        const int longest = 20;
        field.TryFormat(text.GetSpan(longest), out var written, provider: CultureInfo.InvariantCulture);
        text.Advance(written);
        EndLine(text);
    }

    private static void EndLine(ArrayBufferWriter<byte> text)
    {
        text.GetSpan(1)[0] = (byte)'\n';
        text.Advance(1);
    }
}
