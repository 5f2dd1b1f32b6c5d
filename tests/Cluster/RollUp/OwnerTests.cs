using System.Collections.Immutable;
using System.Globalization;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tickets;
using Circle.Grains.Journal;
using Circle.Grains.Places;
using Circle.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Invocation;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>What other streams add to a facility's or service point's row, its own grain holds live.</summary>
public sealed class OwnerTests : IAsyncLifetime
{
    private readonly SqliteFolder folder = new();
    private readonly Mischief mischief = new();
    private readonly JumpingTime time = new();
    private Rows rows = null!;
    private CircleCluster cluster = null!;
    private IFacilityGrain facility = null!;
    private int tickets;
    private int told;

    private static readonly PointKindId Laundry = PointKindId.Of("laundry");

    private static StreamId Row => Facility.StreamOf(FacilityId.Of("f"));

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(), More: silo =>
        {
            silo.AddOutgoingGrainCallFilter(mischief);
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.AddSingleton<IPlaceRows>(services => rows = new Rows(services.GetRequiredService<Database>().Places));
        }));
        await cluster.PrepareAsync(SmallDistrict.Plan with { Directory = new DirectoryRules([new PointKind(Laundry, "洗衣点", "Laundry", SmallDistrict.Room, true)], [Laundry], 90, 180, 800, 500, 30, []) });
        facility = cluster.Facility("f");
        mischief.Instead = Touched(call => call.Invoke());
        (await facility.AskAsync(new FacilityCommand.Register(SmallDistrict.Facility("f", PlaceId.Of("s1c1"))))).Accepted();
    }

    public async ValueTask DisposeAsync()
    {
        mischief.Instead = null;
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task What_another_stream_s_commit_adds_reaches_the_owner_by_a_message_and_its_own_commits_go_nowhere()
    {
        Assert.Equal(new TicketCounts(0, 0, 0, 0, 0, 0), await facility.Complaints());
        rows.IsShut = true;

        await CommitAsync(Row, TicketCount.Total, TicketCount.Open);
        await ShownAsync(new TicketCounts(1, 1, 0, 0, 0, 0));
        (await facility.AskAsync(new FacilityCommand.Correct("another name", FacilityDetails.Unknown))).Accepted();
        await CommitAsync(Row, TicketCount.Total, TicketCount.Substantiated);

        await ShownAsync(new TicketCounts(2, 1, 0, 1, 0, 0));
        Assert.Equal(2, Volatile.Read(ref told));
    }

    /// <summary>The owner's own commit comes with the whole row, others' cells too.</summary>
    [Fact]
    public async Task An_owner_s_own_commit_brings_what_a_lost_message_did_not()
    {
        await facility.Complaints();
        rows.IsShut = true;
        mischief.Instead = Touched(Lose);
        await CommitAsync(Row, TicketCount.Total);
        await ToldAsync(1);
        Assert.Equal(0, (await facility.Complaints()).Total);

        (await facility.AskAsync(new FacilityCommand.Correct("another name", FacilityDetails.Unknown))).Accepted();

        Assert.Equal(1, (await facility.Complaints()).Total);
    }

    [Fact]
    public async Task One_message_is_under_way_and_the_newest_row_follows_it()
    {
        await facility.Complaints();
        rows.IsShut = true;
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mischief.Instead = Touched(async call =>
        {
            await leave.Task;
            await call.Invoke();
        });
        for (var i = 0; i < 5; i++) await CommitAsync(Row, TicketCount.Total);
        await ToldAsync(1);
        Assert.Equal(0, (await facility.Complaints()).Total);

        leave.SetResult();

        await ShownAsync(new TicketCounts(5, 0, 0, 0, 0, 0));
        Assert.Equal(2, Volatile.Read(ref told));
    }

    [Fact]
    public async Task A_message_that_fails_is_tried_once_more()
    {
        await facility.Complaints();
        rows.IsShut = true;
        mischief.Instead = Touched(call => Volatile.Read(ref told) == 1 ? throw new TimeoutException("out of reach") : call.Invoke());

        await CommitAsync(Row, TicketCount.Total);

        await ShownAsync(new TicketCounts(1, 0, 0, 0, 0, 0));
        Assert.Equal(2, Volatile.Read(ref told));
    }

    [Fact]
    public async Task What_no_message_brought_is_found_when_somebody_asks_after_a_while_or_the_grain_wakes()
    {
        await facility.Complaints();
        mischief.Instead = Touched(Lose);
        await CommitAsync(Row, TicketCount.Total);
        time.Jump(OwnRow.Fresh);
        Assert.Equal(1, (await facility.Complaints()).Total);

        await CommitAsync(Row, TicketCount.Total);
        await ToldAsync(2);
        await cluster.DeactivateAsync(facility);
        Assert.Equal(2, (await facility.Complaints()).Total);
    }

    [Fact]
    public async Task A_service_point_hears_of_its_tickets_too()
    {
        var point = cluster.Grains.GetGrain<IServicePointGrain>("shop");
        var listing = new PointListing("shop", [], null, null, [], [], null, null, null, null);
        (await point.AskAsync(new ServicePointCommand.Find(new PointDraft(ServicePointId.Of("shop"), Laundry, PlaceId.Of("s1c1"), listing, null, "test")))).Accepted();
        Assert.Equal(0, (await point.Complaints()).Total);
        rows.IsShut = true;

        await CommitAsync(ServicePoint.StreamOf(ServicePointId.Of("shop")), TicketCount.Total, TicketCount.Rated);

        await Eventually.TrueAsync(async () => await point.Complaints() == new TicketCounts(1, 0, 0, 0, 1, 0), () => "the point has heard");
    }

    private static Task Lose(IOutgoingGrainCallContext call)
    {
        call.Response = Response.Completed;
        return Task.CompletedTask;
    }

    private Func<IOutgoingGrainCallContext, Task> Touched(Func<IOutgoingGrainCallContext, Task> instead) => call =>
    {
        if (call.MethodName != nameof(IFacilityGrain.Touched)) return call.Invoke();
        Interlocked.Increment(ref told);
        return instead(call);
    };

    /// <summary>By a stream of its own, as a ticket's grain would; of a kind that nobody else looks at.</summary>
    private async Task CommitAsync(StreamId row, params ImmutableArray<TicketCount> counts)
    {
        var stream = StreamId.Of("caller", string.Create(CultureInfo.InvariantCulture, $"t{++tickets}"));
        var received = new Envelope(stream, 1, "caller.called", 1, "{}", null, null, Asking.Street, SmallDistrict.Morning, SmallDistrict.Morning, "");
        var cells = Tally.Of(counts.Select(c => KeyValuePair.Create(new TallyKey(SmallDistrict.Room, TicketCells.Tickets, TicketCells.PointOf(c), SmallDistrict.Today), 1L)));
        Assert.IsType<RunOutcome.Won>(await cluster.First.Get<Writer>().SubmitAsync(new Run(stream, 0, [received], [new RowChange(row, null, cells)], [])));
    }

    private Task ToldAsync(int times) => Eventually.TrueAsync(() => Volatile.Read(ref told) == times, "the owner is told");

    private Task ShownAsync(TicketCounts expected) => Eventually.TrueAsync(async () => await facility.Complaints() == expected, () => $"it shows {expected}");

    /// <summary>The database's, until it is shut.</summary>
    private sealed class Rows(IPlaceRows inner) : IPlaceRows
    {
        public bool IsShut { get; set; }

        public Task<ImmutableArray<RegionMark>> MarksAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel) => inner.MarksAsync(regions, cancel);

        public Task<ImmutableArray<PlaceRow>> OfRegionAsync(PlaceId region, CancellationToken cancel) => inner.OfRegionAsync(region, cancel);

        public Task<PlaceRow?> FindAsync(StreamId id, CancellationToken cancel)
            => IsShut ? throw new JournalException(JournalFault.Transient, "shut") : inner.FindAsync(id, cancel);

        public Task<ImmutableArray<PlaceHead>> PlacesAsync(CancellationToken cancel) => inner.PlacesAsync(cancel);
    }
}
