using System.Collections.Immutable;
using Circle.Domain.Acceptance;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Acceptance;
using Circle.Grains.Blobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly AcceptanceFilter EveryAcceptance = new(null, null, [Waiting.Check, Waiting.Plan, Waiting.Inspect], null, null, 10);

    [Fact]
    public async Task Acceptances_are_listed_by_what_they_wait_for_while_their_facility_is_reported_and_not_accepted()
    {
        await AcceptAsync(("a", "s1", "room", "check", "completed", []), ("b", "s1", "room", "inspect", "filed", ["account:i", "account:j"]), ("c", "s2", "bench", "inspect", "completed", ["account:j"]));
        await AcceptAsync(("d", "s1", "room", "check", "accepted", []), ("e", "s1", "room", "plan", "planned", []), ("f", "s1", "room", "nothing", "completed", []), ("g", "s1", "room", "nothing", "accepted", []), ("b-b", "s1", "room", "plan", "completed", []));

        Assert.Equal(["a", "b", "b-b", "c"], await ListedAsync(EveryAcceptance));
        Assert.Equal(["a", "b", "b-b"], await ListedAsync(EveryAcceptance with { Regions = [PlaceId.Of("s1")] }));
        Assert.Equal(["c"], await ListedAsync(EveryAcceptance with { Line = LineId.Of("bench") }));
        Assert.Equal(["b", "c"], await ListedAsync(EveryAcceptance with { Waits = [Waiting.Inspect] }));
        Assert.Equal(["b"], await ListedAsync(EveryAcceptance with { Member = new Actor("account:i") }));
        Assert.Equal(["a", "b"], await ListedAsync(EveryAcceptance with { Limit = 2 }));
        Assert.Equal(["b-b", "c"], await ListedAsync(EveryAcceptance with { After = FacilityId.Of("b") }));
        Assert.Equal(["f", "g"], await ListedAsync(EveryAcceptance with { Waits = [Waiting.Nothing] }));
        Assert.Empty(await ListedAsync(EveryAcceptance with { Regions = [] }));
    }

    [Fact]
    public async Task Uploads_that_nothing_named_are_swept_a_day_later_and_evidence_is_not()
    {
        var (upload, evidence) = (await Kept.PutAsync(BlobShelf.Uploads, "sent"u8.ToArray(), Cancel), await Kept.PutAsync(BlobShelf.Inspections, "named"u8.ToArray(), Cancel));

        using (var early = new UploadSweep(Kept, new Ahead(TimeSpan.Zero), NullLogger<UploadSweep>.Instance)) await early.SweepAsync(Cancel);
        Assert.NotNull(await Kept.GetAsync(BlobShelf.Uploads, upload, Cancel));
        using (var late = new UploadSweep(Kept, new Ahead(ShelfSweep.Kept + TimeSpan.FromMinutes(1)), NullLogger<UploadSweep>.Instance)) await late.SweepAsync(Cancel);
        Assert.Null(await Kept.GetAsync(BlobShelf.Uploads, upload, Cancel));
        Assert.NotNull(await Kept.GetAsync(BlobShelf.Inspections, evidence, Cancel));
    }

    private async Task AcceptAsync(params ImmutableArray<(string Id, string Region, string Line, string Waits, string Stage, string[] Members)> told)
        => await Journal.CommitAsync([.. told.SelectMany(t => new[]
        {
            Runs.On(StreamId.Of("acceptance", t.Id), null, 1).Touching(
                StreamId.Of("acceptance", t.Id),
                0,
                new RowHead(PlaceId.Of(t.Region), null, t.Line, t.Waits, t.Id, $$"""{"id":"{{t.Id}}","members":[{{string.Join(',', t.Members.Select(m => $"\"{m}\""))}}]}""")),
            Runs.On(StreamId.Of("facility", t.Id), null, 1).Touching(StreamId.Of("facility", t.Id), 0, new RowHead(PlaceId.Of(t.Region), null, t.Line, t.Stage, t.Id, "{}")),
        })]);

    private async Task<IEnumerable<string>> ListedAsync(AcceptanceFilter filter) => IdsOf(await _database.Acceptance.ListAsync(filter, Cancel));
}
