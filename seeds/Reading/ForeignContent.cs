namespace Circle.Seeds.Reading;

/// <summary>
/// What a file's first bytes say that it is, whatever its name and whoever sent it say. Archives are opened nowhere: what one may hide
/// (a bomb, a path out of its folder, a link, two files of one name) is never looked at.
/// </summary>
internal static class ForeignContent
{
    private const string Archive = "这是压缩包，请先解压，再选择其中的文件";
    private const string Office = "这是 Office 文档，请另存为文本文件（UTF-8）";
    private const string Picture = "这是图片，不是文本文件";
    private const string Program = "这是程序，不是文本文件";
    private const string Wide = "文字是 UTF-16 编码，请另存为 UTF-8";

    private static readonly (byte[] Begins, string Words)[] Known =
    [
        ("PK\u0003\u0004"u8.ToArray(), Archive), ("PK\u0005\u0006"u8.ToArray(), Archive), ("PK\u0007\u0008"u8.ToArray(), Archive),
        ([0x1f, 0x8b], Archive), ("BZh"u8.ToArray(), Archive), ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], Archive), ([0x28, 0xb5, 0x2f, 0xfd], Archive),
        ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], Archive), ("Rar!"u8.ToArray(), Archive),
        ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Office), ("{\\rtf"u8.ToArray(), Office), ("%PDF-"u8.ToArray(), "这是 PDF，不是文本文件"),
        ([0x89, 0x50, 0x4e, 0x47], Picture), ([0xff, 0xd8, 0xff], Picture), ("GIF8"u8.ToArray(), Picture),
        ("MZ"u8.ToArray(), Program), ([0x7f, 0x45, 0x4c, 0x46], Program), ("#!"u8.ToArray(), Program),
        ([0xff, 0xfe], Wide), ([0xfe, 0xff], Wide),
    ];

    /// <returns>What it is and what to do, for a person; null: it may be text.</returns>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var (begins, words) in Known)
        {
            if (bytes.StartsWith(begins)) return words;
        }

        return null;
    }
}
