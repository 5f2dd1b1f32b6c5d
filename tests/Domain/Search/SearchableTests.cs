using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tests.ServicePoints;

namespace Circle.Domain.Tests.Search;

/// <summary>What search knows of a row, whether its grain told it or the row was read.</summary>
public sealed class SearchableTests
{
    private static readonly PlanDocument Plan = Street.On("10-20").Plan!.Document;

    private static DateOnly Today => Sample.Day("10-20");

    [Fact]
    public void A_point_is_found_by_names_kind_street_and_community()
    {
        var entry = Searchable.Of(Street.Found().State)!.EntryOf(Plan, Street.Places, Today);

        Assert.Equal((SearchKind.ServicePoint, "p1", "东昌洗衣店"), (entry.Kind, entry.Id, entry.Name));
        Assert.Equal((PlaceId.Of("s1"), PlaceId.Of("s1c1"), Street.Living), (entry.Street, entry.Community, entry.Line));
        Assert.Equal(["东昌干洗"], entry.Aliases);
        Assert.Equal(["s1", "s1c1"], entry.PlaceNames);
        Assert.Equal("洗衣点", entry.Words[0]);
    }

    [Fact]
    public void It_sinks_by_the_days_for_which_a_group_is_overdue()
    {
        var point = Street.Found();
        Assert.Equal(Searchable.NeverVerified, PenaltyOf(point, "10-20"));
        point.Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-10")));
        Assert.Equal(Searchable.NeverVerified, PenaltyOf(point, "10-20"));
        point.Then(new ServicePointCommand.Verify(FieldGroup.Other, VerifiedBy.Visit, Sample.Day("10-10")));

        Assert.Equal(0, PenaltyOf(point, "2014-01-08"));
        Assert.Equal(1, PenaltyOf(point, "2014-01-09"));
        Assert.Equal(120, PenaltyOf(point, "2014-05-08"));
        point.Then(new ServicePointCommand.Correct(Street.Listing with { Hours = "24/7" }));
        Assert.Equal(Searchable.NeverVerified, PenaltyOf(point, "10-20"));
    }

    [Fact]
    public void Nobody_looks_for_what_is_closed_disqualified_or_withdrawn()
    {
        Assert.NotNull(Searchable.Of(Street.Found().Then(new ServicePointCommand.Pause("装修", null)).State));
        Assert.Null(Searchable.Of(Street.Found().Then(new ServicePointCommand.Close("搬走", Sample.Day("10-20"))).State));
        Assert.Null(Searchable.Of(Street.At(Registration.Agreed).Then(new ServicePointCommand.Disqualify("1018-7", "多收费", Sample.Day("10-20"))).State));
        Assert.Null(Searchable.Of(ServicePoint.Empty));
        Assert.Null(Searchable.Of(Facility.Empty));
    }

    [Fact]
    public void What_the_plan_counts_by_the_team_is_a_team_and_else_a_facility()
    {
        var plan = Plan with { Lines = [Sample.Line("patrol") with { Unit = "支", Name = "社区巡防队", ShortName = "巡防队" }, Sample.Line("park")] };

        Assert.Equal(
            [(SearchKind.Team, "社区巡防队"), (SearchKind.Facility, "park"), (SearchKind.Facility, null)],
            from line in (string[])["patrol", "park", "gone"]
            let entry = new Searchable(SearchKind.Facility, "f", "某处", [], PlaceId.Of("s1c1"), LineId.Of(line), null, []).EntryOf(plan, Street.Places, Today)
            select (entry.Kind, entry.Words.FirstOrDefault()));
    }

    [Fact]
    public void A_place_stands_in_those_above_it()
    {
        static SearchEntry Of(string id) => Searchable.Of(new PlaceDraft(PlaceId.Of(id), PlaceKind.Community, id, null, ["又名"], [], "")).EntryOf(null, Street.Places, default);

        Assert.Equal((PlaceId.Of("s1"), PlaceId.Of("s1c1"), "s1"), (Of("s1c1").Street, Of("s1c1").Community, Of("s1c1").PlaceNames.Single()));
        Assert.Equal((PlaceId.Of("s1"), null, 0), (Of("s1").Street, Of("s1").Community, Of("s1").PlaceNames.Length));
        Assert.Equal((null, null, 0), (Of("district").Street, Of("district").Community, Of("district").PlaceNames.Length));
    }

    [Fact]
    public void The_row_says_the_same_as_its_grain()
    {
        var point = Street.Found().Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-10"))).State;
        Assert.Equal(Searchable.Of(point), OfRow(ServicePoint.Contribute(point)));
        var corrected = Street.Found().Then(new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-10"))).Then(new ServicePointCommand.Correct(Street.Listing with { Hours = "24/7" })).State;
        Assert.Equal(Searchable.Of(corrected), OfRow(ServicePoint.Contribute(corrected)));

        var closed = Street.Found().Then(new ServicePointCommand.Close("搬走", Sample.Day("10-20"))).State;
        Assert.Null(OfRow(ServicePoint.Contribute(closed)));

        var place = new PlaceDraft(PlaceId.Of("s1"), PlaceKind.Street, "丰产路街道", PlaceId.Of("d"), ["丰产路办事处"], [], "");
        Assert.Equal(Searchable.Of(place), OfRow(Place.Contribute(new PlaceState(place))));

        var draft = new FacilityDraft(FacilityId.Of("f1"), LineId.Of("park"), PlaceId.Of("s1c1"), "东风公园", Origin.Planned, ImmutableDictionary<MeasureId, long>.Empty, FacilityDetails.Unknown, null, "");
        var facility = Facility.Empty with { Draft = draft };
        Assert.Equal(Searchable.Of(facility), OfRow(Facility.Contribute(facility)));
        Assert.Null(OfRow(Facility.Contribute(facility with { Standing = Standing.Withdrawn })));
        Assert.Null(Searchable.Of(StreamId.Of("canary", "district"), "{}"));
    }

    private static Searchable? OfRow(ImmutableArray<RowImage> images) => images.Select(i => Searchable.Of(i.Row, i.Head!.View)).Single();

    private static int PenaltyOf(Street point, string day) => Searchable.Of(point.State)!.EntryOf(Plan, Street.Places, Sample.Day(day)).Penalty;
}
