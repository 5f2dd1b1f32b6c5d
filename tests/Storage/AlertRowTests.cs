using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Alerts_are_listed_by_place_line_and_stage_page_by_page()
    {
        await Journal.CommitAsync([.. new (string Id, string Region, string? Line, string Stage)[]
        {
            ("step-b", "s1", "room", "open"), ("step-a", "s1", "room", "open"), ("step-c", "s1c1", "park", "dismissed"), ("step-d", "s2", "room", "over"), ("rectification-e", "s2", null, "open"),
        }.Select(a => Runs.On(StreamId.Of("alert", a.Id), null, 1).Touching(StreamId.Of("alert", a.Id), 0, new RowHead(PlaceId.Of(a.Region), null, a.Line, a.Stage, a.Id, $"\"{a.Id}\"")))]);
        await EnterPointsAsync(("p1", "s1", "laundry", "open", "found", []));

        Assert.Equal(["rectification-e", "step-a", "step-b"], await ListedAsync(null, null, [AlertView.Open]));
        Assert.Equal(["step-a", "step-b", "step-c"], await ListedAsync(["s1", "s1c1"], null, [AlertView.Open, AlertView.Dismissed]));
        Assert.Equal(["step-d"], await ListedAsync(null, "room", [AlertView.Over]));
        Assert.Equal(["step-a"], await ListedAsync(null, null, [AlertView.Open], "rectification-e", 1));
        Assert.Empty(await ListedAsync([], null, [AlertView.Open]));
        Assert.Equal(["\"step-a\"", "\"step-d\""], (await _database.Alerts.FindAsync([AlertId.Of("step-d"), AlertId.Of("step-a"), AlertId.Of("none")], Cancel)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Receivers_are_listed_by_stage()
    {
        await Journal.CommitAsync([.. new (string Id, string Stage)[] { ("r2", "open"), ("r1", "open"), ("r3", "closed") }
            .Select(r => Runs.On(StreamId.Of("receiver", r.Id), null, 1).Touching(StreamId.Of("receiver", r.Id), 0, new RowHead(PlaceId.Of("s1"), null, null, r.Stage, r.Id, $"\"{r.Id}\"")))]);

        Assert.Equal(["\"r1\"", "\"r2\""], await _database.Receivers.ListAsync(Receiver.OpenStage, 10, Cancel));
        Assert.Equal(["\"r1\""], await _database.Receivers.ListAsync(Receiver.OpenStage, 1, Cancel));
        Assert.Equal(["\"r3\""], await _database.Receivers.ListAsync(Receiver.ClosedStage, 10, Cancel));
    }

    private async Task<string[]> ListedAsync(string[]? regions, string? line, string[] stages, string? after = null, int limit = 10) =>
    [
        .. (await _database.Alerts.ListAsync(
            regions is null ? null : [.. regions.Select(PlaceId.Of)], line is null ? null : LineId.Of(line), [.. stages], after is null ? null : AlertId.Of(after), limit, Cancel))
            .Select(view => view.Trim('"')),
    ];
}
