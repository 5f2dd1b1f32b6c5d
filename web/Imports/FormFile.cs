using System.Text;
using Circle.Domain.Imports;
using Circle.Web.Journal;

namespace Circle.Web.Imports;

public enum FileFormat
{
    /// <summary>.xlsx</summary>
    Xlsx,

    /// <summary>UTF-8 with its mark, by which a spreadsheet knows it.</summary>
    Csv,
}

/// <summary>A form as a file: empty with what is to be filled in, or with what stands.</summary>
internal static class FormFile
{
    public const string CsvType = "text/csv";
    public const string Csv = $"{CsvType}; charset=utf-8";

    private static readonly string[] GuideHeads = ["列 Column", "英文 English", "必填 Required", "说明", "Hint", "可填内容 Words"];

    public static IResult Template(ImportForm form, FileFormat format) => FileOf(form, format, [], $"{form.Name}-模板", isTemplate: true);

    public static IResult Export(ImportForm form, FileFormat format, IReadOnlyList<IReadOnlyList<string>> rows) => FileOf(form, format, rows, form.Name, isTemplate: false);

    public static byte[] Bytes(ImportForm form, FileFormat format, IReadOnlyList<IReadOnlyList<string>> rows, bool isTemplate)
    {
        var heads = form.Columns.Select(c => c.IsRequired ? $"{c.Name}*" : c.Name).ToList();
        return format == FileFormat.Xlsx
            ? Workbook.Write([("数据", heads, rows), ("填写说明", GuideHeads, form.Columns.Select(GuideOf))])
            : CsvOf(heads, isTemplate ? [[.. form.Columns.Select((c, i) => i == 0 ? $"{ImportForms.Note}（这一行不导入）：{c.Hint}" : c.Hint)]] : rows);
    }

    /// <summary>Rows that are no form's.</summary>
    /// <param name="title">Of the sheet.</param>
    /// <param name="name">Of the file, without its ending.</param>
    public static IResult TableOf(FileFormat format, string title, string name, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
        => Named(format, name, format == FileFormat.Xlsx ? Workbook.Write([(title, heads, rows)]) : CsvOf(heads, rows));

    private static IResult FileOf(ImportForm form, FileFormat format, IReadOnlyList<IReadOnlyList<string>> rows, string name, bool isTemplate)
        => Named(format, name.Replace(" · ", "-", StringComparison.Ordinal), Bytes(form, format, rows, isTemplate));

    private static IResult Named(FileFormat format, string name, byte[] bytes)
        => Results.File(bytes, format == FileFormat.Xlsx ? Workbook.MediaType : Csv, $"{name}.{(format == FileFormat.Xlsx ? "xlsx" : "csv")}");

    private static IReadOnlyList<string> GuideOf(ImportColumn column)
        => [column.Name, column.EnglishName, column.IsRequired ? "是 yes" : "", column.Hint, column.EnglishHint, string.Join("、", column.Words)];

    /// <summary>As a spreadsheet of Chinese takes it.</summary>
    private static byte[] CsvOf(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        text.Append(CsvLine.Of([.. heads]));
        foreach (var row in rows) text.Append(CsvLine.Of([.. row.Select(DelimitedText.Guarded)]));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
