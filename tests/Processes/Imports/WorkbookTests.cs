using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Web.Imports;
using static Circle.Processes.Tests.Imports.WorkbookSample;

namespace Circle.Processes.Tests.Imports;

/// <summary>What the cells of a workbook say, and that no more is read than stands in it.</summary>
public sealed class WorkbookTests
{
    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="5">
        <numFmt numFmtId="164" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot; m&quot;;[Magenta]-0.00"/>
        <numFmt numFmtId="166" formatCode="h:mm"/><numFmt numFmtId="167" formatCode="[h]:mm"/><numFmt numFmtId="168" formatCode="m\月"/></numFmts>
        <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="31"/><xf numFmtId="167"/><xf numFmtId="168"/></cellXfs></styleSheet>
        """;

    [Theory]
    [InlineData("""<c r="A2" s="1"><v>41590</v></c>""", "2013-11-12")]
    [InlineData("""<c r="A2" s="2"><v>41590</v></c>""", "2013-11-12")]
    [InlineData("""<c r="A2" s="6"><v>41590</v></c>""", "2013-11-12")]
    [InlineData("""<c r="A2" s="8"><v>41590</v></c>""", "2013-11-12")]
    [InlineData("""<c r="A2" s="1"><v>59</v></c>""", "1900-02-28")]
    [InlineData("""<c r="A2" s="1"><v>61</v></c>""", "1900-03-01")]
    [InlineData("""<c r="A2" s="5"><v>41590.354166666664</v></c>""", "2013-11-12 08:30")]
    [InlineData("""<c r="A2" s="4"><v>0.354166666666667</v></c>""", "08:30")]
    [InlineData("""<c r="A2" s="7"><v>1.5</v></c>""", "1.5")]
    [InlineData("""<c r="A2" s="3"><v>12.5</v></c>""", "12.5")]
    [InlineData("""<c r="A2" s="0"><v>0.30000000000000004</v></c>""", "0.3")]
    [InlineData("""<c r="A2" s="99"><v>7</v></c>""", "7")]
    [InlineData("""<c r="A2"><v>1.35E+10</v></c>""", "13500000000")]
    [InlineData("""<c r="A2" t="d"><v>2013-11-12T00:00:00</v></c>""", "2013-11-12")]
    [InlineData("""<c r="A2" t="b"><v>1</v></c>""", "TRUE")]
    [InlineData("""<c r="A2" t="str"><f>A1</f><v>北林路</v></c>""", "北林路")]
    [InlineData("""<c r="A2" t="s"><v>1</v></c>""", "东昌路")]
    [InlineData("""<c r="A2" t="s"><v>2</v></c>""", "_x0041_\r")]
    [InlineData("""<c r="A2" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r></is></c>""", "甲 乙")]
    [InlineData("<c t=\"inlineStr\"><is><t><![CDATA[a<b]]></t></is></c>", "a<b")]
    public void A_cell_says_what_its_sheet_shows(string cell, string text)
    {
        var shared = $"""<sst xmlns="{Main}"><si/><si><r><t>东昌</t></r><r><t>路</t></r><rPh sb="0" eb="1"><t>dong</t></rPh></si><si><t>_x005F_x0041__x000D_</t></si></sst>""";

        Assert.Equal(text, Read(UnderHeads($"<row r=\"2\">{cell}</row>", ("xl/styles.xml", Styles), ("xl/sharedStrings.xml", shared))).Rows.Single().Cells.Single());
    }

    [Fact]
    public void Days_are_counted_from_1904_where_the_workbook_says_so()
        => Assert.Equal(
            "2013-11-12",
            Read(Xlsx("""<row><c t="inlineStr"><is><t>a</t></is></c></row><row><c s="1"><v>40128</v></c></row>""", book: "<workbookPr date1904=\"1\"/>", more: ("xl/styles.xml", Styles))).Rows[0].Cells[0]);

    /// <summary>What the sheet says of its own size, and rows and cells between those that hold something, are nothing that is read.</summary>
    [Fact]
    public void What_is_empty_is_not_read_however_much_of_it_there_is()
    {
        var heads = $"""<row r="1">{Cell("A1", "街道")}</row>""";
        var last = $"""<row r="1048575"><c r="A1048575" s="1"/><c r="XFD1048575" s="1"/></row><row r="1048576">{Cell("B1048576", "店")}<c r="XFD1048576"><v> </v></c></row>""";

        var sheet = Read(Xlsx(heads + last, before: "<dimension ref=\"A1:XFD1048576\"/>"));

        Assert.Equal((1, 1_048_576, 2), (sheet.Heads.Length, Assert.Single(sheet.Rows).Number, sheet.Rows[0].Cells.Length));
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "shared", "too-much-text" }, { "shared-text", "too-much-text" }, { "deep", "broken" }, { "attributes", "broken" }, { "long-text", "broken" }, { "parts-twice", "broken" }, { "relations-twice", "broken" },
        { "styles", "broken" }, { "cells-twice", "broken" }, { "cells-back", "broken" }, { "cell-of-another-row", "broken" }, { "rows-back", "broken" }, { "rows-twice", "broken" }, { "row-3000000", "broken" },
        { "row-word", "broken" }, { "far", "too-many-columns" }, { "far-formula", "too-many-columns" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void What_would_grow_or_be_read_in_two_ways_is_refused_with_a_sentence(string what, string code)
    {
        var faults = new FaultList();

        Assert.Null(SheetFile.Read(BytesOf(what), faults, CancellationToken.None));

        var fault = Assert.Single(faults.ToRefusal().Faults);
        Assert.Equal(code, fault.Code);
        Assert.All([fault.Zh, fault.En], t => Assert.InRange(t.Length, 10, 200));
    }

    [Theory]
    [InlineData("""<c r="B2"><v>NaN</v></c>""", "unreadable")]
    [InlineData("""<c r="B2"><v>1e999</v></c>""", "unreadable")]
    [InlineData("""<c r="B2" t="n"><v>Infinity</v></c>""", "unreadable")]
    [InlineData("""<c r="B2"><v>店</v></c>""", "unreadable")]
    [InlineData("""<c r="B2" t="s"><v>0</v></c>""", "unreadable")]
    [InlineData("""<c r="B2"><f>A1</f></c>""", "formula")]
    [InlineData("""<c r="B2" t="e"><v>#N/A</v></c>""", "error-value")]
    public void What_a_cell_cannot_say_is_a_fault_of_its_place(string cell, string code)
    {
        var row = Read(UnderHeads($"""<row r="2">{Cell("A2", "北林路")}{cell}</row>""")).Rows.Single();

        Assert.Equal(new { Row = 2, Column = "名称", Code = code }, row.Faults.Select(f => new { f.Row, f.Column, f.Code }).Single());
        Assert.Equal(["北林路", ""], row.Cells.Concat([""]).Take(2));
    }

    [Fact]
    public void Of_a_row_that_is_wrong_throughout_it_is_told_until_it_is_enough()
    {
        var cells = string.Concat(Enumerable.Range(0, 26).Select(i => $"<c r=\"{(char)('A' + i)}2\"><f/></c>"));

        var row = Read(UnderHeads($"<row r=\"2\">{cells}</row>")).Rows.Single();

        Assert.Equal((ImportFault.MostOfRow, "more"), (row.Faults.Length, row.Faults[^1].Code));
    }

    [Fact]
    public void Nothing_more_is_read_for_somebody_who_is_gone()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Assert.Throws<OperationCanceledException>(() => SheetFile.Read(UnderHeads(""), new FaultList(), gone.Token));
        Assert.Throws<OperationCanceledException>(() => SheetFile.Read("街道\n北林路\n"u8.ToArray(), new FaultList(), gone.Token));
    }

    private static byte[] BytesOf(string what) => what switch
    {
        "shared" => UnderHeads("", ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{Repeated("<si/>", 1_300_000)}</sst>")),
        "shared-text" => UnderHeads("", ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{Repeated($"<si><t>{new string('a', 30_000)}</t></si>", 1_200)}</sst>")),
        "deep" => UnderHeads(Repeated("<a>", 200_000)),
        "attributes" => UnderHeads($"<row r=\"2\"><c {string.Concat(Enumerable.Range(0, 40_000).Select(i => $"a{i}=\"\" "))}/></row>"),
        "long-text" => UnderHeads($"<row r=\"2\">{Cell("A2", new string('a', 40_000))}</row>"),
        "parts-twice" => UnderHeads("", ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"/>"), ("xl/SharedStrings.xml", $"<sst xmlns=\"{Main}\"/>")),
        "relations-twice" => Xlsx("", relations: "<Relationship Id=\"rId1\" Target=\"worksheets/sheet2.xml\"/>", more: ("xl/worksheets/sheet2.xml", $"<worksheet xmlns=\"{Main}\"/>")),
        "styles" => UnderHeads("", ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs>{Repeated("<xf/>", 70_000)}</cellXfs></styleSheet>")),
        "cells-twice" => UnderHeads($"<row r=\"2\">{Repeated("<c r=\"C2\"><f/></c>", 20_000)}</row>"),
        "cells-back" => UnderHeads($"<row r=\"2\">{Cell("B2", "a")}{Cell("A2", "b")}</row>"),
        "cell-of-another-row" => UnderHeads($"<row r=\"2\">{Cell("A3", "a")}</row>"),
        "rows-back" => UnderHeads($"<row r=\"5\">{Cell("A5", "a")}</row><row r=\"2\">{Cell("A2", "b")}</row>"),
        "rows-twice" => UnderHeads("<row r=\"5\"/><row r=\"5\"/>"),
        "row-3000000" => UnderHeads($"<row r=\"3000000\">{Cell("A3000000", "a")}</row>"),
        "row-word" => UnderHeads($"<row r=\"-5\">{Cell("A2", "a")}</row>"),
        "far" => UnderHeads($"<row r=\"1048576\">{Cell("XFD1048576", "a")}</row>"),
        "far-formula" => UnderHeads("<row r=\"2\"><c r=\"BI2\"><f/></c></row>"),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static Sheet Read(byte[] bytes)
    {
        var faults = new FaultList();
        return SheetFile.Read(bytes, faults, CancellationToken.None) ?? throw new InvalidOperationException(faults.ToRefusal().Faults[0].En);
    }
}
