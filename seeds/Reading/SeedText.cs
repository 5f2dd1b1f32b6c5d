using System.Security.Cryptography;
using System.Text;

namespace Circle.Seeds.Reading;

/// <summary>One file: its bytes without a byte-order mark, known to be UTF-8 text without U+0000 and not too large.</summary>
internal sealed record SeedText(SeedFile File, byte[] Bytes)
{
    public const int MaxBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Text => Strict.GetString(Bytes);

    public At Line(int line) => new(File.Path, line);

    public static SeedText? Read(string path, string name, bool rehearsal, Problems problems)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            problems.Add(new(name, 0), $"文件超过 {MaxBytes / 1024 / 1024} MB，请拆成几个文件");
            return null;
        }

        return Of(System.IO.File.ReadAllBytes(path), name, rehearsal, problems);
    }

    /// <summary>From memory, for what is uploaded.</summary>
    public static SeedText? Of(byte[] bytes, string name, bool rehearsal, Problems problems)
    {
        if (ForeignContent.Of(bytes) is { } foreign)
        {
            problems.Add(new(name, 0), foreign);
            return null;
        }

        var file = new SeedFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), rehearsal);
        var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            _ = Strict.GetCharCount(text);
            if (text.AsSpan().IndexOf((byte)0) is var zero and >= 0)
            {
                problems.Add(new(name, 1 + text.AsSpan(0, zero).Count((byte)'\n')), "有空字符（U+0000），不是文本文件，请用文本编辑器重新保存为 UTF-8");
                return null;
            }

            return new(file, text);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + text.AsSpan(0, Math.Clamp(e.Index, 0, text.Length)).Count((byte)'\n');
            problems.Add(new(name, line), "文字不是 UTF-8 编码，请另存为 UTF-8");
            return null;
        }
    }
}
