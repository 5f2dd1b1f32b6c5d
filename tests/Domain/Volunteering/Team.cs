using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>
/// A team and the records of its activities: what their agenda holds is started at once where a test says <see cref="Settle"/>, and rows are summed from the
/// differences of commits, as silos do it.
/// </summary>
internal sealed class Team
{
    public static readonly FacilityId Id = FacilityId.Of("youth-1");
    public static readonly LineId Line = LineId.Of("youth-team");
    public static readonly TeamSite Site = new(PlaceId.Of("s1"), Line, "青年志愿者一队");
    public static readonly Actor Chen = AccountId.Of("chen").Actor;
    public static readonly Actor Leader = AccountId.Of("leader").Actor;
    public static readonly ActivityKindId Clinic = ActivityKindId.Of("free-clinic");
    public static readonly ActivityKindId Patrol = ActivityKindId.Of("patrol");
    public static readonly DateTimeOffset Now = District.At(Sample.Day("11-12")).AddHours(17);
    public static readonly Photo Picture = new(BlobId.OfContent("drawn"u8), 800, 600, 90_000, Photo.Jpeg);

    public static readonly VolunteeringRules Rules = new(
        [Line],
        [
            new(Clinic, "义诊", "Free clinic", [Line], true, null),
            new(Patrol, "巡逻", "Patrol", [Line], false, new ActivityForm("巡防工作登记", [new FormField("route", "路线", FormFieldType.Text, true, [])])),
            new(ActivityKindId.Of("mediation"), "调解", "Mediation", [LineId.Of("mediation-room")], true, null),
        ],
        [new(CraftId.Of("medic"), "青年医护", "Medic", 2)], 16, 60, 3, 14);

    private static readonly PlanVersion Plan = new(
        1, new PlanDocument("1号", "方案", Sample.Day("09-20"), [Sample.Line("youth-team")], [], Volunteering: Rules), [], ImmutableDictionary<LineId, Baseline>.Empty);

    private readonly Dictionary<ActivityId, (ActivityState State, long Version)> records = [];
    private readonly Dictionary<StreamId, Tally> rows = [];

    public IReadOnlyDictionary<StreamId, Tally> Rows => rows;

    public IEnumerable<ActivityView> All => records.Values.Select(r => r.State.View!);

    public ActivityView this[string id] => records[IdOf(id)].State.View!;

    public static ActivityId IdOf(string id) => ActivityId.Of(id.PadLeft(ActivityId.Length, '0'));

    public static BlobId Sha(int n) => BlobId.OfContent([(byte)n]);

    public static Circumstances At(Actor by) => new(Now, by, Plan, Sample.Tree(2, 1));

    /// <summary>义诊, 14:30 to 16:30 by two people, signed.</summary>
    public static ActivityLog Log(string id, int photos = 0, string? corrects = null) => new(
        IdOf(id), Id, Clinic, PlaceId.Of("s1c1"), Now.AddHours(-2.5), Now.AddHours(-0.5), [new(VolunteerId.Of("chen"), 120), new(VolunteerId.Of("li"), 90)], 12,
        [.. Enumerable.Range(1, photos).Select(n => new AttachmentClaim(Sha(n), AttachmentUse.Photo))], Satisfaction.VerySatisfied, WordsId.Of("opinion"),
        new ResidentSignature(WordsId.Of("strokes"), Sha(0).Value), null, 0, corrects is null ? null : IdOf(corrects));

    public ActivityCommand.Enter Enter(ActivityLog log) => new(log)
    {
        Site = Site,
        Members = [VolunteerId.Of("chen"), VolunteerId.Of("li"), VolunteerId.Of("zhang")],
        Uncorrectable = log.Corrects is not { } original ? null
            : records.TryGetValue(original, out var record) ? record.State.View!.WhyNotCorrected(log.Team)
            : Refusal.Unknown("corrects", "没有", "none"),
    };

    /// <returns>The refusal's first code; null: it was accepted.</returns>
    public string? Tell(string id, Actor by, ActivityCommand command) => Refused(id, by, command)?.Faults[0].Code;

    public Refusal? Refused(string id, Actor by, ActivityCommand command)
    {
        var (state, version) = records.GetValueOrDefault(IdOf(id), (VolunteerActivity.Empty, 0));
        if (VolunteerActivity.Decide(state, command, At(by)) is not Decision<ActivityEvent>.Accepted accepted)
            return ((Decision<ActivityEvent>.Declined)VolunteerActivity.Decide(state, command, At(by))).Refusal;
        var after = state;
        foreach (var happened in accepted.Events) after = VolunteerActivity.Fold(after, new Recorded<ActivityEvent>(happened.Event, ++version, by, Now));
        records[IdOf(id)] = (after, version);
        Count(state, after);
        return null;
    }

    /// <summary>Every correction hears what the one that it corrects says.</summary>
    public void Settle()
    {
        while (records.Values.Select(r => r.State).FirstOrDefault(s => !VolunteerActivity.Agenda(s).IsEmpty) is { View: { } view })
        {
            var refused = Refused(view.Log.Corrects!.Value.Value, Actor.Timekeeper, new ActivityCommand.Supersede(view.Log.Id));
            Assert.Null(Tell(view.Log.Id.Value, Actor.Timekeeper, new ActivityCommand.TakePlace { IsHeard = true, Refused = refused }));
        }
    }

    public ActivitySums Month() => ActivityCells.SumsOf(rows.GetValueOrDefault(Facility.StreamOf(Id), Tally.Empty), ActivityCells.Months, DateOnly.MinValue, DateOnly.MaxValue);

    public ActivitySums Day(string day)
        => ActivityCells.SumsOf(rows.GetValueOrDefault(ActivityCells.DaysOf(Site.Place, Sample.Day(day)), Tally.Empty), ActivityCells.Days, Sample.Day(day), Sample.Day(day), Line);

    private void Count(ActivityState before, ActivityState after)
    {
        foreach (var image in VolunteerActivity.Contribute(after)) rows[image.Row] = rows.GetValueOrDefault(image.Row, Tally.Empty).Plus(image.Cells);
        foreach (var image in VolunteerActivity.Contribute(before)) rows[image.Row] = rows.GetValueOrDefault(image.Row, Tally.Empty).Minus(image.Cells);
    }
}
