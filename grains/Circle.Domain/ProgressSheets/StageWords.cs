using System.Collections.Immutable;
using Circle.Domain.Plans;

namespace Circle.Domain.ProgressSheets;

/// <summary>Stages as a table writes them.</summary>
internal static class StageWords
{
    private static readonly ImmutableArray<string> Words = ["计划", "前期准备", "设备配送", "报竣", "申请验收", "验收"];

    /// <summary>Those that a street reports.</summary>
    public static ImmutableArray<Stage> Reported { get; } = [Stage.Prepared, Stage.Delivered, Stage.Completed];

    public static string Of(Stage stage) => Words[(int)stage];

    /// <summary>Null: none of them.</summary>
    public static Stage? Find(string word) => Words.IndexOf(word) is >= 0 and var i ? (Stage)i : null;
}
