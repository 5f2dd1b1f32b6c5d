using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using static Circle.Domain.Tests.Imports.ImportSample;

namespace Circle.Domain.Tests.Imports;

/// <summary>From a sheet to rows: heads, places, ids, and which row is which.</summary>
public sealed class SheetReadingTests
{
    [Fact]
    public void Heads_are_read_in_either_language_with_or_without_their_mark_in_any_order()
    {
        var reading = Read(Points, ["Name", "社区", " 街道* "], ["东昌洗衣店", "姚寨", "丰产路"]);

        var row = Assert.Single(reading.Rows);
        Assert.Equal((PlaceId.Of("yz"), "东昌洗衣店"), (row.Draft!.Place, row.Draft.Name));
        Assert.False(reading.Heads.Has(Points.IndexOf(ImportForms.Phones)));
    }

    [Fact]
    public void Every_wrong_head_is_named_at_once()
    {
        var faults = new FaultList();

        Assert.Null(SheetReading.Of(new Sheet(["社区", "电话", "Phones", "电话号码"], []), Drafts(Points), faults));
        Assert.Equal(
            [("名称", "missing-column"), ("电话号码", "unknown-column"), ("街道", "missing-column"), ("Phones", "twice")],
            faults.ToRefusal().Faults.Select(f => (f.Field, f.Code)).OrderBy(f => f.Field == "Phones").ThenBy(f => f.Field, StringComparer.Ordinal));
    }

    [Fact]
    public void A_table_without_rows_is_told_to_be_empty_and_a_note_is_no_row()
    {
        var faults = new FaultList();

        Assert.Null(SheetReading.Of(Sheet(["街道", "名称"], ["#说明（这一行不导入）：街道名称", "1 到 100 个字"]), Drafts(Points), faults));
        Assert.Equal("empty", Assert.Single(faults.ToRefusal().Faults).Code);
    }

    [Theory]
    [InlineData("丰产路", "文雅", "wy", null)]
    [InlineData("北林路街道办事处", "文雅社区居委会", "wy2", null)]
    [InlineData("", "广电", "gd", null)]
    [InlineData("丰产路", "", "fcl", null)]
    [InlineData("", "文雅社区", null, "几处")]
    [InlineData("丰产路", "姚庄社区", null, "丰产路街道 姚砦社区")]
    [InlineData("丰产街", "", null, "丰产路街道")]
    [InlineData("丰产路", "广电社区", null, "北林路街道 广电社区")]
    public void A_place_is_found_by_what_is_meant_or_what_is_near_is_offered(string street, string community, string? expected, string? offered)
    {
        var row = Read(Points, ["街道", "社区", "名称"], [street, community, "店"]).Rows[0];

        Assert.Equal(expected, row.Draft?.Place.Value);
        if (offered is not null) Assert.Contains(offered, row.Faults[0].Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufffe路")]
    [InlineData("\ud800路")]
    [InlineData("路\udc00")]
    public void What_is_no_character_names_no_place(string name)
    {
        var rows = Read(Points, ["街道", "社区", "名称"], [name, "", "店"], ["丰产路", name, "店"]).Rows;

        Assert.All(rows, r => Assert.Equal("unknown", Assert.Single(r.Faults).Code));
    }

    /// <summary>Nothing is near to it, and a sentence repeats but its beginning.</summary>
    [Fact]
    public void A_place_whose_name_is_too_long_is_named_shortly()
    {
        var row = Read(Points, ["街道", "社区", "名称"], ["丰产路", "姚砦社区" + new string('区', 1_996), "店"]).Rows[0];

        var fault = Assert.Single(row.Faults);
        Assert.Equal("unknown", fault.Code);
        Assert.InRange(fault.Zh.Length, 10, 80);
    }

    [Fact]
    public void A_head_that_is_too_long_is_named_by_its_beginning()
    {
        var faults = new FaultList();

        Assert.Null(SheetReading.Of(Sheet(["街道", "名称", new string('长', 100)], ["丰产路", "店", "x"]), Drafts(Points), faults));

        var fault = Assert.Single(faults.ToRefusal().Faults);
        Assert.Equal("unknown-column", fault.Code);
        Assert.All([fault.Field, fault.Zh, fault.En], t => Assert.InRange(t.Length, 20, 120));
    }

    [Fact]
    public void Many_faults_of_a_row_are_told_until_it_is_enough()
    {
        var aliases = string.Join('；', Enumerable.Range(0, 200).Select(i => $"\u200b{i}"));
        var row = Read(Communities, ["街道", "社区", "别名"], ["丰产路", "新社区", aliases]).Rows[0];

        Assert.Equal(ImportFault.MostOfRow, row.Faults.Length);
        Assert.Equal(("too-many", "more"), (row.Faults[0].Code, row.Faults[^1].Code));
        Assert.Contains("32", row.Faults[^1].Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Streets_that_the_file_brings_may_be_named_by_its_communities()
    {
        var rows = Read(Communities, ["街道", "社区"], ["新街道", ""], ["新街道", "第一社区"], ["北林路街道", "第二社区"]).Rows;
        var matched = new RowMatches(Communities, new PlaceNames(Tree), []).Of(rows);

        Assert.All(rows, r => Assert.Empty(r.Faults));
        Assert.Equal(matched[0].Row.Draft!.Id, rows[1].Draft!.Place.Value);
    }

    [Fact]
    public void A_row_is_matched_by_its_id_else_by_place_and_name_and_never_twice()
    {
        var there = Existing("p1", "yz", "东昌洗衣店");
        var reading = Read(
            Points, ["街道", "社区", "名称", "编号"],
            ["丰产路", "姚寨", "东昌 洗衣店", ""], ["丰产路", "文雅", "新店", ""], ["丰产路", "文雅", "新店", ""], ["丰产路", "文雅", "搬来的店", "p2"], ["丰产路", "文雅", "店", "p9"]);
        var matched = new RowMatches(Points, new PlaceNames(Tree), [there, Existing("p2", "gd", "搬走的店")]).Of(reading.Rows);

        Assert.Equal(["p1", null, null, "p2", null], matched.Select(m => m.Existing?.Draft.Id));
        Assert.Equal([false, true, true, false, false], matched.Select(m => m.IsTwice));
        Assert.Equal("unknown", Assert.Single(matched[4].Row.Faults).Code);
    }

    /// <summary>Two people who enter the same file make one thing of it.</summary>
    [Fact]
    public void What_is_new_has_the_same_id_for_everybody_and_another_one_after_one_that_is_closed()
    {
        var rows = Read(Points, ["街道", "社区", "名称"], ["丰产路", "姚寨", "东昌洗衣店"]).Rows;
        string IdBeside(params Existing[] existing) => new RowMatches(Points, new PlaceNames(Tree), existing).Of(rows)[0].Row.Draft!.Id;

        Assert.Equal(IdBeside(), IdBeside());
        Assert.NotEqual(IdBeside(), IdBeside(Existing("p1", "yz", "东昌洗衣店") with { IsOver = true }));
        Assert.True(TextId.TryParse<ServicePointId>(IdBeside(), out _));
    }

    /// <summary>The id of what a list brought in goes with it: a row at its old place is its own, or another's, and nobody guesses.</summary>
    [Theory]
    [InlineData("", "老地址", null, true)]
    [InlineData("", "新地址", "moved", false)]
    [InlineData("新", "新地址", null, false)]
    [InlineData("new", "老地址", null, false)]
    public void A_row_of_a_place_that_something_has_left_is_its_own_where_it_says_nothing_new_else_asked_about(string id, string address, string? code, bool isFormer)
    {
        ImmutableArray<string> heads = ["街道", "社区", "名称", "地址", "编号"];
        var names = new PlaceNames(Tree);
        var old = Read(Points, heads, ["丰产路", "姚寨", "菜鸟驿站", "老地址", ""]).Rows[0];
        var own = new RowMatches(Points, names, []).Of([old])[0].Row.Draft!.Id;
        var moved = WithAddress(Existing(own, "gd", "菜鸟驿站"), "老地址");

        var reading = Read(Points, heads, ["丰产路", "姚寨", "菜鸟驿站", address, id]);
        var match = new RowMatches(Points, names, [moved]).Of(reading.Rows)[0].Settled(reading, old.Cells);

        Assert.Equal(code, match.Row.Faults.SingleOrDefault()?.Code);
        Assert.Equal(isFormer ? moved : null, match.Existing);
        Assert.NotEqual(own, match.Row.Draft?.Id);
        if (code is not null) Assert.Contains(own, match.Row.Faults[0].Zh, StringComparison.Ordinal);

        // Of what is over there may be another, and a row that is listed besides is not the former one again.
        Assert.Null(new RowMatches(Points, names, [moved with { IsOver = true }]).Of(reading.Rows)[0].Former);
        var both = Read(Points, heads, ["丰产路", "姚寨", "菜鸟驿站", "老地址", ""], ["北林路", "广电", "菜鸟驿站", "老地址", ""]);
        Assert.Equal("moved", new RowMatches(Points, names, [moved]).Of(both.Rows)[0].Settled(both, old.Cells).Row.Faults.Single().Code);
    }

    /// <summary>A street that was renamed has the id that its old name gives.</summary>
    [Fact]
    public void A_new_street_under_the_old_name_of_another_is_no_other_street()
    {
        var draft = new ImportDraft.Community(new PlaceDraft(PlaceId.Of("-"), PlaceKind.Street, "新街道", PlaceId.Of("d"), [], [], ""));
        var renamed = new PlaceTree(Tree.All.Add(new(PlaceId.Of(draft.Derived(Communities, new PlaceNames(Tree), 0)), PlaceKind.Street, "改名街道", PlaceId.Of("d"))));
        var reading = SheetReading.Of(Sheet(["街道", "社区", "编号"], ["新街道", "", "新"], ["新街道", "第一社区", ""]), Drafts(Communities) with { Names = new PlaceNames(renamed) }, new FaultList())!;
        var there = Circle.Domain.Imports.Existing.Of(new PlaceView(renamed.All[^1].Id, PlaceKind.Street, "改名街道", PlaceId.Of("d"), [], [], ""), Communities, new PlaceNames(renamed));

        var matched = new RowMatches(Communities, reading.Drafts.Names, [there]).Of(reading.Rows);

        Assert.Equal(matched[0].Row.Draft!.Id, matched[1].Row.Draft!.Place.Value);
        Assert.NotEqual(there.Draft.Id, matched[0].Row.Draft!.Id);
    }

    [Fact]
    public void A_row_is_judged_new_changed_unchanged_or_in_conflict()
    {
        var reading = Read(Points, ["街道", "社区", "名称", "地址"], ["丰产路", "姚寨", "东昌洗衣店", "新地址"]);
        var (judge, row, there) = (new RowJudge(reading), reading.Rows[0], Existing("p1", "yz", "东昌洗衣店"));

        Assert.Equal(RowState.New, judge.Judge(row, null, default, _ => null).State);
        Assert.Equal(RowState.Changed, judge.Judge(row, there, there.Cells, _ => null).State);
        var corrected = WithAddress(there, "别人改的");
        Assert.Equal(RowState.Conflict, judge.Judge(row, corrected, there.Cells, _ => null).State);
        Assert.Equal(RowState.Unchanged, judge.Judge(row, corrected, row.Cells, _ => null).State);
        Assert.Equal(RowState.Unchanged, judge.Judge(row, WithAddress(there, "新地址"), there.Cells, _ => null).State);

        var kept = judge.Judge(row, corrected, there.Cells, _ => FieldPick.Ours);
        Assert.Equal((RowState.Changed, "别人改的", "新地址"), (kept.State, ((ImportDraft.Point)kept.Draft!).Draft.Listing.Address, ((ImportDraft.Point)kept.Said!).Draft.Listing.Address));
        Assert.Equal(RowState.Faulty, judge.Judge(row, there with { IsOver = true }, there.Cells, _ => null).State);
    }

    [Fact]
    public void What_is_said_once_is_not_changed_by_a_file()
    {
        var reading = Read(Parks, ["街道", "名称", "性质", "座椅（米）"], ["丰产路", "花园", "原有", "12.5"]);
        var there = Circle.Domain.Imports.Existing.Of(
            new FacilityView(FacilityId.Of("f1"), LineId.Of("park"), PlaceId.Of("fcl"), "花园", Origin.Planned, Stage.Planned, [], Standing.Active, null, null, null, null, [new(Bench, 12_500, [])], FacilityDetails.Unknown, null, "") { ListedAt = 1 },
            Parks, new PlaceNames(Tree));

        var verdict = new RowJudge(reading).Judge(reading.Rows[0], there, there.Cells, _ => null);

        Assert.Equal((RowState.Faulty, "性质"), (verdict.State, Assert.Single(verdict.Faults).Column));
    }

    private static Existing WithAddress(Existing there, string address)
    {
        var draft = ((ImportDraft.Point)there.Draft).Draft;
        var point = new ImportDraft.Point(draft with { Listing = draft.Listing with { Address = address } });
        return there with { Draft = point, Cells = point.Cells(Points, new PlaceNames(Tree)), ListedAt = 2 };
    }

    private static Existing Existing(string id, string place, string name)
    {
        var point = new ImportDraft.Point(new PointDraft(ServicePointId.Of(id), PointKindId.Of("laundry"), PlaceId.Of(place), new PointListing(name, [], null, null, [], [], null, null, null, null), null, ""));
        return new(point, 1, null, false, point.Cells(Points, new PlaceNames(Tree)));
    }

    private static Sheet Sheet(ImmutableArray<string> heads, params ImmutableArray<string>[] rows) => new(heads, [.. rows.Select((r, i) => new SheetRow(i + 2, r, []))]);

    private static SheetReading Read(ImportForm form, ImmutableArray<string> heads, params ImmutableArray<string>[] rows)
    {
        var faults = new FaultList();
        return SheetReading.Of(Sheet(heads, rows), Drafts(form), faults) ?? throw new InvalidOperationException(faults.ToRefusal().Faults[0].En);
    }
}
