using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>The way of §三(二)1, of which nothing is skipped.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void A_shop_is_found_filed_registered_under_agreement_gets_its_sign_and_is_supervised()
    {
        var street = Street.Found();
        foreach (var (command, step) in Street.Way.Zip(Enum.GetValues<Registration>().Skip(1)))
        {
            street.Then(command);
            Assert.Equal(step, street.State.Registration);
        }

        Assert.Equal([null, "金商备 1", "协 1", "牌 1", null], street.State.Steps.Select(s => s.Number));
        Assert.Equal("牌 1", ServicePointView.Of(street.State).Sign);
    }

    [Theory]
    [MemberData(nameof(EveryStepAtEvery))]
    public void No_step_is_skipped_or_done_twice(Registration at, int next)
    {
        var street = Street.At(at);
        var expected = next == (int)at ? null : next < (int)at ? "done" : "skipped";

        if (expected is null) street.Then(Street.Way[next]);
        else Assert.Equal(expected, street.Refused(Street.Way[next]));
    }

    [Fact]
    public void No_step_is_before_the_one_before_it()
    {
        var street = Street.At(Registration.Registered);

        Assert.Equal("too-early", street.Refused(new ServicePointCommand.Agree("协", Sample.Day("10-09"), null)));
        Assert.Equal("after-now", street.Refused(new ServicePointCommand.Agree("协", Sample.Day("10-21"), null)));
        street.Then(new ServicePointCommand.Agree("协", Sample.Day("10-10"), null));
    }

    [Fact]
    public void An_agreement_ends_with_its_last_day_and_may_be_renewed()
    {
        var street = Street.At(Registration.Supervised);
        var due = Assert.Single(ServicePoint.Agenda(street.State));
        Assert.Equal((ServicePointCommand.EndAgreement.AgendaKind, Circle.Domain.Time.District.At(Sample.Day("2014-10-11"))), (due.Kind, due.Due));
        Assert.Equal("runs", street.Refused(new ServicePointCommand.EndAgreement(), "2014-10-10"));

        street.Then(new ServicePointCommand.EndAgreement(), "2014-10-11");
        Assert.Equal((Registration.Supervised, Registration.Registered, false), (street.State.Registration, street.State.Standing, IsInService(street)));
        Assert.Equal(Sample.Day("2014-10-11"), ServicePointView.Of(street.State).Office!.AgreementEnded);
        Assert.Empty(ServicePoint.Agenda(street.State));
        Assert.Equal("runs", street.Refused(new ServicePointCommand.EndAgreement(), "2014-10-12"));

        street.Then(new ServicePointCommand.Agree("协 2", Sample.Day("2014-10-15"), Sample.Day("2015-10-14")), "2014-10-16");
        Assert.Equal((Registration.Supervised, true, "协 2"), (street.State.Standing, IsInService(street), street.State.Agreement!.Number));
        Assert.Equal(Circle.Domain.Time.District.At(Sample.Day("2015-10-15")), Assert.Single(ServicePoint.Agenda(street.State)).Due);
        Assert.Empty(ServicePoint.Agenda(street.Then(new ServicePointCommand.Close("搬走", Sample.Day("2014-10-16")), "2014-10-16").State));
    }

    [Fact]
    public void A_point_of_a_kind_that_is_registered_since_then_goes_the_way()
    {
        var street = Street.Found("pharmacy");
        var draft = street.State.Draft! with { Kind = PointKindId.Of("laundry") };
        var older = ServicePoint.Fold(ServicePoint.Empty, new(new ServicePointEvent.Found(draft, Street.Living, IsRegistered: false), 1, Circle.Domain.Journal.Actor.Seeds, Street.On("10-08").Now));

        var filed = Assert.IsType<Circle.Domain.Journal.Decision<ServicePointEvent>.Accepted>(ServicePoint.Decide(older, Street.Way[0], Street.On("10-20"))).Events[0].Event;
        var after = ServicePoint.Fold(older, new(filed, 2, Circle.Domain.Journal.Actor.Seeds, Street.On("10-20").Now));
        Assert.Equal((true, Registration.Filed), (after.IsRegistered, after.Registration));
    }

    [Fact]
    public void What_the_bureau_sends_back_is_filed_anew()
    {
        var street = Street.At(Registration.Filed).Then(new ServicePointCommand.Return("缺营业执照"));

        Assert.Equal((Registration.Found, "缺营业执照"), (street.State.Registration, street.State.Returned));
        Assert.Equal("not-filed", street.Refused(new ServicePointCommand.Return("再退")));
        street.Then(new ServicePointCommand.File(Sample.Day("10-15")));
        Assert.Null(street.State.Returned);
    }

    [Fact]
    public void A_substantiated_complaint_ends_it_and_the_sign_comes_down()
    {
        var street = Street.At(Registration.Supervised);
        Assert.Equal("in-service", street.Refused(new ServicePointCommand.TakeDownSign(Sample.Day("10-20"))));

        street.Then(new ServicePointCommand.Disqualify("1018-0007", "多收费，经查实", Sample.Day("10-18")));
        Assert.Equal((PointState.Disqualified, "牌 1"), (street.State.State, ServicePointView.Of(street.State).Sign));
        Assert.All(Street.Way, c => Assert.Equal("disqualified", street.Refused(c)));
        Assert.Equal("disqualified", street.Refused(new ServicePointCommand.Resume()));
        Assert.Equal("too-early", street.Refused(new ServicePointCommand.TakeDownSign(Sample.Day("10-17"))));

        street.Then(new ServicePointCommand.TakeDownSign(Sample.Day("10-19")));
        Assert.Null(ServicePointView.Of(street.State).Sign);
        Assert.Equal("no-sign", street.Refused(new ServicePointCommand.TakeDownSign(Sample.Day("10-19"))));
    }

    [Fact]
    public void Only_what_is_registered_can_lose_it() => Assert.Equal("not-registered", Street.At(Registration.Filed).Refused(new ServicePointCommand.Disqualify("1", "试", Sample.Day("10-18"))));

    [Fact]
    public void A_public_facility_is_listed_without()
    {
        var street = Street.Found("pharmacy");

        Assert.True(IsInService(street));
        Assert.All(Street.Way, c => Assert.Equal("not-registered", street.Refused(c)));
    }

    [Theory]
    [InlineData(Registration.Found, false)]
    [InlineData(Registration.Registered, false)]
    [InlineData(Registration.Agreed, true)]
    [InlineData(Registration.Supervised, true)]
    public void It_counts_once_it_is_under_agreement_and_open(Registration at, bool counts)
    {
        var street = Street.At(at);
        Assert.Equal(counts, IsInService(street));
        Assert.False(IsInService(street.Then(new ServicePointCommand.Pause("装修", null))));
        Assert.Equal(counts, IsInService(street.Then(new ServicePointCommand.Resume())));
        Assert.False(IsInService(street.Then(new ServicePointCommand.Close("搬走", Sample.Day("10-20")))));
    }

    [Fact]
    public void The_street_finds_the_bureau_registers_and_neither_does_the_others_work()
    {
        var (street, bureau) = (Holder(Role.Street, place: "s1"), Holder(Role.LeadUnit, line: "living"));
        var filed = Street.At(Registration.Filed).State;

        Assert.True(May(street, ServicePoint.Empty, new ServicePointCommand.Find(Street.Draft())));
        Assert.True(May(street, filed, Street.Way[2]));
        Assert.False(May(street, filed, Street.Way[1]));
        Assert.True(May(bureau, filed, Street.Way[1]));
        Assert.False(May(bureau, ServicePoint.Empty, new ServicePointCommand.Find(Street.Draft())));
        Assert.False(May(Holder(Role.LeadUnit, line: "pharmacy"), filed, Street.Way[1]));
        Assert.False(May(Holder(Role.Street, place: "s2"), filed, new ServicePointCommand.Correct(Street.Listing)));
        Assert.False(May(street, filed, new ServicePointCommand.Move(PlaceId.Of("s2c1"), "划界")));
        Assert.True(May(Holder(Role.Community, place: "s1c1"), filed, new ServicePointCommand.Verify(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-20"))));
        Assert.False(May(Holder(Role.Community, place: "s1c1"), filed, new ServicePointCommand.Correct(Street.Listing)));

        static bool May(Grant grant, ServicePointState state, ServicePointCommand command)
            => Rights.May([grant], ServicePoint.Needs(state, command)!, Street.Places, Sample.Day("10-20"));
    }

    public static IEnumerable<TheoryDataRow<Registration, int>> EveryStepAtEvery()
        => from at in Enum.GetValues<Registration>() from next in Enumerable.Range(0, Street.Way.Length) select new TheoryDataRow<Registration, int>(at, next);

    private static Grant Holder(Role role, string? place = null, string? line = null)
        => new(role, place is null ? null : PlaceId.Of(place), line is null ? null : Circle.Domain.Plans.LineId.Of(line), null, Sample.Day("09-26"), null);

    private static bool IsInService(Street street) => ServicePointView.Of(street.State).IsInService;
}
