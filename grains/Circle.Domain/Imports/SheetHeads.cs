using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Domain.Imports;

/// <summary>Which column of a sheet is which of its form's. Heads are read in Chinese or English, with or without the mark of what is required.</summary>
public sealed class SheetHeads
{
    private static readonly char[] Marks = ['*', '＊', ' ', '\u3000', '\ufeff'];

    /// <summary>Characters that a sentence repeats of a head.</summary>
    private const int MostSaid = 50;

    private readonly ImmutableArray<int> columnOf;

    private SheetHeads(ImmutableArray<int> columnOf) => this.columnOf = columnOf;

    /// <summary>Null where there is any fault: nothing is guessed of a table.</summary>
    public static SheetHeads? Of(ImportForm form, ImmutableArray<string> heads, FaultList faults)
    {
        var columnOf = Enumerable.Repeat(-1, form.Columns.Length).ToArray();
        for (var i = 0; i < heads.Length; i++)
        {
            var head = heads[i].Trim(Marks);
            if (head.Length == 0) continue;
            var at = IndexOf(form, head);
            if (head.Length > MostSaid) head = $"{head[..MostSaid]}…";
            if (at < 0) faults.Add(head, "unknown-column", $"表头“{head}”不在这个模板里，请删去这一列或改用模板", $"the form has no column {head}: delete it, or use the template");
            else if (columnOf[at] >= 0) faults.Add(head, "twice", $"表头“{head}”出现了两次，请只留一列", $"the column {head} stands twice: keep one");
            else columnOf[at] = i;
        }

        foreach (var column in form.Columns.Where((c, i) => c.IsRequired && columnOf[i] < 0))
            faults.Add(column.Name, "missing-column", $"缺少“{column.Name}”列，请从模板复制表头", $"the column {column.Name} ({column.EnglishName}) is missing: copy the heads of the template");
        return faults.Any ? null : new([.. columnOf]);
    }

    /// <summary>Whether the file has a column of the form.</summary>
    public bool Has(int column) => columnOf[column] >= 0;

    /// <summary>A row in the order of the form: as people mean it, without blanks around a cell, and composed.</summary>
    public ImmutableArray<string> Cells(SheetRow row)
    {
        var cells = ImmutableArray.CreateBuilder<string>(columnOf.Length);
        foreach (var at in columnOf) cells.Add(at < 0 || at >= row.Cells.Length ? "" : Tidy(row.Cells[at]));
        return cells.MoveToImmutable();
    }

    private static string Tidy(string cell)
    {
        var text = cell.Trim().ReplaceLineEndings("\n");
        try
        {
            return text.IsNormalized() ? text : text.Normalize();
        }
        catch (ArgumentException)
        {
            // Half a character: its field says so.
            return text;
        }
    }

    private static int IndexOf(ImportForm form, string head)
    {
        for (var i = 0; i < form.Columns.Length; i++)
            if (head == form.Columns[i].Name || head.Equals(form.Columns[i].EnglishName, StringComparison.OrdinalIgnoreCase) || head == form.Columns[i].Key) return i;
        return -1;
    }
}
