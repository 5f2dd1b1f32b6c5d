using System.Collections.Immutable;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Imports;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Grains.Imports;

namespace Circle.Cluster.Tests.Imports;

/// <summary>Many picks at once.</summary>
public sealed class ChoiceTests
{
    private static readonly PointKind Laundry = new(PointKindId.Of("laundry"), "洗衣点", "Laundry", SmallDistrict.Room, true);

    [Fact]
    public void The_last_choice_of_a_row_and_field_holds_be_it_wide_or_narrow()
    {
        var folded = new FoldedChoices(
        [
            new(2, "address", FieldPick.Ours), new(null, "address", FieldPick.File), new(3, null, FieldPick.Ours), new(3, "address", null), new(null, "phones", FieldPick.Ours), new(4, null, FieldPick.File),
        ]);

        Assert.Equal(FieldPick.File, PickOf(2, "address"));
        Assert.Null(PickOf(3, "address"));
        Assert.Equal(FieldPick.Ours, PickOf(3, "phones"));
        Assert.Equal(FieldPick.File, PickOf(4, "phones"));
        Assert.False(folded.TryPick(2, "name", out _));

        FieldPick? PickOf(int row, string field)
        {
            Assert.True(folded.TryPick(row, field, out var pick));
            return pick;
        }
    }

    /// <summary>By what it allocates: a row that is judged for each choice costs a thousand times as much.</summary>
    [Fact]
    public void A_row_is_judged_once_however_many_choices_there_are()
    {
        var table = Table(200);
        table.Choose([new(null, null, FieldPick.File)]);
        var one = Allocated([new(null, null, FieldPick.Ours)]);
        var many = Allocated([.. Enumerable.Range(0, ImportChoice.Most).Select(i => new ImportChoice(null, null, i % 2 == 0 ? FieldPick.File : FieldPick.Ours))]);

        Assert.InRange(many, 0, one * 3);
        Assert.Equal((200, 0), (table.States().Conflict, table.States().Undecided));
        Assert.All(table.Rows, r => Assert.Equal(FieldPick.Ours, r.Verdict.Differences.Single().Pick));

        long Allocated(ImmutableArray<ImportChoice> choices)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            table.Choose(choices);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>Each row has another address than what stands, and both have changed.</summary>
    private static ImportTable Table(int count)
    {
        var plan = SmallDistrict.Plan with { Directory = new DirectoryRules([Laundry], [], 90, 180, 800, 500, 30, []) };
        var form = ImportForms.Find(plan, ImportDistrict.Laundries)!;
        var tree = new PlaceTree(SmallDistrict.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent)));
        var at = new Circumstances(SmallDistrict.Morning, ImportDistrict.Clerk, new PlanVersion(1, plan, [], ImmutableDictionary<LineId, Baseline>.Empty), tree);
        var sheet = ImportDistrict.Sheet(Enumerable.Range(0, count).Select(i => new[] { "s1", "s1c1", $"店{i}", "文件" }));
        var reading = SheetReading.Of(sheet, new RowDrafts(form, new PlaceNames(tree), at, at.Today, "a.xlsx"), new FaultList())!;
        var table = new ImportTable(new ImportUpload(form.Id, sheet, "a.xlsx", "0a1b"), reading, [.. reading.Rows.Select(RowOf)]);
        foreach (var row in table.Rows) row.Judge(table.Judge);
        Assert.Equal(count, table.States().Undecided);
        return table;

        TableRow RowOf(ReadRow row)
        {
            var draft = ((ImportDraft.Point)row.Draft!).Draft;
            var point = new ImportDraft.Point(draft with { Id = ServicePointId.Of($"p{row.Number}"), Listing = draft.Listing with { Address = "人工" } });
            var there = new Existing(point, 2, false, false, point.Cells(form, reading.Drafts.Names));
            return new TableRow(row, there, false) { Basis = there.Cells.SetItem(form.IndexOf(ImportForms.Address), "起初") };
        }
    }
}
