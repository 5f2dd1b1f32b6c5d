using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Rehearsal;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Seeds.Tests;

/// <summary>What the rehearsal's teams do, played through the real decisions.</summary>
public sealed class VolunteerRoundsTests
{
    private static readonly DateOnly Meeting = new(2013, 11, 12);

    private static readonly SeedSet Set = Shipped.Rehearsal;

    private static readonly PlaceTree Tree = new(Set.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent)));

    private static readonly PlanVersion Plan = new(1, Set.Plan, [], ImmutableDictionary<LineId, Baseline>.Empty);

    public static TheoryData<int> Seeds => [1, 9, 2013, -7];

    [Fact]
    public void The_same_seed_has_the_same_activities_and_another_seed_others()
    {
        Assert.Equal(Write(9).Select(Text), Write(9).Select(Text));
        Assert.NotEqual(Write(9).Select(Text), Write(1).Select(Text));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_deed_is_accepted_in_its_order(int seed)
    {
        var deeds = Write(seed);
        Assert.Equal(deeds.Select(d => d.At).Order(), deeds.Select(d => d.At));
        var refused = new Played(deeds).Refused;
        Assert.True(refused.Count == 0, $"seed {seed}: {refused.Count} refused, {refused.FirstOrDefault()}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_is_in_two_places_at_once(int seed)
    {
        var played = new Played(Write(seed));
        foreach (var person in played.Records.Where(v => v.Counts).SelectMany(v => v.Log.People.Select(p => (p.Who, v.Log))).GroupBy(p => p.Who))
        {
            var logs = person.Select(p => p.Log).OrderBy(l => l.Began).ToList();
            Assert.True(logs.Zip(logs.Skip(1)).All(pair => pair.First.Ended <= pair.Second.Began), $"seed {seed}: {person.Key}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void When_people_meet_the_district_hundreds_are_logged_most_are_reviewed_and_a_few_teams_are_silent(int seed)
    {
        var played = new Played([.. Write(seed).Where(d => d.At < District.At(Meeting))]);
        var counting = played.Records.Where(r => r.Counts).ToList();
        var silent = counting.GroupBy(r => r.Log.Team).Count(team => Meeting.DayNumber - District.DateOf(team.Max(r => r.Log.Began)).DayNumber > Set.Plan.Volunteering!.SilentDays);

        Assert.InRange(counting.Count, 300, 1_500);
        Assert.InRange(counting.Count(r => r.Stage == ActivityStage.Approved), counting.Count * 3 / 4, counting.Count);
        Assert.Contains(played.Records, r => r.Stage == ActivityStage.Complete);
        Assert.Contains(played.Records, r => r.Stage == ActivityStage.Returned);
        Assert.Contains(played.Records, r => r.Log.Corrects is not null && r.Counts);
        Assert.InRange(silent, 1, counting.Select(r => r.Log.Team).Distinct().Count() / 4);
    }

    /// <summary>A form that asks for something else would be filled in with what it does not ask for.</summary>
    [Fact]
    public void Forms_are_filled_in_as_the_plan_asks()
    {
        var texts = VolunteerWords.All.ToDictionary(w => w.Id, w => w.Text);
        var filled = Write(9).OfType<FieldDeed.OfActivity>().Select(d => d.Command).OfType<ActivityCommand.Enter>().Where(e => e.Log.Form is not null).ToList();
        Assert.Equal(4, filled.Select(e => e.Log.Kind).Distinct().Count());
        foreach (var enter in filled)
        {
            var faults = new FaultList();
            FormAnswers.Check(faults, "form", Set.Plan.Volunteering!.Find(enter.Log.Kind)!.Form!, texts[enter.Log.Form!.Value]);
            Assert.False(faults.Any, texts[enter.Log.Form.Value]);
        }
    }

    private static ImmutableArray<FieldDeed> Write(int seed)
    {
        var work = FieldWork.Write(seed, Set.Plan, Tree, Set.Facilities, [.. Set.Baselines.Select(b => (b.Line, b.AsOf, b.Source))], Set.Points, Set.Circles, Set.Calendar);
        return VolunteerRounds.Write(seed, Set.Plan, Tree, Set.Facilities, work, Set.Calendar);
    }

    private static string Text(FieldDeed deed) => deed switch
    {
        FieldDeed.OfRoster of => $"{of.At:O} {of.Actor} {of.Team} {JsonSerializer.Serialize<object>(of.Command, JournalJson.Options)}",
        FieldDeed.OfActivity of => $"{of.At:O} {of.Actor} {of.Activity} {JsonSerializer.Serialize<object>(of.Command, JournalJson.Options)}",
        _ => throw new InvalidOperationException(deed.GetType().Name),
    };

    private sealed class Played
    {
        private readonly Dictionary<FacilityId, RosterState> rosters = [];
        private readonly Dictionary<ActivityId, ActivityState> records = [];

        public Played(ImmutableArray<FieldDeed> deeds)
        {
            foreach (var deed in deeds)
            {
                var at = new Circumstances(deed.At, deed.Actor, Plan, Tree);
                if (deed is FieldDeed.OfRoster roster) Do(roster, at);
                if (deed is FieldDeed.OfActivity activity) Do(activity, at);
            }
        }

        public List<string> Refused { get; } = [];

        public IEnumerable<ActivityView> Records => records.Values.Select(r => r.View!);

        private void Do(FieldDeed.OfRoster deed, Circumstances at)
        {
            var state = rosters.GetValueOrDefault(deed.Team, Roster.Empty with { Team = deed.Team });
            foreach (var happened in Accepted(Roster.Decide(state, deed.Command, at), deed)) state = Roster.Fold(state, new Recorded<RosterEvent>(happened, 1, deed.Actor, deed.At));
            rosters[deed.Team] = state;
        }

        private void Do(FieldDeed.OfActivity deed, Circumstances at)
        {
            var command = deed.Command is ActivityCommand.Enter { Log: var log } enter
                ? enter with
                {
                    Site = new TeamSite(log.Place, LineOf(log), "队"),
                    Members = [.. rosters[log.Team].Members.Where(m => m.IsIn(District.DateOf(log.Began))).Select(m => m.Who)],
                    Uncorrectable = log.Corrects is { } original ? records[original].View!.WhyNotCorrected(log.Team) : null,
                }
                : deed.Command;
            Tell(deed.Activity, command, deed, at);
            if (command is not ActivityCommand.Enter { Log.Corrects: { } corrected }) return;
            Tell(corrected, new ActivityCommand.Supersede(deed.Activity), deed, at);
            Tell(deed.Activity, new ActivityCommand.TakePlace { IsHeard = true }, deed, at);
        }

        private void Tell(ActivityId id, ActivityCommand command, FieldDeed deed, Circumstances at)
        {
            var state = records.GetValueOrDefault(id, VolunteerActivity.Empty);
            foreach (var happened in Accepted(VolunteerActivity.Decide(state, command, at), deed)) state = VolunteerActivity.Fold(state, new Recorded<ActivityEvent>(happened, 1, deed.Actor, deed.At));
            records[id] = state;
        }

        private IEnumerable<TEvent> Accepted<TEvent>(Decision<TEvent> decision, FieldDeed deed) where TEvent : class
        {
            if (decision is Decision<TEvent>.Accepted accepted) return accepted.Events.Select(e => e.Event);
            Refused.Add($"{Text(deed)}: {((Decision<TEvent>.Declined)decision).Refusal.Faults[0].Code}");
            return [];
        }

        /// <summary>Some line that does what was logged: which of them is the team's grain's matter.</summary>
        private static LineId LineOf(ActivityLog log) => Set.Plan.Volunteering!.Find(log.Kind)!.Lines is [var first, ..] ? first : Set.Plan.Volunteering.Lines[0];
    }
}
