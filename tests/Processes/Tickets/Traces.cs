using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Circle.Processes.Tests.Tickets;

/// <summary>Finds what people are known by, however it is written: in answers, logs, tables of a workbook and the bytes of files.</summary>
internal sealed partial class Traces(IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> words)
{
    /// <summary>Names and addresses as they were recorded; numbers of phones and certificates also with signs between their digits, or with wide ones.</summary>
    /// <returns>What was found; none: nothing.</returns>
    public IReadOnlyList<string> In(string text)
    {
        var plain = Escaped().Replace(text, match => $"{(char)Convert.ToInt32(match.Groups[1].Value, 16)}").Normalize(NormalizationForm.FormKC);
        var closed = Between().Replace(plain, "");
        return [.. numbers.Where(n => closed.Contains(n, StringComparison.OrdinalIgnoreCase)), .. words.Where(w => plain.Contains(w, StringComparison.Ordinal))];
    }

    /// <summary>Of an answer: what is packed is unpacked.</summary>
    public IReadOnlyList<string> In(byte[] content)
    {
        if (content is not [(byte)'P', (byte)'K', 3, 4, ..]) return In(Encoding.UTF8.GetString(content));
        using var packed = new ZipArchive(new MemoryStream(content));
        return [.. packed.Entries.SelectMany(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return In(Tags().Replace(reader.ReadToEnd(), ""));
        }).Distinct()];
    }

    /// <summary>Of a file that a program has open: as UTF-8 and as UTF-16, at either place.</summary>
    public IReadOnlyList<string> InFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        var bytes = copy.ToArray();
        return [.. numbers.Concat(words).Where(s => Stands(bytes, Encoding.UTF8.GetBytes(s)) || Stands(bytes, Encoding.Unicode.GetBytes(s)))];
    }

    private static bool Stands(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> wanted) => bytes.IndexOf(wanted) >= 0;

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escaped();

    /// <summary>A comma or a quotation mark parts two values.</summary>
    [GeneratedRegex(@"(?<=\d)[\s\-–—‐‑−·.()_/+]{1,3}(?=[\dXx])")]
    private static partial Regex Between();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
