using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ProgressSheets;

namespace Circle.Domain.Tests.ProgressSheets;

/// <summary>A table that went out and came back: what it would report, what it leaves, and what is wrong with it.</summary>
public sealed class ProgressSheetTests
{
    private static readonly DateOnly Today = new(2013, 11, 12);

    private static readonly Dictionary<FacilityId, FacilityView> There = new()
    {
        [FacilityId.Of("a")] = View("a", Stage.Delivered),
        [FacilityId.Of("b")] = View("b", Stage.Completed),
        [FacilityId.Of("c")] = View("c", Stage.Planned) with { Standing = Standing.Suspended },
    };

    [Theory]
    [InlineData("a", "设备配送", "报竣", "2013-11-11", "Changed")]
    [InlineData("a", "设备配送", "报竣", "2013/11/9", "Changed")]
    [InlineData("a", "设备配送", "报竣", "", "Changed")]
    [InlineData("a", "前期准备", "报竣", "", "Changed moved")]
    [InlineData("a", "设备配送", "", "", "Unchanged")]
    [InlineData("a", "设备配送", "设备配送", "", "Unchanged")]
    [InlineData("b", "报竣", "设备配送", "", "Faulty behind")]
    [InlineData("a", "设备配送", "建好了", "", "Faulty wrong-word")]
    [InlineData("a", "设备配送", "报竣", "11月", "Faulty wrong-shape")]
    [InlineData("a", "设备配送", "报竣", "2013-11-13", "Faulty in-future")]
    [InlineData("c", "计划", "报竣", "", "Faulty not-now")]
    [InlineData("nobody", "计划", "报竣", "", "Faulty unknown")]
    public void A_row_is_compared_with_what_stands(string id, string stood, string stage, string on, string expected)
    {
        var row = Assert.Single(Compare(Row(2, id, stood, stage, on))!.Value);
        Assert.Equal(expected, string.Join(' ', new[] { row.State.ToString(), row.HasMoved ? "moved" : "" }.Concat(row.Faults.Select(f => f.Code)).Where(w => w.Length > 0)));
    }

    [Fact]
    public void The_same_facility_twice_is_a_fault_of_the_second()
    {
        var rows = Compare(Row(2, "a", "设备配送", "报竣", ""), Row(3, "a", "设备配送", "报竣", ""))!.Value;
        Assert.Equal([ProgressRowState.Changed, ProgressRowState.Faulty], rows.Select(r => r.State));
    }

    [Fact]
    public void What_goes_out_comes_back_without_a_change()
    {
        var sheet = new Sheet(ProgressSheet.Heads, [new SheetRow(2, ProgressSheet.RowOf(There[FacilityId.Of("a")], "博物院社区", "社区综治工作站", "第三批", Today), [])]);
        var row = Assert.Single(ProgressSheet.Compare(sheet, There, Today, new FaultList())!.Value);
        Assert.Equal((ProgressRowState.Unchanged, false), (row.State, row.HasMoved));
    }

    [Fact]
    public void Another_table_is_refused_with_what_it_lacks()
    {
        var faults = new FaultList();
        Assert.Null(ProgressSheet.Compare(new Sheet(["名称"], []), There, Today, faults));
        Assert.Equal(2, faults.ToRefusal().Faults.Length);
    }

    private static ImmutableArray<ProgressRow>? Compare(params SheetRow[] rows)
        => ProgressSheet.Compare(new Sheet(["编号", "现阶段", "新阶段", "日期", "说明"], [.. rows]), There, Today, new FaultList());

    private static SheetRow Row(int number, params string[] cells) => new(number, [.. cells], []);

    private static FacilityView View(string id, Stage stage) => new(
        FacilityId.Of(id), LineId.Of("governance-station"), PlaceId.Of("c1"), $"设施 {id}", Origin.Planned, stage, [], Standing.Active, null, null, null, null, [], FacilityDetails.Unknown, null, "");
}
