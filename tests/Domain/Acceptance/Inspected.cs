using System.Collections.Immutable;
using Circle.Domain.Acceptance;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Circle.Domain.Tests.Facilities;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Acceptance;

/// <summary>A facility and its acceptance, each by its own journal, told as their grains do it: by what the other says at that moment.</summary>
internal sealed class Inspected
{
    public const string Community = "account:community";
    public const string Street = "account:street";
    public const string Office = "account:office";
    public const string Inspector = "account:inspector";

    public static readonly ChecklistItem Area = new(ItemId.Of("area"), ItemKind.Number, "建筑面积", 50, true, 100_000, "平方米", "三");
    public static readonly ChecklistItem Rooms = new(ItemId.Of("rooms"), ItemKind.YesNo, "四室一课", 30, true, null, null, "三");
    public static readonly ChecklistItem Sign = new(ItemId.Of("sign"), ItemKind.Photo, "门牌", 20, false, null, null, "");

    public static readonly Photo Photo = new(BlobId.OfContent("photo"u8), 800, 600, 90_000, Photo.Jpeg);

    private readonly Line line;
    private long version;

    public Inspected(Line line, bool isMarked = false)
    {
        this.line = line;
        Checklist = new Checklist(1, [Area, Rooms, Sign], isMarked ? 90 : null, new SurveyRule(3, 2, 80, [Criterion.Current]));
        Facility = Story.Registered(line);
    }

    public Story Facility { get; }

    /// <summary>In force whenever an inspection is planned; null: none is written.</summary>
    public Checklist? Checklist { get; set; }

    /// <summary>What is found of the photos of a command; null: all of them.</summary>
    public ImmutableArray<Photo>? Kept { get; set; }

    public AcceptanceState State { get; private set; } = AcceptanceCase.Empty;

    public List<(AcceptanceEvent Event, string By)> Events { get; } = [];

    public Round Round => State.Rounds[^1];

    /// <summary>Reported as built by the community, with its evidence, and checked by the street.</summary>
    public static Inspected Checked(bool isMarked = false) => Reported(isMarked).Then(new AcceptanceCommand.CheckReport(true, null), Street, "11-03");

    public static Inspected Reported(bool isMarked = false)
    {
        var told = new Inspected(isMarked ? Site.Marked : Site.Room, isMarked);
        told.Facility.Then(Story.Complete("11-01"), Community, "11-01");
        return told.Then(told.Report(), Community, "11-02");
    }

    public static Inspected Planned(bool isMarked = false) => Checked(isMarked).Then(Plan("11-12", Inspector), Office, "11-04");

    /// <summary>Everything in full marks, and everybody satisfied.</summary>
    public static Inspected Scored(bool isMarked = false)
    {
        var told = Planned(isMarked).Then(Score(Area, 50, measured: 126_000)).Then(Score(Rooms, 30)).Then(Score(Sign, 20)).Then(new AcceptanceCommand.DrawCards(640));
        foreach (var card in told.Round.Survey!.Cards) told.Then(Answer(card.Card, 5));
        return told;
    }

    public static AcceptanceCommand.PlanInspection Plan(string on, params string[] members) => new(Sample.Day(on), [.. members.Select(m => new Actor(m))]);

    public static AcceptanceCommand.RecordItem Score(ChecklistItem item, int score, long? measured = null, string? defect = null) => new(new ItemFinding(
        item.Id,
        score,
        item.Kind == ItemKind.YesNo ? score == item.Weight : null,
        item.Kind == ItemKind.Number ? measured ?? 100_000 : null,
        null,
        defect,
        [Photo]));

    public static AcceptanceCommand.AnswerCard Answer(int card, int satisfied)
        => new(card, [.. Enum.GetValues<Criterion>().Select(c => new CriterionAnswer(c, c == Criterion.Current ? 1 : c == Criterion.Satisfied ? satisfied : 4))]);

    public static AcceptanceCommand.Pass Pass(string on = "11-12") => new(Sample.Day(on), null);

    public static AcceptanceCommand.Fail Fail(string on = "11-12", params ImmutableArray<string> further) => new(Sample.Day(on), Sample.Day(on).AddDays(14), further);

    public AcceptanceCommand.Report Report() => new(FacilityId.Of("f"), line.Id, PlaceId.Of("s1c1"), "已建成", [Photo]);

    public Inspected Then(AcceptanceCommand command, string by = Inspector, string on = "11-12")
    {
        var refusal = Tell(command, by, on);
        Assert.True(refusal is null, $"{command} was refused: {refusal?.Faults[0].En}");
        return this;
    }

    public string? Refused(AcceptanceCommand command, string by = Inspector, string on = "11-12") => Tell(command, by, on)?.Faults[0].Code;

    /// <summary>Null: it was accepted. Its verdict is not told to the facility before <see cref="StartDue"/>.</summary>
    public Refusal? Tell(AcceptanceCommand command, string by = Inspector, string on = "11-12")
    {
        AcceptanceCommand told = command switch
        {
            AcceptanceCommand.PlanInspection plan => plan with { Checklist = Checklist },
            AcceptanceCommand.DrawCards draw => draw with { Seed = "seed" },
            _ => command,
        };
        var at = Site.At(on, by);
        var decision = AcceptanceCase.Decide(State, told with { Facing = FacilityFacing.Of(Facility.State), Kept = Kept ?? told.Shown }, at);
        if (decision is Decision<AcceptanceEvent>.Declined { Refusal: var refusal }) return refusal;
        foreach (var happened in ((Decision<AcceptanceEvent>.Accepted)decision).Events)
        {
            State = AcceptanceCase.Fold(State, new Recorded<AcceptanceEvent>(happened.Event, ++version, at.Actor, at.Now));
            Events.Add((happened.Event, by));
        }

        return null;
    }

    /// <summary>What the timekeeper does with what stands in the agenda.</summary>
    public Inspected StartDue(string on = "11-12")
    {
        if (AcceptanceCase.Agenda(State).IsEmpty) return this;
        var heard = Facility.Tell(State.Open!.Verdict!.ForFacility(), Actor.Timekeeper.Value, on);
        return Then(new AcceptanceCommand.Settle { Heard = heard }, Actor.Timekeeper.Value, on);
    }
}
