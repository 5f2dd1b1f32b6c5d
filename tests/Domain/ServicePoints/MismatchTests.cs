using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>What is not there cannot be confirmed, and what is wrong is reported to whoever may correct it.</summary>
public sealed class MismatchTests
{
    public static TheoryData<string, FieldGroup, string[]> Empties => new()
    {
        { "phones", FieldGroup.Contact, ["电话未录入"] },
        { "hours", FieldGroup.Contact, ["营业时间未录入"] },
        { "phones,hours", FieldGroup.Contact, ["电话未录入", "营业时间未录入"] },
        { "phones,hours", FieldGroup.Other, [] },
        { "address", FieldGroup.Other, ["地址未录入"] },
        { "address", FieldGroup.Contact, [] },
        { "services,landmark,position,aliases", FieldGroup.Other, [] },
    };

    [Theory, MemberData(nameof(Empties))]
    public void What_is_empty_cannot_be_confirmed_and_all_of_it_is_told(string empty, FieldGroup group, string[] told)
    {
        var street = Street.Found().Then(new ServicePointCommand.Correct(Without(empty)));
        var verify = new ServicePointCommand.Verify(group, VerifiedBy.Visit, Sample.Day("10-20"));
        var missing = Freshness.Of(ServicePointView.Of(street.State), Street.Rules, Sample.Day("10-20")).Single(f => f.Group == group).Missing;
        Assert.Equal(told.Length, missing.Length);

        if (told.Length == 0)
        {
            street.Then(verify, by: "other");
            return;
        }

        var faults = street.Faults(verify, by: "other");
        Assert.All(faults, f => Assert.Equal(("group", "missing"), (f.Field, f.Code)));
        Assert.Equal(told.Select(t => $"{t}，不能核实为对：由街道更正补上，不能更正的请报不符"), faults.Select(f => f.Zh));
    }

    [Fact]
    public void A_public_facility_may_have_no_phone()
        => Street.Found("pharmacy").Then(new ServicePointCommand.Correct(Without("phones"))).Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-20")), by: "other");

    [Fact]
    public void That_it_has_moved_away_is_answered_by_its_move()
    {
        var street = Street.Found().Then(Wrong(CheckedField.State, CheckedField.Name), "10-20", "community");
        Assert.Equal([CheckedField.Name], street.Then(new ServicePointCommand.Move(PlaceId.Of("s1c2"), "搬走")).State.Mismatch!.Fields.AsEnumerable());
    }

    [Fact]
    public void A_mismatch_stands_until_the_entry_is_corrected()
    {
        var street = Street.Found().Then(Wrong(CheckedField.Hours, CheckedField.Name), "10-20", "community");
        Assert.Equal([CheckedField.Name, CheckedField.Hours], street.State.Mismatch!.Fields.AsEnumerable());
        Assert.Equal("招牌换了", street.State.Mismatch.Note);
        Assert.Equal(street.State.Mismatch, ServicePointView.Of(street.State).Mismatch);
        Assert.Equal("unchanged", street.Refused(Wrong(CheckedField.Name, CheckedField.Hours), "10-20", "community"));

        // What was corrected is answered, and nothing else; what comes in besides stands beside it.
        Assert.Equal([CheckedField.Hours], street.Then(new ServicePointCommand.Correct(Street.Listing with { Name = "东昌洗染" }), "10-21").State.Mismatch!.Fields.AsEnumerable());
        Assert.Equal("corrected-since", street.Refused(Wrong(CheckedField.Name), "10-22", "community"));
        Assert.Equal("unchanged", street.Refused(Wrong(CheckedField.Hours), "10-22", "community"));
        Assert.Equal([CheckedField.Phone, CheckedField.Hours], street.Then(Wrong(CheckedField.Phone), "10-22", "community").State.Mismatch!.Fields.AsEnumerable());
        Assert.Equal("changed-meanwhile", street.Refused(Wrong(CheckedField.Services) with { Seen = 1 }, "10-22", "community"));
        Assert.Equal("changed-meanwhile", street.Refused(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Phone, Sample.Day("10-22"), 1), "10-22", "other"));
    }

    [Fact]
    public void A_group_that_is_verified_after_it_was_reported_is_answered_and_a_pause_answers_that_it_is_shut()
    {
        var street = Street.Found().Then(Wrong(CheckedField.Phone, CheckedField.Name, CheckedField.State), "10-20", "community");
        street.Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Phone, Sample.Day("10-19")));
        Assert.Contains(CheckedField.Phone, street.State.Mismatch!.Fields);
        street.Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Phone, Sample.Day("10-20")));
        Assert.Equal([CheckedField.Name, CheckedField.State], street.State.Mismatch!.Fields.AsEnumerable());
        street.Then(new ServicePointCommand.Pause("装修", null));
        Assert.Equal([CheckedField.Name], street.State.Mismatch!.Fields.AsEnumerable());
        Assert.Null(street.Then(new ServicePointCommand.Verify(FieldGroup.Other, VerifiedBy.Visit, Sample.Day("10-20"))).State.Mismatch);
    }

    [Fact]
    public void Its_faults_are_told_at_once_and_no_number_is_taken_down()
    {
        var faults = Street.Found().Faults(new ServicePointCommand.Mismatch([], VerifiedBy.Phone, Sample.Day("10-21"), "新号码 0371-63812345"));
        Assert.Equal(["fields", "note", "on"], faults.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal("twice", Street.Found().Refused(Wrong(CheckedField.Name, CheckedField.Name)));
    }

    private static ServicePointCommand.Mismatch Wrong(params CheckedField[] fields) => new([.. fields], VerifiedBy.Visit, Sample.Day("10-20"), "招牌换了 ");

    private static PointListing Without(string fields)
    {
        // Something else is corrected in any case.
        var listing = Street.Listing with { Name = "东昌洗染" };
        foreach (var field in fields.Split(','))
        {
            listing = field switch
            {
                "phones" => listing with { Phones = [] },
                "hours" => listing with { Hours = null },
                "address" => listing with { Address = null },
                "services" => listing with { Services = [] },
                "landmark" => listing with { Landmark = null },
                "position" => listing with { Position = null },
                _ => listing with { Aliases = [] },
            };
        }

        return listing;
    }
}
