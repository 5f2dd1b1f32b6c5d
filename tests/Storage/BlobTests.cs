using System.Collections.Immutable;
using Circle.Domain.Acceptance;
using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Standards;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Circle.Grains.Blobs;
using Circle.Grains.Photos;
using Circle.Silo.Photos;
using Circle.Silo.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly DateTimeOffset Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

    private IBlobs Kept => _database.Blobs;

    [Fact]
    public async Task A_blob_is_read_as_it_was_put_and_survives_a_restart()
    {
        var content = Noise(3 * 1024 * 1024, 1);
        var id = await PutAsync(content);

        Assert.Equal(BlobId.OfContent(content), id);
        await ReopenAsync();
        Assert.Equal(content, await Kept.GetAsync(BlobShelf.Photos, id, Cancel));
    }

    [Fact]
    public async Task One_that_is_put_twice_or_by_many_at_once_is_one()
    {
        var content = Noise(100_000, 2);
        await PutAsync(content);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync(content)));

        Assert.Equal(BlobId.OfContent(content), Assert.Single(ids.Distinct()));
        Assert.Equal(ids[0], Assert.Single(await OldAsync(Tomorrow)));
        Assert.Equal(content, await Kept.GetAsync(BlobShelf.Photos, ids[0], Cancel));
    }

    [Fact]
    public async Task One_that_was_never_put_is_none_and_no_name_leads_anywhere_else()
    {
        foreach (var id in (string[])["../../journal.db", "t1", "", new string('g', 64), BlobId.OfContent("nothing"u8).Value, BlobId.OfContent("nothing"u8).Value.ToUpperInvariant()])
            Assert.Null(await Kept.GetAsync(BlobShelf.Photos, BlobId.Of(id), Cancel));
    }

    [Fact]
    public async Task The_largest_is_kept_and_what_is_larger_or_empty_is_not_taken()
    {
        var largest = Noise(BlobId.MaxBytes, 3);
        Assert.Equal(largest, await Kept.GetAsync(BlobShelf.Photos, await PutAsync(largest), Cancel));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PutAsync(new byte[BlobId.MaxBytes + 1]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PutAsync([]));
        Assert.Single(await OldAsync(Tomorrow));
    }

    [Fact]
    public async Task One_whose_content_is_not_what_its_name_says_is_told_to_be_broken_until_it_is_put_again()
    {
        var content = Noise(1_000, 4);
        var id = await PutAsync(content);
        await BreakBlobAsync(id);

        await Assert.ThrowsAsync<BrokenBlobException>(() => Kept.GetAsync(BlobShelf.Photos, id, Cancel));
        await PutAsync(content);
        Assert.Equal(content, await Kept.GetAsync(BlobShelf.Photos, id, Cancel));
    }

    [Fact]
    public async Task Those_put_before_a_moment_are_listed_page_by_page_and_only_they_are_removed()
    {
        var ids = (await Task.WhenAll(Enumerable.Range(0, 5).Select(n => PutAsync(Noise(10, 50 + n))))).OrderBy(i => i.Value, StringComparer.Ordinal).ToList();

        Assert.Empty(await OldAsync(Tomorrow.AddDays(-2)));
        Assert.Equal(ids[..2], await OldAsync(Tomorrow, null, 2));
        Assert.Equal(ids[2..], await OldAsync(Tomorrow, ids[1], 10));

        await Kept.RemoveAsync(BlobShelf.Photos, ids[0], Tomorrow.AddDays(-2), Cancel);
        await Kept.RemoveAsync(BlobShelf.Photos, ids[1], Tomorrow, Cancel);
        await Kept.RemoveAsync(BlobShelf.Photos, ids[1], Tomorrow, Cancel);
        Assert.Equal([ids[0], .. ids[2..]], await OldAsync(Tomorrow));
    }

    [Fact]
    public async Task Photos_that_no_point_shows_are_swept_a_day_later()
    {
        var (shown, unshown) = (await PutAsync(Noise(10, 71)), await PutAsync(Noise(10, 72)));
        var stream = StreamId.Of("point", "p");
        await Journal.CommitAsync(Runs.On(stream, null, 1).Touching(stream, 0, new RowHead(PlaceId.Of("d"), null, null, "laundry", "p", $$$"""{"id":"p","photo":{"blob":"{{{shown}}}"}}""")));

        await SweepAsync(TimeSpan.Zero);
        Assert.Equal(2, (await OldAsync(Tomorrow)).Length);
        await SweepAsync(ShelfSweep.Kept + TimeSpan.FromMinutes(1));
        Assert.Equal([shown], await OldAsync(Tomorrow));
        Assert.Null(await Kept.GetAsync(BlobShelf.Photos, unshown, Cancel));
    }

    [Fact]
    public async Task Of_many_photos_those_that_are_shown_are_told_once_each()
    {
        var ids = Enumerable.Range(0, 4).Select(n => BlobId.OfContent([(byte)n])).ToArray();
        await ShowAsync(("p", ids[0]), ("q", ids[0]), ("r", ids[1]));
        await Journal.CommitAsync(Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p")));

        Assert.Equal([ids[1]], await _database.ServicePoints.ShownAsync([.. ids[1..]], Cancel));
        Assert.Equal(new[] { ids[0], ids[1] }.OrderBy(i => i.Value), (await _database.ServicePoints.ShownAsync([.. ids], Cancel)).OrderBy(i => i.Value));
        Assert.Empty(await _database.ServicePoints.ShownAsync([], Cancel));
    }

    [Fact]
    public async Task A_verification_names_the_points_whose_photo_is_gone_or_altered()
    {
        var (whole, altered, gone) = (await PutAsync(Noise(10, 81)), await PutAsync(Noise(10, 82)), BlobId.OfContent("gone"u8));
        await BreakBlobAsync(altered);
        await ShowAsync(("p", whole), ("q", altered), ("r", gone));
        await using var stored = StoredRecords.Open(_site.Options());

        var found = await new PhotoVerifier(stored.ServicePoints, stored.Blobs).RunAsync(_ => { }, Cancel);

        Assert.Equal((3, 2), (found.Photos, found.Broken));
        Assert.Equal(["point:q: the photo of q was changed or is broken", "point:r: the photo of r is missing"], found.Breaks.Select(b => $"{b.Chain}: {b.En}"));
    }

    [Fact]
    public async Task A_verification_names_the_event_whose_evidence_is_gone()
    {
        var (kept, gone) = (BlobId.OfContent("kept"u8), BlobId.OfContent("gone"u8));
        await Kept.PutAsync(BlobShelf.Inspections, "kept"u8.ToArray(), Cancel);
        await Kept.PutAsync(BlobShelf.Replies, "kept"u8.ToArray(), Cancel);
        Photo Shown(BlobId blob) => new(blob, 800, 600, 4, Photo.Jpeg);
        ReplyFile File(BlobId blob) => new(blob, "照片.jpg", Photo.Jpeg, 4);
        await TellAsync<AcceptanceEvent>(AcceptanceCase.StreamOf(FacilityId.Of("f")), new AcceptanceEvent.Reported(FacilityId.Of("f"), LineId.Of("room"), PlaceId.Of("d"), "f", 1, "已建成", [Shown(kept), Shown(gone)]));
        await TellAsync<AcceptanceEvent>(AcceptanceCase.StreamOf(FacilityId.Of("g")), new AcceptanceEvent.Recorded(new ItemFinding(ItemId.Of("sign"), 1, null, null, null, null, [Shown(gone)])));
        await TellAsync<SupervisionEvent>(StreamId.Of(Supervision.Kind, "1"), new SupervisionEvent.Replied("已办", [File(gone), File(kept)], new LadderStep(Rung.District, Runs.Start)));
        await TellAsync<ActivityEvent>(StreamId.Of(VolunteerActivity.Kind, "a"), new ActivityEvent.Attached(kept, Shown(gone)));
        await TellAsync<TicketEvent>(StreamId.Of(Ticket.Kind, "t"), new TicketEvent.Answered(WordsId.Of("w"), TicketFinding.None, [File(gone)], TicketDues.None));
        await using var stored = StoredRecords.Open(_site.Options());

        var found = await new EvidenceVerifier(stored.Audit, stored.Blobs).RunAsync(_ => { }, Cancel);

        Assert.Equal((7, 5), (found.Pieces, found.Broken));
        Assert.Equal(
            [
                $"acceptance:f 1: a photo of the report, {gone}, is missing", $"acceptance:g 1: a photo of the inspection, {gone}, is missing", $"activity:a 1: a picture of the activity, {gone}, is missing",
                $"supervision:1 1: a file of the reply, {gone}, is missing", $"ticket:t 1: a file of the answer, {gone}, is missing",
            ],
            found.Breaks.Select(b => $"{b.Chain} {b.Version}: {b.En}"));

        async Task TellAsync<TEvent>(StreamId stream, TEvent happened) where TEvent : class
        {
            var run = Runs.On(stream, null, 1);
            await Journal.CommitAsync([run with { Events = [run.Events[0] with { Type = EventCatalog<TEvent>.NameOf(happened).Name, Data = EventCatalog<TEvent>.Write(happened) }] }]);
        }
    }

    private async Task ShowAsync(params ImmutableArray<(string Id, BlobId Photo)> points)
        => await Journal.CommitAsync([.. points.Select(p =>
        {
            var state = new ServicePointState(
                new PointDraft(ServicePointId.Of(p.Id), PointKindId.Of("laundry"), PlaceId.Of("d"), new PointListing(p.Id, [], null, null, [], [], null, null, null, null), null, ""),
                LineId.Of("living"), true, PointRecord.Unknown, [], PointState.Open, new DateOnly(2013, 10, 8), null, null, null, null, [], false) { Photo = new Photo(p.Photo, 800, 600, 10, Photo.Jpeg) };
            return Runs.On(ServicePoint.StreamOf(state.Draft!.Id), null, 1).Touching(ServicePoint.StreamOf(state.Draft.Id), 0, Assert.Single(ServicePoint.Contribute(state)).Head);
        })]);

    /// <summary>By somebody's hand, past the program.</summary>
    private protected abstract Task BreakBlobAsync(BlobId id);

    private async Task SweepAsync(TimeSpan later)
    {
        using var sweep = new PhotoSweep(Kept, _database.ServicePoints, new Ahead(later), NullLogger<PhotoSweep>.Instance);
        await sweep.SweepAsync(Cancel);
    }

    private Task<BlobId> PutAsync(byte[] content) => Kept.PutAsync(BlobShelf.Photos, content, Cancel);

    private Task<ImmutableArray<BlobId>> OldAsync(DateTimeOffset moment, BlobId? after = null, int limit = 100) => Kept.PutBeforeAsync(BlobShelf.Photos, moment, after, limit, Cancel);

    private static byte[] Noise(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
