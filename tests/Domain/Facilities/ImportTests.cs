using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using static Circle.Domain.Tests.Facilities.Story;

namespace Circle.Domain.Tests.Facilities;

public sealed class ImportTests
{
    private static readonly FacilityDraft Draft = Site.Draft(Site.Room);

    private static string Seeds => Actor.Seeds.Value;

    [Fact]
    public void An_import_brings_up_to_date_what_no_person_has_touched()
    {
        var story = new Story().Then(new FacilityCommand.Import(Draft), Seeds).Then(new FacilityCommand.Import(Draft with { Name = "新名" }), Seeds);

        Assert.Equal("新名", story.State.Draft!.Name);
        Assert.Equal("unchanged", story.Refused(new FacilityCommand.Import(Draft with { Name = "新名" }), Seeds));
    }

    [Fact]
    public void What_a_person_corrected_no_import_overwrites()
    {
        var story = new Story().Then(new FacilityCommand.Import(Draft), Seeds).Then(new FacilityCommand.Correct("更正", FacilityDetails.Unknown));

        Assert.Equal("corrected-by-hand", story.Refused(new FacilityCommand.Import(Draft with { Name = "新名" }), Seeds));
        Assert.Equal("更正", story.State.Draft!.Name);
    }

    /// <summary>What a person registered no file ever said; what seeds or a person's file did is kept beside what stands.</summary>
    [Fact]
    public void What_the_last_file_said_is_kept_beside_what_people_made_of_it()
    {
        var (first, second) = (FacilityBasis.Of(Draft), FacilityBasis.Of(Draft with { Name = "新名" }));

        Assert.Null(Registered(Site.Room).State.Imported);
        Assert.Equal(first, new Story().Then(new FacilityCommand.Import(Draft), Seeds).State.Imported);
        Assert.Equal(second, new Story().Then(new FacilityCommand.Import(Draft), Seeds).Then(new FacilityCommand.Import(Draft with { Name = "新名" }), Seeds).State.Imported);

        var story = new Story().Then(new FacilityCommand.Enter(Draft, 0));
        Assert.Equal((first, true), (story.State.Imported, FacilityView.Of(story.State).IsAsImported));
        story.Then(new FacilityCommand.Correct("人工", FacilityDetails.Unknown));
        Assert.Equal((first, false), (story.State.Imported, FacilityView.Of(story.State).IsAsImported));

        // A person keeps their own word against a file's.
        story.Then(new FacilityCommand.Enter(Draft with { Name = "人工" }, story.State.ListedAt, second));
        Assert.Equal((second, "人工"), (story.State.Imported, story.State.Draft!.Name));
        Assert.Equal("unchanged", story.Refused(new FacilityCommand.Enter(Draft with { Name = "人工" }, story.State.ListedAt, second)));
        Assert.Equal("facility.corrected", story.State.Last!.Type);
    }

    [Fact]
    public void What_a_file_said_is_told_apart_by_every_detail_and_not_by_its_list()
    {
        var details = new FacilityDetails("花园路 1 号", null, null, ["热线"], null);

        Assert.Equal(details, details with { Services = ["热线"] });
        Assert.NotEqual(details, details with { Services = ["热线", "代办"] });
        Assert.NotEqual(details, details with { Phone = "0371-1" });
    }

    [Fact]
    public void A_correction_that_changes_nothing_says_so()
        => Assert.Equal("unchanged", Registered(Site.Room).Refused(new FacilityCommand.Correct(Draft.Name, FacilityDetails.Unknown)));

    [Fact]
    public void A_correction_sees_every_detail()
    {
        var details = new FacilityDetails("花园路 1 号", "0371-1", "9–17", ["热线"], new Position(34.8, 113.7, Datum.Wgs84));
        var story = Registered(Site.Room).Then(new FacilityCommand.Correct(Draft.Name, details));

        foreach (var other in (FacilityDetails[])
                 [
                     details with { Address = "2 号" }, details with { Phone = null }, details with { Hours = "8–17" },
                     details with { Services = [] }, details with { Position = new Position(34.8, 113.7, Datum.Gcj02) },
                 ])
        {
            story.Then(new FacilityCommand.Correct(Draft.Name, other)).Then(new FacilityCommand.Correct(Draft.Name, details));
        }
    }

    [Fact]
    public void Moving_names_a_place_that_exists_and_is_another()
    {
        Assert.Equal("unknown", Registered(Site.Room).Refused(new FacilityCommand.Move(PlaceId.Of("nowhere"), "划界")));
        Assert.Equal("unchanged", Registered(Site.Room).Refused(new FacilityCommand.Move(Draft.Place, "划界")));
    }

    [Fact]
    public void Moving_changes_only_where_the_row_is_summed()
    {
        var story = Registered(Site.Room).Then(Complete("10-10"));
        var (before, head) = (story.Cells, story.Contribution.Head!);

        story.Then(new FacilityCommand.Move(PlaceId.Of("s2"), "划界"));

        var change = story.Rows[^1];
        Assert.True(change.Delta.IsEmpty);
        Assert.Equal(before, story.Cells);
        Assert.Equal(head with { Region = PlaceId.Of("s2"), View = change.Head!.View, Latest = head.Latest! with { Type = "facility.moved" } }, change.Head);
        Assert.Equal(head.View.Replace("\"place\":\"s1c1\"", "\"place\":\"s2\"", StringComparison.Ordinal).Replace("\"listedAt\":1", "\"listedAt\":3", StringComparison.Ordinal), change.Head.View);
    }

    [Theory]
    [InlineData("park", "quantities/bench", "required")]
    [InlineData("room", "quantities/whole", null)]
    public void Quantities_are_asked_for_where_the_line_gives_none(string line, string field, string? code)
    {
        var draft = Draft with { Line = LineId.Of(line) };
        var faults = new FacilityCommand.Register(draft).Check(Site.At("11-20", Reporter))?.Faults ?? [];

        Assert.Equal(code, faults.SingleOrDefault(f => f.Field == field)?.Code);
    }

    [Fact]
    public void A_measure_that_the_line_lacks_is_a_fault()
    {
        var draft = Draft with { Quantities = Draft.Quantities.Add(MeasureId.Of("lamp"), 1_000) };

        Assert.Equal("unknown", new Story().Refused(new FacilityCommand.Register(draft)));
    }
}
