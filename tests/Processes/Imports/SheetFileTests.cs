using System.Text;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Web.Imports;
using Circle.Web.Journal;
using static Circle.Processes.Tests.Imports.WorkbookSample;

namespace Circle.Processes.Tests.Imports;

/// <summary>Files as they come from offices, whole and broken: each is read, or ends in a sentence.</summary>
public sealed class SheetFileTests
{
    private static readonly ImportForm Form = ImportForms.Find(
        new PlanDocument("n", "t", new DateOnly(2013, 9, 1), [], [], new DirectoryRules([new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", LineId.Of("living"), true)], [], 90, 180, 800, 500, 30, [])),
        ImportFormId.Of("points-laundry"))!;

    private static readonly string[] Hostile =
    [
        "=1+1", "+86 371", "-5", "@x", "'=1", "''=1", "'普通", "a,b", "say \"hi\"", "第一行\n第二行", "a\tb", "０１２", "＝宽", "_x0041_", "&<>", "  中间  有空 ", "0012", "TRUE", "1e5", "；|\\", "😀", "#说明",
    ];

    [Theory, InlineData(FileFormat.Xlsx), InlineData(FileFormat.Csv)]
    public void What_is_exported_is_read_back_to_the_last_character(FileFormat format)
    {
        var rows = Enumerable.Range(0, 300).Select(i => Form.Columns.Select((_, c) => c % 3 == 2 ? "" : Hostile[((i * 7) + (c * 3)) % Hostile.Length].Trim()).ToArray()).Where(r => !r[0].StartsWith(ImportForms.Note, StringComparison.Ordinal)).ToList();

        var sheet = Read(FormFile.Bytes(Form, format, rows, isTemplate: false));

        Assert.Equal(Form.Columns.Select(c => c.IsRequired ? $"{c.Name}*" : c.Name), sheet.Heads);
        Assert.Equal(rows.Count, sheet.Rows.Length);
        Assert.All(rows.Zip(sheet.Rows), r => Assert.Equal(r.First, r.Second.Cells.Concat(Enumerable.Repeat("", r.First.Length - r.Second.Cells.Length)).Select(c => c.Trim().ReplaceLineEndings("\n"))));
        Assert.Equal(Enumerable.Range(2, rows.Count), format == FileFormat.Xlsx ? sheet.Rows.Select(r => r.Number) : Enumerable.Range(2, rows.Count));
    }

    [Theory, InlineData(FileFormat.Xlsx), InlineData(FileFormat.Csv)]
    public void A_template_has_its_heads_and_no_row_but_a_note(FileFormat format)
    {
        var sheet = Read(FormFile.Bytes(Form, format, [], isTemplate: true));

        Assert.Equal(Form.Columns.Length, sheet.Heads.Length);
        Assert.All(sheet.Rows, r => Assert.StartsWith(ImportForms.Note, r.Cells[0], StringComparison.Ordinal));
    }

    public static TheoryData<string> Encodings() => ["utf-8", "utf-8-mark", "gb18030", "utf-16", "utf-16-tabs"];

    [Theory, MemberData(nameof(Encodings))]
    public void Text_is_read_as_spreadsheets_save_it(string name)
    {
        const string text = "街道,名称\r\n北林路,东昌洗衣店\r\n";
        var bytes = name switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(text),
            "utf-8-mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text),
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            _ => (byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.Replace(',', '\t'))],
        };

        var sheet = Read(bytes);

        Assert.Equal(["街道", "名称"], sheet.Heads);
        Assert.Equal(2, sheet.Rows[0].Number);
        Assert.Equal(["北林路", "东昌洗衣店"], sheet.Rows[0].Cells);
    }

    public static TheoryData<string, string> Broken() => new()
    {
        { "nothing", "empty" }, { "noise", "not-a-table" }, { "old", "old-workbook" }, { "zip", "no-sheet" }, { "cut", "broken" }, { "quotes", "quotes" }, { "merged", "merged" },
        { "rows", "too-many-rows" }, { "million", "too-many-rows" }, { "columns", "too-many-columns" }, { "commas", "too-many-columns" }, { "lines of commas", "too-many-columns" }, { "open", "quotes" }, { "inner", "quotes" }, { "bomb", "too-large" }, { "doctype", "broken" }, { "text", "too-much-text" }, { "head", "head-too-long" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void Whatever_is_no_table_ends_in_a_sentence(string what, string code)
    {
        var faults = new FaultList();

        Assert.Null(SheetFile.Read(BytesOf(what), faults, CancellationToken.None));

        var fault = Assert.Single(faults.ToRefusal().Faults);
        Assert.Equal(code, fault.Code);
        Assert.True(fault.Zh.Length > 5 && fault.En.Length > 5);
    }

    [Theory]
    [InlineData("市热线.xlsx", "<html><body>请先登录</body></html>", "not-xlsx")]
    [InlineData("市热线.XLSX", "街道,名称\n北林路,店\n", "not-xlsx")]
    [InlineData("市热线.xlsx", "", "empty")]
    [InlineData("市热线.csv", "街道,名称\n北林路,店\n", null)]
    public void What_is_called_a_workbook_and_is_none_is_said_to_be_none(string name, string content, string? code)
    {
        var faults = new FaultList();

        Assert.Equal(code is null, SheetFile.Read(new UploadedFile(name, Encoding.UTF8.GetBytes(content)), faults, CancellationToken.None) is not null);

        Assert.Equal(code, faults.Any ? Assert.Single(faults.ToRefusal().Faults).Code : null);
        if (code == "not-xlsx") Assert.StartsWith("这个文件不是可读的 Excel 表格（.xlsx）", faults.ToRefusal().Faults[0].Zh, StringComparison.Ordinal);
    }

    /// <summary>Ten million cells would be some hundred bytes each.</summary>
    [Fact]
    public void A_line_of_delimiters_alone_costs_little_more_than_its_text()
    {
        var bytes = BytesOf("commas");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(SheetFile.Read(bytes, new FaultList(), CancellationToken.None));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5L * Sheet.MaxBytes);
    }

    [Fact]
    public void A_quoted_cell_holds_delimiters_lines_and_quotes_and_rows_are_numbered_by_the_lines_of_the_file()
    {
        var sheet = Read(Encoding.UTF8.GetBytes("街道,名称\r\n\"a,b\",\"c\r\nd \"\"e\"\"\"\r\rx,\n\"\",y"));

        Assert.Equal([2, 5, 6], sheet.Rows.Select(r => r.Number));
        Assert.Equal([["a,b", "c\r\nd \"e\""], ["x"], ["", "y"]], sheet.Rows.Select(r => r.Cells.ToArray()));
    }

    [Fact]
    public void A_formula_gives_its_result_and_without_one_is_a_fault_of_its_cell()
    {
        var sheet = Read(Xlsx("""
            <row r="1"><c r="A1" t="inlineStr"><is><t>街道</t></is></c><c r="B1" t="inlineStr"><is><t>名称</t></is></c></row>
            <row r="3"><c r="A3" t="str"><f>"北林"&amp;"路"</f><v>北林路</v></c><c r="B3"><f>A1</f></c></row>
            <row r="5"><c r="A5"><v>12.5</v></c><c r="B5" t="e"><v>#N/A</v></c></row>
            """));

        Assert.Equal([3, 5], sheet.Rows.Select(r => r.Number));
        Assert.Equal(["北林路", "12.5"], sheet.Rows.Select(r => r.Cells[0]));
        Assert.Equal([("名称", "formula"), ("名称", "error-value")], sheet.Rows.Select(r => (r.Faults.Single().Column, r.Faults.Single().Code)));
    }

    [Fact]
    public void A_long_cell_is_a_fault_of_its_row()
    {
        var sheet = Read(Encoding.UTF8.GetBytes($"街道,名称\n北林路,{new string('长', Sheet.MaxCell + 1)}\n"));

        Assert.Equal(("名称", "too-long"), (sheet.Rows[0].Faults.Single().Column, sheet.Rows[0].Faults.Single().Code));
    }

    /// <summary>Cut anywhere, or a byte of it changed: it is read, or ends in a sentence, and throws nothing.</summary>
    [Fact]
    public void A_damaged_workbook_throws_nothing()
    {
        var whole = FormFile.Bytes(Form, FileFormat.Xlsx, [["北林路", "", "店"]], isTemplate: false);
        for (var i = 0; i < 400; i++)
        {
            var damaged = whole.ToArray();
            if (i % 2 == 0) damaged = damaged[..(whole.Length * i / 400)];
            else damaged[whole.Length * i / 400] ^= (byte)(1 << (i % 8));
            var faults = new FaultList();
            var sheet = SheetFile.Read(damaged, faults, CancellationToken.None);
            Assert.NotEqual(sheet is null, !faults.Any);
        }
    }

    private static Sheet Read(byte[] bytes)
    {
        var faults = new FaultList();
        return SheetFile.Read(bytes, faults, CancellationToken.None) ?? throw new InvalidOperationException(faults.ToRefusal().Faults[0].En);
    }

    private static byte[] BytesOf(string what) => what switch
    {
        "nothing" => [],
        "noise" => [.. Enumerable.Range(0, 5_000).Select(i => (byte)((i * 7_919) >> 3))],
        "old" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
        "zip" => Zip(("readme.txt", "hello")),
        "cut" => FormFile.Bytes(Form, FileFormat.Xlsx, [["a"]], isTemplate: false)[..600],
        "quotes" => Encoding.UTF8.GetBytes("街道,名称\n\"北林路\"x,店\n"),
        "merged" => Xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells>"),
        "rows" => Encoding.UTF8.GetBytes("街道,名称\n" + string.Concat(Enumerable.Repeat("北林路,店\n", Sheet.MaxRows + 1))),
        "million" => Xlsx(string.Concat(Enumerable.Range(1, 1_000_000).Select(i => "<row><c><v>1</v></c></row>"))),
        "columns" => Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, Sheet.MaxColumns + 1)) + "\n"),
        "commas" => Enumerable.Repeat((byte)',', Sheet.MaxBytes).ToArray(),
        "lines of commas" => Encoding.UTF8.GetBytes("街道,名称\n" + string.Concat(Enumerable.Repeat($"\"\n\",{new string(',', 1_000)}", 100))),
        "open" => Encoding.UTF8.GetBytes("街道,名称\n\"北林路,店\n"),
        "inner" => Encoding.UTF8.GetBytes("街道,名称\n北\"林\"路,店\n"),
        "bomb" => Zip(("xl/workbook.xml", new string(' ', 150 * 1024 * 1024))),
        "doctype" => Zip(("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><workbook>&a;</workbook>")),
        "text" => Encoding.UTF8.GetBytes("街道,名称\n" + string.Concat(Enumerable.Repeat($"{new string('a', 1_999)},{new string('b', 1_999)}\n", 4_500))),
        "head" => Encoding.UTF8.GetBytes($"街道,{new string('a', Sheet.MaxHead + 1)}\n北林路,店\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };
}
