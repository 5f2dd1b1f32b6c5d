using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Search;

namespace Circle.Domain.PointChecks;

/// <summary>What may be said of what is wrong: at least one field of the entry, none twice, and no number by which a person could be found.</summary>
internal static class CheckNote
{
    public static void CheckFields(FaultList faults, ImmutableArray<CheckedField> fields)
    {
        if (fields.IsEmpty) faults.Add("fields", "required", "请选择哪些内容不一致", "say what is wrong");
        CheckTwice(faults, fields);
    }

    public static void CheckTwice(FaultList faults, ImmutableArray<CheckedField> fields)
    {
        if (fields.Distinct().Count() < fields.Length) faults.Add("fields", "twice", "同一内容选了两次", "a field is named twice");
    }

    public static void Check(FaultList faults, string? note)
    {
        faults.Text("note", note, 0, PointCheck.MaxNote);
        if (note is not null && LongestNumber(note) > UnmetText.MostDigits)
            faults.Add("note", "personal-data", "备注不写电话和证件号码；新号码由街道更正到服务点上", "no numbers of phones or papers here: a new number belongs into the point's entry, which the street corrects");
    }

    public static string? Tidy(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();

    /// <summary>Digits in a row, whatever stands between two groups of them.</summary>
    private static int LongestNumber(string note)
    {
        var (run, longest) = (0, 0);
        foreach (var c in note.Where(char.IsLetterOrDigit))
        {
            run = char.IsDigit(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
