using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Circle.Domain.Places;

namespace Circle.Seeds.Tests;

/// <summary>What a file is, its bytes say: neither its name nor whoever sent it. An archive is told to be one and opened nowhere.</summary>
public sealed class ForeignContentTests
{
    private const string Head = "plan.json";

    private static readonly ImmutableArray<PlaceNode> Places = [.. Shipped.Live.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent))];

    public static TheoryData<string> Archives => [.. Made.Keys];

    /// <summary>Each is what a program that unpacks has to be careful with.</summary>
    private static Dictionary<string, Func<byte[]>> Made { get; } = new()
    {
        ["a plan"] = () => Zip((Head, "{}")),
        ["nothing"] = () => Zip(),
        ["a bomb"] = () => Zip((Head, new string('0', 20 * 1024 * 1024))),
        ["ten thousand files"] = () => Zip([.. Enumerable.Range(0, 10_000).Select(i => ($"lines/{i}.json", ""))]),
        ["a zip in a zip"] = () => Zip(("inner.zip", Encoding.Latin1.GetString(Zip((Head, "{}"))))),
        ["an absolute name"] = () => Zip(("/etc/plan.json", "{}")),
        ["a name out of the folder"] = () => Zip(("../../lines/1.json", "{}")),
        ["one name twice"] = () => Zip((Head, "{}"), (Head, "[]")),
        ["a link"] = () => Zip(entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000), (Head, "/etc/passwd")),
        ["something encrypted"] = () => Flagged(Zip((Head, "{}"))),
        ["a zip that is broken off"] = () => Zip((Head, "{}"))[..8],
        ["gzip"] = () => Gzip("{}"),
        ["7z"] = () => [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4],
        ["rar"] = () => "Rar!\u001a\u0007\u0001\u0000"u8.ToArray(),
    };

    [Theory, MemberData(nameof(Archives))]
    public void An_archive_is_not_opened_whatever_it_is_called(string what)
    {
        foreach (var name in (string[])["plan.zip", Head, "lines/22-mediation-room.json"])
        {
            var result = Read(new PlanText(name, Made[what]()));

            Assert.Null(result.Document);
            var error = Assert.Single(result.Errors, e => e.Message.Contains("压缩包", StringComparison.Ordinal));
            Assert.Equal((name, 0), (error.File, error.Line));
            Assert.Contains("请先解压", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Some programs look for a zip's table at the end, and find one.</summary>
    [Fact]
    public void A_zip_behind_a_whole_plan_is_no_plan()
    {
        var head = PlanFiles.Write(Shipped.Live.Plan).Single(f => f.Name == Head);

        Assert.Empty(Read(head).Errors);
        Assert.Null(Read(head with { Bytes = [.. head.Bytes, .. Zip((Head, "{}"))] }).Document);
    }

    [Theory]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("\u0089PNG\r\n\u001a\n", "图片")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "图片")]
    [InlineData("GIF89a", "图片")]
    [InlineData("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "Office")]
    [InlineData("{\\rtf1}", "Office")]
    [InlineData("MZ\u0090", "程序")]
    [InlineData("\u007fELF", "程序")]
    [InlineData("#!/bin/sh", "程序")]
    [InlineData("\u00ff\u00fe{\0}\0", "UTF-16")]
    [InlineData("{\0}\0", "空字符")]
    [InlineData("{\"number\": \"a\0b\"}", "空字符")]
    [InlineData("{\"number\": \"\u00b9\u00fa\"}", "UTF-8")]
    public void What_is_no_text_is_told_so_with_what_it_is(string latin, string word)
    {
        var error = Read(new PlanText(Head, Encoding.Latin1.GetBytes(latin))).Errors[0];

        Assert.Equal(Head, error.File);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(65, true)]
    [InlineData(100_000, true)]
    public void JSON_has_at_most_64_levels(int levels, bool tooDeep)
    {
        var text = $"{{\"number\": {new string('[', levels)}{new string(']', levels)}}}";

        var told = Read(new PlanText(Head, Encoding.UTF8.GetBytes(text))).Errors;

        Assert.Equal(tooDeep, told.Any(e => e.Message.Contains("JSON 写法有误", StringComparison.Ordinal)));
    }

    /// <summary>A name is a name: nothing is opened by it.</summary>
    [Theory]
    [InlineData("../../plan.json")]
    [InlineData("/etc/plan.json")]
    [InlineData("C:\\Windows\\plan.json")]
    public void A_folder_in_a_name_leads_nowhere(string name)
        => Assert.Equal("plan.json", Assert.Single(Read(new PlanText(name, "["u8.ToArray())).Errors).File);

    [Theory]
    [InlineData("lines/..")]
    [InlineData("plan.json\0.exe")]
    [InlineData("plan.json/")]
    [InlineData("\r\nplan.json")]
    public void A_name_that_is_none_is_not_read(string name)
        => Assert.Contains("不认识这个文件名", Assert.Single(Read(new PlanText(name, "{}"u8.ToArray())).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_with_U0000_is_told_with_its_line()
    {
        using var district = new SmallDistrict().Write();
        File.WriteAllBytes(Path.Combine(district.Plan, "calendar.csv"), "date,kind,name,source\n2013-10-01,holi\0day,x,y\n"u8.ToArray());

        var error = Assert.Single(SeedLoader.Load(district.Plan).Errors);

        Assert.Equal(("d/calendar.csv", 2), (error.File, error.Line));
    }

    private static PlanResult Read(params PlanText[] files) => PlanFiles.Read(files, Places, Shipped.Live.Plan);

    private static byte[] Zip(params (string Name, string Text)[] entries) => Zip(_ => { }, entries);

    private static byte[] Zip(Action<ZipArchiveEntry> each, params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                var entry = zip.CreateEntry(name);
                each(entry);
                using var content = entry.Open();
                content.Write(Encoding.Latin1.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Bit 0 of the first entry's flags.</summary>
    private static byte[] Flagged(byte[] zip)
    {
        zip[6] |= 1;
        return zip;
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
