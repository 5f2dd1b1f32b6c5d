using Circle.Domain.Journal;
using Circle.Domain.Standards;

namespace Circle.Domain.Acceptance;

/// <summary>What a finding has to say of its item, and may not.</summary>
internal static class FindingFaults
{
    public static void Check(FaultList faults, ChecklistItem item, ItemFinding finding)
    {
        faults.Range("score", finding.Score, 0, item.Weight);
        AcceptanceCommand.CheckText(faults, "note", finding.Note, item.Kind == ItemKind.Note ? 1 : 0);
        AcceptanceCommand.CheckPhotos(faults, finding.Photos, 0, AcceptanceCase.MostItemPhotos);
        if (finding.Measured is { } measured) faults.Range("measured", measured, 0, ChecklistItem.MaxNumber);
        if (item.Kind == ItemKind.YesNo != finding.Met is not null)
            faults.Add("met", item.Kind == ItemKind.YesNo ? "required" : "not-allowed", "是否达到：是非项必填，其余不填", "said of a yes-or-no item, and of no other");
        if (item.Kind == ItemKind.Number != finding.Measured is not null)
            faults.Add("measured", item.Kind == ItemKind.Number ? "required" : "not-allowed", "实测值：实测项必填，其余不填", "said of a measured item, and of no other");
        CheckScore(faults, item, finding);
    }

    /// <summary>Whether the item stands as the standard asks, whatever it scored.</summary>
    public static bool IsMet(ChecklistItem item, ItemFinding finding) => item.Kind switch
    {
        ItemKind.YesNo => finding.Met == true,
        ItemKind.Number => finding.Measured >= item.Bound,
        ItemKind.Photo => !finding.Photos.IsEmpty,
        _ => true,
    };

    private static void CheckScore(FaultList faults, ChecklistItem item, ItemFinding finding)
    {
        var isFull = finding.Score == item.Weight;
        if (isFull && item.Weight > 0 && !IsMet(item, finding))
            faults.Add("score", "not-met", "未达到要求的项不能给满分", "what is not met has not full marks");
        AcceptanceCommand.CheckText(faults, "defect", finding.Defect, isFull ? 0 : 1, AcceptanceCase.MaxDefect);
        if (isFull && !string.IsNullOrWhiteSpace(finding.Defect))
            faults.Add("defect", "not-allowed", "没有扣分的项不写扣分原因", "what has full marks has no defect");
    }
}
