using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Plans;
using Circle.Contracts.Rehearsal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Web.Subjects;

namespace Circle.Web.Volunteering;

/// <summary>演练队伍: the team of the demonstration's leader and volunteer, with six invented people beside them. It stood before the plan, so it counts in no target.</summary>
internal sealed class DemonstrationTeam(IGrainFactory grains, SubjectStore subjects, TimeProvider real, ILogger<DemonstrationTeam> log)
{
    private static readonly Actor Rehearsal = new("rehearsal:volunteers");
    private static readonly FacilityId Team = FacilityId.Of("demonstration-team");
    private static readonly DateOnly Before = new(2013, 9, 20);
    private static readonly string[] Others = ["赵演练", "钱示例", "孙测试", "李样例", "周虚构", "吴演练"];

    /// <returns>False: not now.</returns>
    public async Task<bool> OpenAsync()
    {
        Caller.Current = Rehearsal;
        var plan = (await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).View())?.Document;
        if (plan is null || await PlaceAsync() is not { } street) return false;
        // A plan without teams has none to show.
        if (plan.Volunteering is not { Lines: [var first, ..] lines } rules) return true;
        var line = lines.Contains(LineId.Of("youth-team")) ? LineId.Of("youth-team") : first;
        var draft = new FacilityDraft(
            Team, line, street, "青年志愿者流动服务队（演练）", Origin.Existing, ImmutableDictionary<MeasureId, long>.Empty, FacilityDetails.Unknown, Before, "演练虚构");
        if (!IsDone(await grains.GetGrain<IFacilityGrain>(Team.Value).Tell(CommandId.Derive("demonstration-team"), new FacilityCommand.Register(draft)))) return false;

        var today = District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);
        var crafts = rules.Crafts;
        var members = Others.Select((name, i) => (Who: VolunteerId.Of($"demonstration-member-{i + 1}"), Name: (string?)name))
            .Prepend((VolunteerId.Of("demonstration-volunteer"), null)).Prepend((VolunteerId.Of("demonstration-team-leader"), null)).ToList();
        for (var i = 0; i < members.Count; i++)
        {
            var (who, name) = members[i];
            var craft = crafts.IsEmpty ? (CraftId?)null : crafts[i % crafts.Length].Id;
            var since = today.AddDays(-Roster.MostDaysBack) is var earliest && earliest > Before ? earliest : Before;
            if (name is not null) await NameAsync(who, name);
            if (!IsDone(await grains.GetGrain<IRosterGrain>(Team.Value).Tell(CommandId.Derive("demonstration-member", who.Value), new RosterCommand.Join(who, craft, since)))) return false;
        }

        log.LogInformation("Demonstration team: {Count} members", members.Count);
        return true;
    }

    private async Task<PlaceId?> PlaceAsync() => (await grains.GetGrain<IAccountGrain>("demonstration-street").Grants()).FirstOrDefault()?.Place;

    /// <summary>Whoever was erased does not come back by a restart.</summary>
    private async Task NameAsync(VolunteerId who, string name)
    {
        var (id, now) = (SubjectId.Of(who.Value), real.GetUtcNow());
        if (await subjects.IsKnownAsync(id)) return;
        await subjects.AddAsync(SubjectKind.Volunteer, new PersonalData(name, null, null), null, now, now, id);
    }

    /// <summary>Another web node, or an earlier start, may have done it.</summary>
    private static bool IsDone(Answer answer) => answer is Answer.Accepted or Answer.Refused;
}
