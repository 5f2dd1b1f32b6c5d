using Circle.Domain.Imports;
using Circle.Domain.Journal;

namespace Circle.Web.Imports;

/// <summary>Texts that cells of a workbook share.</summary>
internal static class WorkbookTexts
{
    /// <summary>As many as the cells of the largest sheet and its heads.</summary>
    private const int Most = (Sheet.MaxRows + 1) * Sheet.MaxColumns;

    /// <summary>Characters of all; the other sheets of the workbook have theirs among them.</summary>
    private const long MostText = 2L * Sheet.MaxText;

    /// <summary>Null where they are too many.</summary>
    public static List<string>? Read(WorkbookParts parts, FaultList faults)
    {
        var (texts, length) = (new List<string>(), 0L);
        using var xml = parts.Read("xl/sharedStrings.xml");
        while (xml?.Next() == true)
        {
            if (!xml.IsAt("si", 1)) continue;
            var text = xml.RichText();
            if (texts.Count == Most || (length += text.Length) > MostText)
            {
                faults.Add("", "too-much-text", "工作簿里的文字太多，请只留要导入的工作表，另存后再上传", "there is too much text in the workbook: keep but the sheet that is imported, save it and upload that");
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }
}
