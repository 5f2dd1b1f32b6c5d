using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Measure.Hosting;

namespace Circle.Measure.Load;

/// <summary>
/// Facilities spread over all communities and lines, and for each an endless life of one event a command: prepared, delivered,
/// completed, and each of it taken back again. So states stay small, and every event moves sums at every level. Nothing of it is
/// dated today: that day's completions are the probes'.
/// </summary>
internal sealed class Field
{
    public const string Prefix = "measured-";

    private const int Together = 256;
    private const int Days = 29;

    private static readonly Actor Street = new("rehearsal:street");

    private readonly IFacilityGrain[] facilities;
    private readonly FacilityCommand[][] lives;
    private readonly int[] steps;
    private readonly ConcurrentQueue<int> free;
    private long accepted;
    private long unsure;

    private Field(IFacilityGrain[] facilities)
    {
        (this.facilities, steps, free) = (facilities, new int[facilities.Length], new(Enumerable.Range(0, facilities.Length)));
        lives = [.. facilities.Select((_, i) => Life(Site.Today.AddDays(-1 - (i % Days))))];
    }

    public int Count => facilities.Length;

    /// <summary>Commands of this field that were accepted so far, registrations too; each is one event.</summary>
    public long Accepted => Interlocked.Read(ref accepted);

    /// <summary>Commands that may have happened.</summary>
    public long Unsure => Interlocked.Read(ref unsure);

    /// <summary>Registers them by commands.</summary>
    public static async Task<Field> RegisterAsync(Site site, PlanDocument plan, int count, CancellationToken cancel)
    {
        var drafts = await DraftsAsync(site, plan, count);
        var field = Of(site, count);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel },
            async (i, _) =>
            {
                if (await field.ToldAsync(i, new FacilityCommand.Register(drafts[i])) is var told and not Told.Accepted)
                    throw new InvalidOperationException($"{drafts[i].Id} was not registered: {told}");
            });
        return field;
    }

    /// <summary>Facilities that are there already.</summary>
    public static Field Of(Site site, int count, int from = 0, int every = 1)
        => new([.. Enumerable.Range(0, count).Select(i => site.Grains.GetGrain<IFacilityGrain>(IdOf(from + i * every).Value))]);

    /// <summary>Wakes them all.</summary>
    public Task WakeAsync(CancellationToken cancel) => Parallel.ForEachAsync(
        facilities,
        new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel },
        async (facility, _) =>
        {
            Site.Enter();
            if (await facility.View() is null) throw new InvalidOperationException($"{facility.GetPrimaryKeyString()} is not there");
        });

    /// <summary>A command that was turned away leaves a life out of step; each goes on from where its facility stands.</summary>
    public Task CatchUpAsync(CancellationToken cancel) => Parallel.ForEachAsync(
        Enumerable.Range(0, Count),
        new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel },
        async (i, _) =>
        {
            Site.Enter();
            steps[i] = (await facilities[i].View())!.Stage switch { Stage.Prepared => 1, Stage.Delivered => 2, Stage.Completed => 3, _ => 0 };
        });

    public static FacilityId IdOf(int i) => FacilityId.Of($"{Prefix}{i:D6}");

    /// <summary>Of lines that make one event of a report.</summary>
    public static async Task<FacilityDraft[]> DraftsAsync(Site site, PlanDocument plan, int count)
    {
        var communities = await site.CommunitiesAsync();
        var lines = Lines(plan);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new FacilityDraft(
                IdOf(i), lines[i % lines.Length], communities[i % communities.Length], $"测量设施 {i}", Origin.Planned,
                ImmutableDictionary<MeasureId, long>.Empty, FacilityDetails.Unknown, null, "measured")),
        ];
    }

    public static LineId[] Lines(PlanDocument plan) => [.. plan.Lines.Where(l => l.Measures is [{ PerFacility: not null }]).Select(l => l.Id)];

    /// <summary>The facility's next command; the same again after "busy".</summary>
    public async Task<Told> TellAsync(int facility)
    {
        var step = Interlocked.Increment(ref steps[facility]) - 1;
        var told = await ToldAsync(facility, lives[facility][step % lives[facility].Length]);
        if (told == Told.Busy) Interlocked.Decrement(ref steps[facility]);
        return told;
    }

    /// <summary>
    /// The next command of a facility that waits for no answer: one that was turned away then leaves no later one without sense, whose
    /// refusal would cost more than it. Where each waits for one, that of the n-th in turn.
    /// </summary>
    public async Task<Told> TellNextAsync(int n)
    {
        if (!free.TryDequeue(out var facility)) return await TellAsync(n % Count);
        try
        {
            return await TellAsync(facility);
        }
        finally
        {
            free.Enqueue(facility);
        }
    }

    private async Task<Told> ToldAsync(int facility, FacilityCommand command)
    {
        var told = await Teller.TellAsync(facilities[facility], Street, command);
        if (told == Told.Accepted) Interlocked.Increment(ref accepted);
        if (told is Told.Unsure or Told.Silent) Interlocked.Increment(ref unsure);
        return told;
    }

    private static FacilityCommand[] Life(DateOnly on) =>
    [
        new FacilityCommand.ReportProgress(null, Stage.Prepared, null, on, null),
        new FacilityCommand.ReportProgress(null, Stage.Delivered, null, on, "设备已到位"),
        new FacilityCommand.ReportCompletion(on, null),
        new FacilityCommand.Retract(Stage.Completed, "数量有误"),
        new FacilityCommand.Retract(Stage.Delivered, "数量有误"),
        new FacilityCommand.Retract(Stage.Prepared, "数量有误"),
    ];
}
