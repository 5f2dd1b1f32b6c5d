using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Facilities;
using Circle.Contracts.Volunteering;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Measure.Hosting;

namespace Circle.Measure.Load;

/// <summary>Volunteer teams of eight, as the plan has them, and what they log: four of them for an hour and a half, rated by a resident who signed on paper or not.</summary>
internal sealed class Teams
{
    private const int Members = 8;
    private const int Taking = 4;
    private const int Minutes = 90;

    /// <summary>Of a record's day, in which each has a time of its own.</summary>
    private const int Starts = 40;

    private static readonly LineId Line = LineId.Of("youth-team");
    private static readonly ActivityKindId Kind = ActivityKindId.Of("publicity");
    private static readonly Actor Leader = new("rehearsal:leader");

    private readonly Site site;
    private readonly ImmutableArray<PlaceId> communities;
    private readonly ImmutableArray<FacilityId> teams;
    private long accepted;
    private long unsure;
    private long logged;

    private Teams(Site site, ImmutableArray<PlaceId> communities, int count)
        => (this.site, this.communities, teams) = (site, communities, [.. Enumerable.Range(0, count).Select(IdOf)]);

    public int Count => teams.Length;

    public long Accepted => Interlocked.Read(ref accepted);

    /// <summary>Logs that may have been received.</summary>
    public long Unsure => Interlocked.Read(ref unsure);

    public static FacilityId IdOf(int team) => FacilityId.Of(string.Create(CultureInfo.InvariantCulture, $"measured-team-{team:D4}"));

    public static async Task<Teams> RegisterAsync(Site site, int count, CancellationToken cancel)
    {
        Site.Enter();
        var teams = new Teams(site, [.. await site.CommunitiesAsync()], count);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancel }, async (team, _) => await teams.RegisterAsync(team));
        return teams;
    }

    /// <summary>Teams that are there already.</summary>
    public static async Task<Teams> OfAsync(Site site, int count) => new(site, [.. await site.CommunitiesAsync()], count);

    public IFacilityGrain Grain(int team) => site.Grains.GetGrain<IFacilityGrain>(teams[team].Value);

    /// <summary>The n-th log of all, by the teams in turn.</summary>
    public Task<Told> LogNextAsync(int n) => LogAsync(n % Count);

    public async Task<Told> LogAsync(int team)
    {
        var n = (int)Interlocked.Increment(ref logged);
        var log = LogOf(team, n, Site.Today.AddDays(-1 - (n / Starts % 28)));
        var told = await Teller.TellAsync(site.Grains.GetGrain<IActivityGrain>(log.Id.Value), Leader, new ActivityCommand.Enter(log));
        if (told == Told.Accepted) Interlocked.Increment(ref accepted);
        if (told is Told.Unsure or Told.Silent) Interlocked.Increment(ref unsure);
        return told;
    }

    /// <summary>What a team has logged over the years before today, oldest first: as the domain takes it, each decided on the day after it was.</summary>
    /// <param name="at">Whose plan and places it is decided by.</param>
    public IEnumerable<(StreamId Stream, ActivityCommand Command, Circumstances At)> History(int team, int count, Circumstances at)
    {
        var (days, from) = (Math.Max(1, (count + Starts - 1) / Starts), 0);
        days = Math.Min(days, 1_000);
        var each = (count + days - 1) / days;
        for (var day = days; day > 0 && from < count; day--)
        {
            var date = Site.Today.AddDays(-day);
            var when = at with { Now = District.At(date.AddDays(1)) };
            for (var i = 0; i < each && from < count; i++)
            {
                var log = LogOf(team, from++, date);
                yield return (VolunteerActivity.StreamOf(log.Id), new ActivityCommand.Enter(log) { Site = new TeamSite(PlaceOf(team), Line, NameOf(team)), Members = [.. log.People.Select(p => p.Who)] }, when);
            }
        }
    }

    private PlaceId PlaceOf(int team) => communities[team % communities.Length];

    private static string NameOf(int team) => $"测量服务队 {team}";

    private static VolunteerId MemberOf(int team, int member) => VolunteerId.Of(string.Create(CultureInfo.InvariantCulture, $"measured-{team:D4}-{member}"));

    private ActivityLog LogOf(int team, int n, DateOnly day)
    {
        var start = District.At(day).AddHours(8).AddMinutes(n % Starts * 15);
        return new ActivityLog(
            ActivityId.Of(Guid.CreateVersion7().ToString("n")), teams[team], Kind, PlaceOf(team), start, start.AddMinutes(Minutes),
            [.. Enumerable.Range(0, Taking).Select(i => new Participation(MemberOf(team, (n + i) % Members), Minutes))],
            5, [], n % 2 == 0 ? Satisfaction.Satisfied : null, null, null, null, 0, null);
    }

    private async Task RegisterAsync(int team)
    {
        var draft = new FacilityDraft(teams[team], Line, PlaceOf(team), NameOf(team), Origin.Planned, ImmutableDictionary<MeasureId, long>.Empty, FacilityDetails.Unknown, null, "measured");
        Expect(await Teller.TellAsync(Grain(team), Leader, new FacilityCommand.Register(draft)));
        for (var i = 0; i < Members; i++)
            Expect(await Teller.TellAsync(site.Grains.GetGrain<IRosterGrain>(teams[team].Value), Leader, new RosterCommand.Join(MemberOf(team, i), null, Site.Today.AddDays(-60))));

        void Expect(Told told)
        {
            if (told != Told.Accepted) throw new InvalidOperationException($"{teams[team]} was not registered: {told}");
        }
    }
}
