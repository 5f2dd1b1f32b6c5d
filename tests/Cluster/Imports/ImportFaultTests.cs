using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Imports;
using Circle.Contracts.Journal;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;

namespace Circle.Cluster.Tests.Imports;

/// <summary>What breaks while a file is entered, and who comes in between.</summary>
[Collection(nameof(ImportDistrict))]
public sealed class ImportFaultTests(ImportDistrict district)
{
    [Fact]
    public async Task Reads_that_fail_cost_no_row_and_no_record()
    {
        var first = district.New();
        await first.PrepareAsync(ImportDistrict.Sheet([.. Named("辛", "甲", 60)]));
        await first.ApplyAsync();
        var rows = await first.RowsAsync();
        var next = district.New();
        await next.PrepareAsync(ImportDistrict.Sheet([.. rows.Select((r, i) => new[] { "s1", "s1c1", $"辛{i}", "乙", r.Id!, "2" })]));
        foreach (var row in rows.Skip(30))
        {
            var listing = (await district.Point(row.Id!).View())!.Point.Listing;
            (await district.Point(row.Id!).AskAsync(new ServicePointCommand.Correct(listing with { Landmark = "东门" }))).Accepted();
        }

        var left = 3;
        var journal = district.Cluster.First.Journal;
        journal.OnRead = () => Interlocked.Decrement(ref left) < 0 ? Task.CompletedTask : throw new JournalException(JournalFault.Transient, "once");
        var done = await next.ApplyAsync();
        journal.Heal();

        Assert.True(left < 0);
        Assert.Equal(new ImportCounts(60, 0, 60, 0, 0, 0, 0, 0), done.Counts);
        Assert.NotNull(done.Record);
    }

    [Fact]
    public async Task A_record_that_cannot_be_kept_at_once_is_kept_later()
    {
        var lost = 0;
        district.Mischief.Instead = call => call.TargetId.Type.ToString() == "import" && Interlocked.Increment(ref lost) <= 2 ? throw new TimeoutException("lost") : call.Invoke();
        var import = district.New();
        await import.PrepareAsync(ImportDistrict.Sheet([.. Named("壬", "甲", 3)]));
        var done = await import.ApplyAsync();
        district.Mischief.Instead = null;

        Assert.Equal((3, 3), (lost, done.Counts.Added));
        Assert.NotNull(done.Record);
    }

    [Fact]
    public async Task What_breaks_off_is_recorded_and_nobody_is_said_to_have_cancelled()
    {
        district.Mischief.Instead = call => call.TargetId.Type.ToString() == "point" ? throw new InvalidOperationException("a bug") : call.Invoke();
        var import = district.New();
        await import.PrepareAsync(ImportDistrict.Sheet([.. Named("癸", "甲", 3)]));
        var done = await import.ApplyAsync();
        district.Mischief.Instead = null;

        Assert.Equal((ImportPhase.Finished, new ImportCounts(3, 0, 0, 0, 0, 0, 3, 0)), (done.Phase, done.Counts));
        Assert.NotNull(done.Record);
        Assert.All(await import.RowsAsync(), r => Assert.Equal("stopped", Assert.Single(r.Faults).Code));
    }

    [Fact]
    public async Task While_it_runs_it_cannot_be_begun_with_other_words()
    {
        var import = district.New();
        await import.PrepareAsync(ImportDistrict.Sheet([.. Named("子", "甲", 3)]));
        var gate = district.Cluster.First.Journal.Hold();
        Assert.Equal(ImportPhase.Running, (await import.BeginAsync()).View!.Phase);

        Assert.Equal(ImportPhase.Running, (await import.BeginAsync(" 摸底 ")).View!.Phase);
        Assert.Equal("running", (await import.BeginAsync("普查")).Refusal!.Faults[0].Code);

        gate.Open();
        await Eventually.TrueAsync(async () => (await import.ViewAsync()).View!.Phase == ImportPhase.Finished, () => "it ends");
        district.Cluster.First.Journal.Heal();
        Assert.Equal("摸底", (await import.ViewAsync()).View!.Source);

        // What is over and cancelled all the same is put away.
        Assert.Equal(ImportPhase.Finished, (await import.CancelAsync()).View!.Phase);
        Assert.Equal("unknown", (await import.ViewAsync()).Refusal!.Faults[0].Code);
    }

    [Fact]
    public async Task Many_who_have_finished_keep_nobody_out()
    {
        for (var clerk = 0; clerk < 7; clerk++)
        {
            for (var file = 0; file < 3; file++)
            {
                var import = district.New(new Actor($"rehearsal:clerk{clerk}"));
                await import.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", $"丑{clerk}{file}"]));
                await import.ApplyAsync();
            }
        }

        Assert.Equal(1, (await district.New(new Actor("rehearsal:late")).PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "丑"]))).States.New);
    }

    [Fact]
    public async Task A_shop_at_the_old_place_of_another_is_not_entered_into_that()
    {
        var first = district.New();
        await first.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "菜鸟驿站", "老址"]));
        await first.ApplyAsync();
        var moved = (await first.RowsAsync())[0].Id!;
        (await district.Point(moved).AskAsync(new ServicePointCommand.Move(Domain.Places.PlaceId.Of("s2c1"), "搬迁"))).Accepted();

        // The old list says nothing new.
        Assert.Equal(1, (await district.New().PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "菜鸟驿站", "老址"]))).States.Unchanged);

        var asked = district.New();
        Assert.Equal(1, (await asked.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "菜鸟驿站", "新址"]))).States.Faulty);
        Assert.Equal("moved", Assert.Single((await asked.RowsAsync())[0].Faults).Code);

        var other = district.New();
        Assert.Equal(1, (await other.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "菜鸟驿站", "新址", "新"]))).States.New);
        Assert.Equal(1, (await other.ApplyAsync()).Counts.Added);
        var added = (await other.RowsAsync())[0].Id!;
        Assert.Equal(("老址", "s2c1"), await SeenAsync(moved));
        Assert.Equal(("新址", "s1c1"), await SeenAsync(added));
        Assert.Equal(1, (await district.New().PrepareAsync(ImportDistrict.Sheet(["s1", "s1c1", "菜鸟驿站", "新址", "新"]))).States.Unchanged);
    }

    /// <summary>What was shown as new changes nothing that came in between, unless somebody says so.</summary>
    [Fact]
    public async Task What_is_there_by_now_is_not_changed_by_a_row_that_was_shown_as_new()
    {
        var late = district.New();
        Assert.Equal(2, (await late.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c2", "寅一", "乙"], ["s1", "s1c2", "寅二", "甲"]))).States.New);
        var early = district.New(ImportDistrict.Other);
        await early.PrepareAsync(ImportDistrict.Sheet(["s1", "s1c2", "寅一", "甲"], ["s1", "s1c2", "寅二", "甲"]));
        await early.ApplyAsync();

        var done = await late.ApplyAsync();

        Assert.Equal(new ImportCounts(2, 0, 0, 1, 1, 0, 0, 0), done.Counts);
        var left = Assert.Single(await late.RowsAsync(RowState.Conflict));
        Assert.Equal(("甲", "s1c2"), await SeenAsync(left.Id!));
    }

    [Fact]
    public async Task A_facility_is_compared_with_the_last_file_and_not_with_the_first()
    {
        var form = ImportFormId.Of($"facilities-{SmallDistrict.Room}");
        Sheet Of(string address) => new(["街道", "社区", "名称", "性质", "地址"], [new(2, ["s1", "s1c1", "卯房", "计划", address], [])]);
        string? id = null;
        foreach (var (address, state) in new[] { ("甲路", RowState.New), ("乙路", RowState.Changed), ("甲路", RowState.Changed), ("丙路", RowState.Changed) })
        {
            var import = district.New();
            await import.PrepareAsync(Of(address), form);
            Assert.Equal(state, (await import.RowsAsync())[0].State);
            await import.ApplyAsync();
            id = (await import.RowsAsync())[0].Id!;
            Assert.Equal(address, (await district.Cluster.Facility(id).View())!.Details.Address);
        }

        // A person corrects it: the last file again says nothing new, another one is in conflict.
        (await district.Cluster.Facility(id!).AskAsync(new Domain.Facilities.FacilityCommand.Correct("卯房", Domain.Facilities.FacilityDetails.Unknown with { Address = "人工" }))).Accepted();
        Assert.Equal(1, (await district.New().PrepareAsync(Of("丙路"), form)).States.Unchanged);
        Assert.Equal(1, (await district.New().PrepareAsync(Of("甲路"), form)).States.Conflict);
    }

    /// <summary>No file said what a person registered.</summary>
    [Fact]
    public async Task A_facility_that_a_person_registered_is_no_files_word()
    {
        var draft = SmallDistrict.Facility("chen", Domain.Places.PlaceId.Of("s1c2")) with { Details = Domain.Facilities.FacilityDetails.Unknown with { Address = "人工" } };
        (await district.Cluster.Facility("chen").AskAsync(new Domain.Facilities.FacilityCommand.Register(draft))).Accepted();
        var form = ImportFormId.Of($"facilities-{draft.Line}");

        var import = await district.New().PrepareAsync(new(["街道", "社区", "名称", "性质", "地址"], [new(2, ["s1", "s1c2", draft.Name, "计划", "文件"], [])]), form);

        Assert.Equal(1, import.States.Conflict);
    }

    private static IEnumerable<string[]> Named(string name, string address, int count) => Enumerable.Range(0, count).Select(i => new[] { "s1", "s1c1", $"{name}{i}", address });

    private async Task<(string? Address, string Place)> SeenAsync(string id)
    {
        var point = (await district.Point(id).View())!.Point;
        return (point.Listing.Address, point.Place.Value);
    }
}
