using System.Collections.Immutable;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Web.Journal;

namespace Circle.Web.Imports;

/// <summary>A file's bytes as a sheet. What the file is says its beginning, whatever its name.</summary>
internal static class SheetFile
{
    public static readonly FileUpload Limits = new(1, Sheet.MaxBytes, TimeSpan.FromMinutes(2), "表格文件", "the table's file");

    private static readonly byte[] Zipped = [0x50, 0x4B, 0x03, 0x04];

    /// <summary>Of workbooks before 2007, and of any that has a password.</summary>
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0];

    /// <inheritdoc cref="Read(byte[], FaultList, CancellationToken)"/>
    /// <remarks>What is called .xlsx and is none, e.g. a page that was downloaded in its place, is not read as CSV: its heads would be said to be missing.</remarks>
    public static Sheet? Read(UploadedFile file, FaultList faults, CancellationToken cancel)
    {
        if (file.Bytes.Length == 0 || !file.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || file.Bytes.AsSpan().StartsWith(Zipped) || file.Bytes.AsSpan().StartsWith(Compound))
            return Read(file.Bytes, faults, cancel);
        Workbook.AddUnreadable(faults, "not-xlsx");
        return null;
    }

    /// <summary>Null where there is any fault; every one ends in what the person can do.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public static Sheet? Read(byte[] bytes, FaultList faults, CancellationToken cancel)
    {
        var read = new SheetRows(faults);
        if (bytes.Length == 0) faults.Add("", "empty", "文件是空的，请选择填写好的表格", "the file is empty: choose a table that is filled in");
        else if (bytes.AsSpan().StartsWith(Compound)) faults.Add("", "old-workbook", "这是旧格式（.xls）或带密码的表格，请取消密码，并用“另存为”保存成 .xlsx 或 CSV", "an .xls, or a workbook with a password: take the password off and save it as .xlsx or CSV");
        else if (bytes.AsSpan().StartsWith(Zipped)) Workbook.Read(bytes, read, faults, cancel);
        else DelimitedText.Read(bytes, read, faults, cancel);
        return faults.Any ? null : read.ToSheet();
    }
}

/// <summary>Collects rows of any kind of file within the limits of a sheet; the first with a word in it holds the heads.</summary>
internal sealed class SheetRows(FaultList faults)
{
    private readonly ImmutableArray<SheetRow>.Builder rows = ImmutableArray.CreateBuilder<SheetRow>();
    private ImmutableArray<string> heads;

    /// <summary>The heads without their marks, as faults name them.</summary>
    private ImmutableArray<string> named;
    private long characters;

    /// <param name="broken">Cells that could not be read, by their place in the row.</param>
    /// <returns>False: no more are wanted.</returns>
    public bool Add(int number, IReadOnlyList<string> cells, IReadOnlyList<(int Column, string Code, string Zh, string En)>? broken = null)
    {
        var last = cells.Count;
        while (last > 0 && string.IsNullOrWhiteSpace(cells[last - 1])) last--;
        if (last == 0 && broken is null) return true;
        if (last > Sheet.MaxColumns) return Refuse("too-many-columns", $"最多 {Sheet.MaxColumns} 列，第 {number} 行有 {last} 列，请删去多余的列", $"at most {Sheet.MaxColumns} columns, row {number} has {last}: delete those that are not of the form");
        if (heads.IsDefault)
        {
            for (var i = 0; i < last; i++)
                if (cells[i]?.Trim().Length > Sheet.MaxHead) return Refuse("head-too-long", $"第 {number} 行应为表头，一个表头最多 {Sheet.MaxHead} 个字，第 {i + 1} 列有 {cells[i].Length} 个，请从模板复制表头", $"row {number} holds the heads, each of {Sheet.MaxHead} characters at most; that of column {i + 1} has {cells[i].Length}: copy the heads of the template");
            heads = [.. cells.Take(last)];
            named = [.. heads.Select(h => h.Trim('*', ' ', '＊'))];
            return true;
        }

        if (rows.Count == Sheet.MaxRows) return Refuse("too-many-rows", $"最多 {Sheet.MaxRows} 行，请拆成几个文件", $"at most {Sheet.MaxRows} rows: split the file");
        var (row, wrong) = (ImmutableArray.CreateBuilder<string>(last), ImmutableArray.CreateBuilder<ImportFault>());
        for (var i = 0; i < last; i++)
        {
            var cell = cells[i] ?? "";
            if (cell.Length > Sheet.MaxCell) wrong.Add(new ImportFault(number, HeadOf(i), "too-long", $"一格最多 {Sheet.MaxCell} 个字，现为 {cell.Length} 个", $"a cell holds {Sheet.MaxCell} characters, this one has {cell.Length}"));
            row.Add(cell.Length > Sheet.MaxCell ? "" : cell);
            characters += row[i].Length;
        }

        if (characters > Sheet.MaxText) return Refuse("too-much-text", "表格里的文字太多，请拆成几个文件", "there is too much text in the table: split the file");
        foreach (var (column, code, zh, en) in broken ?? []) wrong.Add(new ImportFault(number, HeadOf(column), code, zh, en));
        rows.Add(new SheetRow(number, row.MoveToImmutable(), ImportFault.Limited(number, wrong.ToImmutable())));
        return true;
    }

    /// <summary>A file without a word has no heads, which its form will miss.</summary>
    public Sheet ToSheet() => new(heads.IsDefault ? [] : heads, rows.ToImmutable());

    private string HeadOf(int column) => column < named.Length ? named[column] : $"{column + 1}";

    private bool Refuse(string code, string zh, string en)
    {
        faults.Add("", code, zh, en);
        return false;
    }
}
