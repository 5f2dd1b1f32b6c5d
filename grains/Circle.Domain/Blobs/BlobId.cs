using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Blobs;

/// <summary>A photo's or document's bytes, named by what they are: 64 lower hexadecimal digits of their SHA-256.</summary>
[GenerateSerializer, Immutable, Alias("BlobId"), JsonConverter(typeof(TextIdConverter<BlobId>))]
public readonly record struct BlobId([property: Id(0)] string Value) : ITextId<BlobId>
{
    /// <summary>Of whatever is kept as a blob; what is larger is no blob.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    private const int Digits = 2 * SHA256.HashSizeInBytes;

    /// <summary>False: a text that was sent for one.</summary>
    [JsonIgnore]
    public bool IsHash => Value is { Length: Digits } && Value.All(char.IsAsciiHexDigitLower);

    public static BlobId Of(string value) => new(value);

    public static BlobId OfContent(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    public override string ToString() => Value;
}
