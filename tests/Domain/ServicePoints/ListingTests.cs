using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Subjects;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>What stands in the directory, and whether it still holds.</summary>
public sealed class ListingTests
{
    [Fact]
    public void What_is_entered_is_kept_in_one_form()
    {
        var listing = Street.Found().State.Draft!.Listing;

        Assert.Equal("037163812345", listing.Phones[0].Number);
        Assert.Equal("Mo-Fr 09:00-18:00", listing.Hours);
        Assert.Equal(listing, listing.Tidy());
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var wrong = new PointListing(
            "", [.. Enumerable.Repeat("别名", 11)], new string('长', 201), null, [new PointPhone("123", PhoneType.Landline), new PointPhone("4008", PhoneType.Service), new PointPhone("12a", PhoneType.Service)],
            [new PointService("", -1, "每一件每一件每一件每一", null)], "sunrise-sunset", null, null, new Position(91, 0, Datum.Wgs84));
        var faults = new Street().Faults(new ServicePointCommand.Find(new PointDraft(ServicePointId.Of("p1"), PointKindId.Of("none"), PlaceId.Of("s0"), wrong, null, "")));

        Assert.Equal(
            [
                "kind", "listing/address", "listing/aliases", "listing/hours", "listing/name", "listing/phones/0/number", "listing/phones/2/number", "listing/position",
                "listing/services/0/name", "listing/services/0/per", "listing/services/0/priceFen", "place",
            ],
            faults.Select(f => f.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("13800138000", PhoneType.Service)]
    [InlineData("138 0013 8000", PhoneType.Landline)]
    [InlineData("0371-12345678", PhoneType.BusinessMobile)]
    public void A_mobile_is_called_a_business_mobile_and_nothing_else_is(string number, PhoneType type)
    {
        var fault = Assert.Single(Street.Found().Faults(new ServicePointCommand.Correct(Street.Listing with { Phones = [new PointPhone(number, type)] })));
        Assert.Equal(("listing/phones/0/type", "wrong-kind"), (fault.Field, fault.Code));
    }

    [Fact]
    public void Of_two_that_change_what_both_have_seen_the_second_looks_again()
    {
        var street = Street.Found();
        var seen = street.State.ListedAt;
        street.Then(new ServicePointCommand.Correct(Street.Listing with { Name = "东昌洗染" }, seen));
        Assert.Equal("changed-meanwhile", street.Refused(new ServicePointCommand.Correct(Street.Listing with { Hours = "24/7" }, seen)));

        street.Then(new ServicePointCommand.Note(PointRecord.Unknown with { Staff = 3 }, 0));
        Assert.Equal("changed-meanwhile", street.Refused(new ServicePointCommand.Note(PointRecord.Unknown with { Staff = 4 }, 0)));
        street.Then(new ServicePointCommand.Note(PointRecord.Unknown with { Staff = 4 }, street.State.NotedAt)).Then(new ServicePointCommand.Correct(Street.Listing, street.State.ListedAt));
    }

    [Fact]
    public void It_is_corrected_moved_paused_resumed_and_closed()
    {
        var street = Street.Found();
        Assert.Equal("unchanged", street.Refused(new ServicePointCommand.Correct(Street.Listing)));
        Assert.Equal("unchanged", street.Refused(new ServicePointCommand.Move(PlaceId.Of("s1c1"), "试")));
        Assert.Equal("unknown", street.Refused(new ServicePointCommand.Move(PlaceId.Of("nowhere"), "试")));
        Assert.Equal("not-paused", street.Refused(new ServicePointCommand.Resume()));
        Assert.Equal("exists", street.Refused(new ServicePointCommand.Find(Street.Draft())));

        street.Then(new ServicePointCommand.Correct(Street.Listing with { Name = "东昌洗染" })).Then(new ServicePointCommand.Move(PlaceId.Of("s2c1"), "划界"));
        Assert.Equal(("东昌洗染", PlaceId.Of("s2c1")), (street.State.Draft!.Listing.Name, street.State.Draft.Place));

        street.Then(new ServicePointCommand.Pause("装修", Sample.Day("11-01")));
        var due = Assert.Single(ServicePoint.Agenda(street.State));
        Assert.Equal((Circle.Domain.Time.District.At(Sample.Day("11-02")), ServicePoint.StreamOf(ServicePointId.Of("p1"))), (due.Due, due.Target));
        Assert.Equal("paused", street.Refused(new ServicePointCommand.Pause("又装修", null)));

        Assert.Empty(ServicePoint.Agenda(street.Then(new ServicePointCommand.Resume(), "11-02").State));
        street.Then(new ServicePointCommand.Close("搬走", Sample.Day("11-02")), "11-02");
        Assert.Equal((PointState.Closed, "closed"), (street.State.State, street.Refused(new ServicePointCommand.Correct(Street.Listing), "11-02")));
    }

    [Fact]
    public void Each_group_of_fields_is_verified_by_itself_and_the_latest_day_stands()
    {
        var street = Street.Found().Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Phone, Sample.Day("10-18")));

        Assert.Equal((Sample.Day("10-18"), null), (street.State.VerifiedOn(FieldGroup.Contact), street.State.VerifiedOn(FieldGroup.Other)));
        Assert.Equal("older", street.Refused(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-17"))));
        street.Then(new ServicePointCommand.Verify(FieldGroup.Other, VerifiedBy.Visit, Sample.Day("10-17"))).Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-19")));
        Assert.Equal([(FieldGroup.Other, Sample.Day("10-17")), (FieldGroup.Contact, Sample.Day("10-19"))], street.State.Verified.Select(v => (v.Group, v.On)));
    }

    [Fact]
    public void The_office_keeps_a_ledger_in_which_nobody_is_named()
    {
        var record = new PointRecord(SubjectId.Of("subject-1"), Sample.Day("10-10"), [new Licence("营业执照", "4101", Sample.Day("2015-01-01"))], 3, "备注");
        var street = Street.Found().Then(new ServicePointCommand.Note(record));

        Assert.Equal(record, street.State.Record);
        Assert.Equal("unchanged", street.Refused(new ServicePointCommand.Note(record)));
        Assert.Equal(
            ["record/inCharge", "record/licences/0/expires", "record/licences/0/name", "record/staff"],
            street.Faults(new ServicePointCommand.Note(new PointRecord(null, Sample.Day("10-10"), [new Licence("", null, Sample.Day("9999-12-31"))], -1, null))).Select(f => f.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_readers_see_is_in_its_row_and_comes_back_from_it()
    {
        var state = Street.At(Registration.Supervised).Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-18"))).State;
        var row = Assert.Single(ServicePoint.Contribute(state));

        Assert.Equal((ServicePoint.StreamOf(ServicePointId.Of("p1")), PlaceId.Of("s1c1"), null, "东昌洗衣店"), (row.Row, row.Head!.Region, row.Head.Line, row.Head.Name));
        var view = JsonSerializer.Deserialize<ServicePointView>(row.Head.View, JournalJson.Options)!;
        Assert.Equal(row.Head.View, JsonSerializer.Serialize(view, JournalJson.Options));
        Assert.Equal(state.Draft!.Listing, view.Listing);
        Assert.Empty(ServicePoint.Contribute(ServicePoint.Empty));
    }
}
