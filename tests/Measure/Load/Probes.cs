using System.Collections.Immutable;
using System.Diagnostics;
using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Measure.Hosting;

namespace Circle.Measure.Load;

/// <summary>
/// A small part of the events, by which the others' way to a screen is timed: ordinary facilities, each reported complete as of
/// today. Nothing else completes today, so the wall's figure of today's completions is how many probes a frame holds; and as they
/// hang on one community, whose every hop keeps the order of commits, the k-th to be committed is the k-th to be counted.
/// </summary>
internal sealed class Probes
{
    private static readonly Actor Street = new("rehearsal:street");

    private readonly IFacilityGrain[] facilities;

    private Probes(IFacilityGrain[] facilities) => this.facilities = facilities;

    /// <summary>One that was accepted.</summary>
    /// <param name="Due">When it should have left: what happens before it does counts too.</param>
    /// <param name="Answered">When its caller knew that it is durable.</param>
    public sealed record Sent(long Due, long Answered);

    /// <param name="Accepted">In the order of their answers.</param>
    public sealed record Result(long Began, IReadOnlyList<Sent> Accepted, OpenLoop.Result Loop);

    public static async Task<Probes> RegisterAsync(Site site, PlanDocument plan, int count, CancellationToken cancel)
    {
        var communities = await site.CommunitiesAsync();
        var (line, community) = (Field.Lines(plan)[0], communities[communities.Length / 2]);
        var grains = Enumerable.Range(0, count).Select(i => site.Grains.GetGrain<IFacilityGrain>(IdOf(i).Value)).ToArray();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 256, CancellationToken = cancel }, async (i, _) =>
        {
            var draft = new FacilityDraft(
                IdOf(i), line, community, $"测时设施 {i}", Origin.Planned, ImmutableDictionary<MeasureId, long>.Empty, FacilityDetails.Unknown, null, "measured");
            await ExpectAsync(grains[i], new FacilityCommand.Register(draft));
        });
        return new Probes(grains);
    }

    /// <summary>Sends one after the other by the clock; at most as many as there are.</summary>
    public async Task<Result> RunAsync(double perSecond, TimeSpan length, CancellationToken cancel)
    {
        if (perSecond * length.TotalSeconds > facilities.Length) throw new ArgumentException($"{facilities.Length} probes are not enough");
        var accepted = new List<Sent>();
        var began = Stopwatch.GetTimestamp();
        var loop = await OpenLoop.RunAsync(
            async n =>
            {
                var told = await Teller.TellAsync(facilities[n], Street, new FacilityCommand.ReportCompletion(Site.Today, null));
                var answered = Stopwatch.GetTimestamp();
                if (told != Told.Accepted) return told;
                lock (accepted) accepted.Add(new Sent(Clock.After(began, TimeSpan.FromSeconds(n / perSecond)), answered));
                return told;
            },
            perSecond,
            length,
            cancel);
        return new Result(began, [.. accepted.OrderBy(p => p.Answered)], loop);
    }

    /// <summary>Takes all completions back, for the next time.</summary>
    public Task ResetAsync(CancellationToken cancel)
        => Parallel.ForEachAsync(facilities, new ParallelOptions { MaxDegreeOfParallelism = 256, CancellationToken = cancel }, async (facility, _) =>
        {
            Site.Enter();
            if ((await facility.View())!.Stage == Stage.Completed) await ExpectAsync(facility, new FacilityCommand.Retract(Stage.Completed, "数量有误"));
        });

    public static FacilityId IdOf(int i) => FacilityId.Of($"probe-{i:D5}");

    private static async Task ExpectAsync(IFacilityGrain facility, FacilityCommand command)
    {
        if (await Teller.TellAsync(facility, Street, command) is var told and not Told.Accepted)
            throw new InvalidOperationException($"a probe was not prepared: {command.GetType().Name} {told}");
    }
}
