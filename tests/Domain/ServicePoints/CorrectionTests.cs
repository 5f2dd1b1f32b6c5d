using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>What was corrected is no longer verified, and not by whoever corrected it.</summary>
public sealed class CorrectionTests
{
    public static TheoryData<string, FieldGroup[]> Changes => new()
    {
        { "name", [FieldGroup.Other] },
        { "aliases", [FieldGroup.Other] },
        { "address", [FieldGroup.Other] },
        { "landmark", [FieldGroup.Other] },
        { "services", [FieldGroup.Other] },
        { "homeVisits", [FieldGroup.Other] },
        { "stepFree", [FieldGroup.Other] },
        { "position", [FieldGroup.Other] },
        { "phones", [FieldGroup.Contact] },
        { "phoneType", [FieldGroup.Contact] },
        { "hours", [FieldGroup.Contact] },
        { "both", [FieldGroup.Contact, FieldGroup.Other] },
        { "nothing", [] },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_change_is_of_the_group_whose_field_it_is(string what, FieldGroup[] groups)
        => Assert.Equal(groups, FieldGroups.Changed(Street.Listing, Changed(what)));

    [Theory]
    [InlineData("phones", FieldGroup.Contact, FieldGroup.Other)]
    [InlineData("address", FieldGroup.Other, FieldGroup.Contact)]
    public void A_corrected_group_is_due_at_once_and_the_other_keeps_its_day(string what, FieldGroup corrected, FieldGroup kept)
    {
        var street = Verified().Then(new ServicePointCommand.Correct(Changed(what)), "10-22");
        var (fresh, other) = (Of(street, corrected), Of(street, kept));

        Assert.Equal((Sample.Day("10-20"), Sample.Day("10-22"), null, true), (fresh.On, fresh.Corrected, fresh.Days, fresh.IsOverdue));
        Assert.Equal(("已于10月22日更正，待核实", "corrected on 2013-10-22, to be verified"), (fresh.Words().Zh, fresh.Words().En));
        Assert.Equal((Sample.Day("10-20"), null, 3, false), (other.On, other.Corrected, other.Days, other.IsOverdue));
        Assert.Equal(Sample.Day("10-20"), street.State.VerifiedOn(corrected));
    }

    [Fact]
    public void A_file_that_changes_fields_corrects_and_one_that_changes_none_does_not()
    {
        var street = new Street().Then(Import(Street.Listing, 0), "10-08");
        foreach (var group in FieldGroups.All) street.Then(new ServicePointCommand.Verify(group, VerifiedBy.Visit, Sample.Day("10-20")));
        Assert.Empty(street.State.Corrected);

        // The file said something else, and a person kept what stands.
        street.Then(new ServicePointCommand.Import(Street.Draft(), new PointBasis(Changed("hours"), PlaceId.Of("s1c1")), street.State.ListedAt), "10-21");
        Assert.Empty(street.State.Corrected);

        street.Then(Import(Changed("hours"), street.State.ListedAt), "10-22");
        Assert.Equal([(FieldGroup.Contact, Sample.Day("10-22"))], street.State.Corrected.Select(c => (c.Group, c.On)));
    }

    [Fact]
    public void Whoever_corrected_it_does_not_verify_it_and_is_told_who_may()
    {
        var street = Verified().Then(new ServicePointCommand.Correct(Changed("phones")), "10-22").Then(new ServicePointCommand.Correct(Changed("both")), "10-23", "other");
        var verify = new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Phone, Sample.Day("10-23"));

        Assert.Contains("社区、街道的其他人员，或牵头单位", Assert.Single(street.Faults(verify, "10-23")).Zh);
        Assert.Equal("own-entry", street.Refused(verify, "10-23", "other"));
        street.Then(new ServicePointCommand.Verify(FieldGroup.Other, VerifiedBy.Visit, Sample.Day("10-23")), "10-23");
        Assert.False(Of(street.Then(verify, "10-23", "third"), FieldGroup.Contact).IsOverdue);
        Assert.Empty(street.State.Corrected);

        // What another has verified since, whoever entered it before may verify again.
        street.Then(verify with { On = Sample.Day("10-24") }, "10-24");
    }

    [Fact]
    public void A_verification_of_what_stood_there_before_confirms_nothing()
    {
        var street = Verified().Then(new ServicePointCommand.Correct(Changed("hours")), "10-22");
        var earlier = new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-21"));

        Assert.Equal("corrected-since", street.Refused(earlier, "10-23", "other"));
        Assert.True(Of(street.Folded(new ServicePointEvent.Verified(earlier.Group, earlier.By, earlier.On), "10-23", "other"), FieldGroup.Contact).IsOverdue);
    }

    [Fact]
    public void Of_many_who_correct_the_last_are_known()
    {
        var street = Verified();
        for (var i = 0; i < Correction.Most + 5; i++) street.Then(new ServicePointCommand.Correct(Street.Listing with { Hours = $"Mo-Fr 08:{i:00}-18:00" }), "10-22", $"clerk-{i}");

        Assert.Equal(Correction.Most, street.State.Corrected.Length);
        Assert.Equal("own-entry", street.Refused(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-22")), "10-22", $"clerk-{Correction.Most + 4}"));
    }

    [Fact]
    public void Walls_and_rows_follow_from_the_same_rule()
    {
        var street = Verified();
        Assert.Equal(2, Cells(street));
        street.Then(new ServicePointCommand.Correct(Changed("hours")), "10-22");
        Assert.Equal(1, Cells(street));

        var row = Assert.Single(ServicePoint.Contribute(street.State)).Head!.View;
        var view = JsonSerializer.Deserialize<ServicePointView>(row, JournalJson.Options)!;
        Assert.Equal(street.State.Corrected, view.Corrected);
        Assert.Equal(row, JsonSerializer.Serialize(view, JournalJson.Options));
        Assert.Empty(JsonSerializer.Deserialize<ServicePointView>(row.Replace("\"corrected\":", "\"older\":", StringComparison.Ordinal), JournalJson.Options)!.Corrected);

        static int Cells(Street street) => CircleCells.Of(street.State).Cells.Count(c => c.Key.Measure == CircleCells.Verified);
    }

    private static Street Verified()
    {
        var street = Street.Found();
        foreach (var group in FieldGroups.All) street.Then(new ServicePointCommand.Verify(group, VerifiedBy.Visit, Sample.Day("10-20")));
        return street;
    }

    private static Freshness Of(Street street, FieldGroup group)
        => Freshness.Of(ServicePointView.Of(street.State), Street.Rules, Sample.Day("10-23")).Single(f => f.Group == group);

    private static ServicePointCommand.Import Import(PointListing listing, long seen) => new(Street.Draft() with { Listing = listing }, null, seen);

    private static PointListing Changed(string what)
    {
        var listing = Street.Listing;
        return what switch
        {
            "name" => listing with { Name = "东昌洗染" },
            "aliases" => listing with { Aliases = [] },
            "address" => listing with { Address = "戊院路 14 号" },
            "landmark" => listing with { Landmark = null },
            "services" => listing with { Services = [] },
            "homeVisits" => listing with { HomeVisits = null },
            "stepFree" => listing with { StepFree = false },
            "position" => listing with { Position = new Position(34.8, 113.68, Datum.Gcj02) },
            "phones" => listing with { Phones = [.. listing.Phones, new PointPhone("0371-63812346", PhoneType.Landline)] },
            "phoneType" => listing with { Phones = [listing.Phones[0] with { Type = PhoneType.Service }] },
            "hours" => listing with { Hours = "24/7" },
            "both" => listing with { Hours = "Mo-Sa 09:00-18:00", Name = "东昌洗染" },
            _ => listing with { Phones = [.. listing.Phones.Select(p => p with { })] },
        };
    }
}
