using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Imports;
using Circle.Domain.Imports;
using Circle.Domain.ServicePoints;

namespace Circle.Cluster.Tests.Imports;

/// <summary>Files on their way into the journal.</summary>
[Collection(nameof(ImportDistrict))]
public sealed class ImportTests(ImportDistrict district)
{
    [Fact]
    public async Task A_file_is_compared_entered_recorded_and_the_same_one_then_changes_nothing()
    {
        var import = district.New();
        var sheet = ImportDistrict.Sheet([.. Named("甲", 120), ["s1", "没有这里", "甲x"], ["s2", "s2c1", "甲y"], ["s2", "s2c1", "甲y"]]);

        var compared = await import.PrepareAsync(sheet);
        Assert.Equal(new ImportStates(120, 0, 0, 0, 1, 2, 0), compared.States);
        Assert.Equal((ImportPhase.Ready, 0), (compared.Phase, compared.Done));

        var done = await import.ApplyAsync();
        Assert.Equal(new ImportCounts(123, 120, 0, 0, 0, 3, 0, 0), done.Counts);
        Assert.NotNull(done.Record);
        var records = await district.Cluster.Grains.GetGrain<IImportQueries>(0).Records(null, 10);
        Assert.Contains(records.Items, r => r.Record.Id == done.Record && r.By == ImportDistrict.Clerk && r.Record.Counts == done.Counts);

        var again = await district.New(ImportDistrict.Other).PrepareAsync(sheet);
        Assert.Equal(new ImportStates(0, 0, 120, 0, 1, 2, 0), again.States);
    }

    [Fact]
    public async Task What_people_corrected_stays_or_is_picked_and_a_pick_holds_for_the_next_file()
    {
        var first = district.New();
        await first.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "乙一", "文件甲"], ["s1", "s1c1", "乙二", "文件甲"], ["s1", "s1c1", "乙三", "文件甲"]));
        await first.ApplyAsync();
        var ids = (await first.RowsAsync()).Select(r => r.Id!).ToList();
        foreach (var id in ids) await CorrectAsync(id, "人工");

        // The same file says nothing new, and what people wrote stays.
        var same = district.New();
        Assert.Equal(3, (await same.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "乙一", "文件甲"], ["s1", "s1c1", "乙二", "文件甲"], ["s1", "s1c1", "乙三", "文件甲"]))).States.Unchanged);

        var next = district.New();
        var newer = ImportDistrict.Sheet(["s1", "s1c1", "乙一", "文件乙"], ["s1", "s1c1", "乙二", "文件乙"], ["s1", "s1c1", "乙三", "文件乙"]);
        Assert.Equal((3, 3), ((await next.PrepareAsync(newer)).States.Conflict, (await next.PrepareAsync(newer)).States.Undecided));
        var difference = Assert.Single((await next.RowsAsync(RowState.Conflict))[0].Differences);
        Assert.Equal(("文件甲", "人工", "文件乙"), (difference.Base, difference.Ours, difference.File));

        Assert.Equal((3, 1), ((await next.ChooseAsync(new ImportChoice(2, null, FieldPick.File), new ImportChoice(3, "address", FieldPick.Ours))).States.Conflict, (await next.ChooseAsync()).States.Undecided));
        Assert.Equal(new ImportCounts(3, 0, 2, 0, 1, 0, 0, 0), (await next.ApplyAsync()).Counts);
        Assert.Equal(["文件乙", "人工", "人工"], await AddressesAsync(ids));

        // The one that was kept is not asked about again; the one that was left out is.
        var third = await district.New().PrepareAsync(newer);
        Assert.Equal((2, 1), (third.States.Unchanged, third.States.Conflict));
    }

    [Fact]
    public async Task A_version_of_an_export_is_what_a_row_is_compared_with()
    {
        var first = district.New();
        await first.PrepareAsync(ImportDistrict.Sheet(["s2", "s2c2", "丙", "旧"]));
        await first.ApplyAsync();
        var id = (await first.RowsAsync())[0].Id!;
        var exported = (await district.Point(id).View())!.Point.ListedAt;
        await CorrectAsync(id, "人工");

        var stale = await district.New().PrepareAsync(ImportDistrict.Sheet(["s2", "s2c2", "丙", "旧", id, $"{exported}"]));
        Assert.Equal(1, stale.States.Unchanged);
        var edited = await district.New().PrepareAsync(ImportDistrict.Sheet(["s2", "s2c2", "丙", "新", id, $"{exported}"]));
        Assert.Equal(1, edited.States.Conflict);
        var fresh = await district.New().PrepareAsync(ImportDistrict.Sheet(["s2", "s2c2", "丙", "新", id, $"{(await district.Point(id).View())!.Point.ListedAt}"]));
        Assert.Equal(1, fresh.States.Changed);
    }

    /// <summary>Each point once, and nobody hears of an error that is none.</summary>
    [Fact]
    public async Task Two_people_enter_the_same_file_at_once()
    {
        var sheet = ImportDistrict.Sheet([.. Named("丁", 300)]);
        ImportDistrict.Import one = district.New(), two = district.New(ImportDistrict.Other);
        await one.PrepareAsync(sheet);
        await two.PrepareAsync(sheet);

        var done = await Task.WhenAll(one.ApplyAsync(), two.ApplyAsync());

        Assert.All(done, d => Assert.Equal((300, 0, 0), (d.Counts.Added + d.Counts.Unchanged, d.Counts.Refused, d.Counts.LeftOut)));
        Assert.Equal(300, done.Sum(d => d.Counts.Added));
        foreach (var row in (await one.RowsAsync()).Take(20)) Assert.Equal(2, (await district.Point(row.Id!).History(0, 10)).Entries.Length);
    }

    [Fact]
    public async Task What_changes_between_the_dry_run_and_the_application_is_judged_on_the_newest_state()
    {
        var first = district.New();
        await first.PrepareAsync(ImportDistrict.Sheet(["s3", "s3c1", "戊一", "甲"], ["s3", "s3c1", "戊二", "甲"]));
        await first.ApplyAsync();
        var ids = (await first.RowsAsync()).Select(r => r.Id!).ToList();
        var next = district.New();
        Assert.Equal(2, (await next.PrepareAsync(ImportDistrict.Sheet(["s3", "s3c1", "戊一", "乙"], ["s3", "s3c1", "戊二", "乙"]))).States.Changed);
        await CorrectAsync(ids[0], "人工");
        await CorrectAsync(ids[1], "乙");

        var done = await next.ApplyAsync();

        Assert.Equal((1, 1), (done.Counts.LeftOut, done.Counts.Unchanged));
        Assert.Equal(["人工", "乙"], await AddressesAsync(ids));
        Assert.Equal(RowState.Conflict, (await next.RowsAsync())[0].State);
    }

    [Fact]
    public async Task Cancelled_between_rows_what_is_done_stays_and_is_said()
    {
        var import = district.New();
        await import.PrepareAsync(ImportDistrict.Sheet([.. Named("己", 2_000)]));
        await import.BeginAsync();
        await Eventually.TrueAsync(async () => (await import.ViewAsync()).View!.Done > 50, () => "some rows are done");
        await import.CancelAsync();
        ImportView? last = null;
        await Eventually.TrueAsync(async () => (last = (await import.ViewAsync()).View!).Phase == ImportPhase.Cancelled, () => "it stops");

        Assert.InRange(last!.Counts.Cancelled, 1, 1_949);
        Assert.Equal(2_000, last.Counts.Added + last.Counts.Cancelled);
        Assert.NotNull(last.Record);
        Assert.Equal(last.Counts.Added, (await district.New().PrepareAsync(ImportDistrict.Sheet([.. Named("己", 2_000)]))).States.Unchanged);
    }

    [Fact]
    public async Task An_import_is_its_owners_alone()
    {
        var import = district.New();
        Assert.Equal("unknown", (await import.ViewAsync()).Refusal!.Faults[0].Code);
        await import.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "庚"]));
        for (var i = 0; i < 3; i++) await district.New().PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "庚"]));

        // The oldest of a person who has too many is let go.
        Assert.Equal("unknown", (await import.ViewAsync()).Refusal!.Faults[0].Code);
    }

    [Fact]
    public async Task Facilities_that_stood_before_stand_since_the_day_of_the_file()
    {
        var form = ImportFormId.Of($"facilities-{SmallDistrict.Room}");
        var sheet = new Sheet(["街道", "社区", "名称", "性质", "建成日期"], [new(2, ["s1", "s1c1", "旧房", "原有", ""], []), new(3, ["s1", "s1c2", "老房", "existing", "2010/5/1"], []), new(4, ["s1", "", "新房", "计划", ""], [])]);
        var import = district.New();
        Assert.Equal(3, (await import.PrepareAsync(sheet, form)).States.New);
        Assert.Equal(3, (await import.ApplyAsync(new DateOnly(2013, 9, 20))).Counts.Added);

        var rows = await import.RowsAsync();
        var views = await Task.WhenAll(rows.Select(r => district.Cluster.Facility(r.Id!).View()));
        Assert.Equal([new DateOnly(2013, 9, 20), new DateOnly(2010, 5, 1), null], views.Select(v => v!.Since));
        Assert.Equal(3, (await district.New().PrepareAsync(sheet, form)).States.Unchanged);
    }

    /// <summary>"Each street" and "each community" are those of the roster on the day on which somebody confirms it.</summary>
    [Fact]
    public async Task A_roster_that_is_imported_is_what_a_confirmed_baseline_counts_by()
    {
        var import = district.New();
        var roster = new Sheet(["街道", "社区", "并入社区", "别名"], [new(2, ["新街道", "", "", "新路"], []), new(3, ["新街道", "第一社区", "", ""], []), new(4, ["place s1", "place s1c2", "place s1c1", ""], []), new(5, ["place s1", "place s1c3", "", ""], [])]);
        var compared = await import.PrepareAsync(roster, ImportFormId.Of("communities"));
        Assert.Equal(new ImportStates(2, 1, 1, 0, 0, 0, 0), compared.States);
        Assert.Equal(new ImportCounts(4, 2, 1, 1, 0, 0, 0, 0), (await import.ApplyAsync()).Counts);

        var street = (await import.RowsAsync())[0].Id!;
        Assert.Equal("s1c1", (await district.Cluster.Grains.GetGrain<Contracts.Places.IPlaceGrain>("s1c2").View())!.Parent?.Value);
        (await district.Cluster.Plan.AskAsync(new Domain.Plans.PlanCommand.ConfirmBaseline(SmallDistrict.Room, SmallDistrict.Today, "名录"))).Accepted();
        Assert.Equal([2, 4], (await district.Cluster.Plan.Targets(Domain.Places.PlaceId.Of(street), SmallDistrict.Room)).Select(t => t.Cumulative));
        Assert.Equal(4, (await district.New().PrepareAsync(roster, ImportFormId.Of("communities"))).States.Unchanged);
    }

    private static IEnumerable<string[]> Named(string name, int count) => ImportDistrict.Shops(count).Select(r => new[] { r[0], r[1], name + r[2], r[3] });

    private async Task CorrectAsync(string id, string address)
    {
        var listing = (await district.Point(id).View())!.Point.Listing;
        (await district.Point(id).AskAsync(new ServicePointCommand.Correct(listing with { Address = address }))).Accepted();
    }

    private async Task<List<string?>> AddressesAsync(IEnumerable<string> ids)
    {
        var addresses = new List<string?>();
        foreach (var id in ids) addresses.Add((await district.Point(id).View())!.Point.Listing.Address);
        return addresses;
    }
}
