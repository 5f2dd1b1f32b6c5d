using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Supervisions;

/// <summary>One order, told from day to day. In October 2013 the 12th, a Saturday, is worked.</summary>
public sealed class SupervisionTests
{
    [Fact]
    public void From_issue_to_closure()
    {
        var order = Ordered.Issued();
        Assert.Equal("督办〔2013〕12号", SupervisionView.Of(order.State)!.Number);
        order.Until("10-10 11:00").Then(Ordered.Clerk, new SupervisionCommand.Sign());
        order.Until("10-20 11:00").Then(Ordered.Clerk, new SupervisionCommand.Reply("已建成", [Photo]) { Kept = [Photo] });
        order.Until("10-21 11:00").Then(Ordered.Inspector, new SupervisionCommand.SendBack("照片看不清"));
        order.Until("10-22 11:00").Then(Ordered.Clerk, new SupervisionCommand.Reply("补拍", [Photo]) { Kept = [Photo] });
        order.Until("10-23 11:00").Then(Ordered.Inspector, new SupervisionCommand.Pass(null));
        order.Until("10-24 11:00").Then(Ordered.Office, new SupervisionCommand.Close("属实")).Until("12-31 09:00");
        Assert.Equal((SupervisionStage.Closed, 7), (order.State.Stage, order.Events.Count));
        Assert.Equal([false, true], order.State.Replies.Select(r => r.HasPassed));
        Assert.Equal("照片看不清", order.State.Replies[0].Check!.Note);
        Assert.Empty(Supervision.Agenda(order.State));
    }

    [Theory]
    // Signed for by the end of the second working day after the 9th, the 11th; the 12th is worked.
    [InlineData("s1c1", "Community 10-12 09:00", "Street 10-14 09:00", "LeadUnit 10-16 09:00", "District 10-18 09:00")]
    [InlineData("s1", "Street 10-12 09:00", "LeadUnit 10-15 09:00", "District 10-17 09:00")]
    public void Nobody_signs_for_it_and_each_rung_hears_once(string unit, params string[] fired)
    {
        var order = Ordered.Issued(unit).Until("12-31 23:59");
        Assert.Equal(fired, order.Fired());
        Assert.Empty(Supervision.Agenda(order.State));
    }

    [Fact]
    public void No_reply_by_the_deadline_is_late_from_the_next_working_morning()
    {
        // The 26th is a Saturday.
        var order = Ordered.Issued(deadline: "10-26").Then(Ordered.Clerk, new SupervisionCommand.Sign());
        Assert.Empty(order.Until("10-28 08:59").Fired());
        Assert.Equal(["Community 10-28 09:00"], order.Until("10-28 09:00").Fired());
    }

    [Fact]
    public void Signed_for_after_its_deadline_it_is_late_the_next_working_morning_and_no_rung_hears_in_the_past()
    {
        var order = Ordered.Issued(deadline: "10-10").Until("10-19 10:00").Then(Ordered.Clerk, new SupervisionCommand.Sign());
        Assert.Equal(Watched.At("10-21 09:00"), order.State.Wait!.LateFrom);
    }

    [Fact]
    public void A_reply_that_nobody_checks_and_a_pass_that_nobody_closes_go_to_the_district()
    {
        var order = Ordered.Replied().Until("10-14 09:00");
        Assert.Equal(["District 10-14 09:00"], order.Fired());
        order.Then(Ordered.Inspector, new SupervisionCommand.Pass(null)).Until("11-30 09:00");
        Assert.Equal(["District 10-18 09:00"], order.Fired());
    }

    [Theory]
    [InlineData("10-10", "10-14 09:00")]
    [InlineData("10-25", "10-28 09:00")]
    public void What_was_sent_back_has_until_its_deadline_or_three_working_days(string deadline, string late)
        => Assert.Equal(
            Watched.At(late),
            Ordered.Issued(deadline: deadline).Then(Ordered.Clerk, new SupervisionCommand.Sign()).Then(Ordered.Clerk, new SupervisionCommand.Reply("已开工", []))
                .Then(Ordered.Inspector, new SupervisionCommand.SendBack("未开工")).State.Wait!.LateFrom);

    [Fact]
    public void A_clock_that_jumps_by_a_month_fires_one_rung_and_gives_the_next_its_time()
    {
        var order = Ordered.Issued().Jump("11-12 10:00");
        Assert.Equal(["Community 11-12 10:00"], order.Fired());
        Assert.Equal(new LadderStep(Rung.Street, Watched.At("11-13 09:00")), order.State.Wait!.Next);
    }

    [Fact]
    public void What_is_told_too_early_or_by_the_wrong_person_says_why()
    {
        var order = Ordered.Issued();
        Assert.Equal(["not-signed"], order.Codes(Ordered.Clerk, new SupervisionCommand.Reply("已开工", [])));
        Assert.Equal(["not-replied"], order.Codes(Ordered.Inspector, new SupervisionCommand.Pass(null)));
        order.Then(Ordered.Clerk, new SupervisionCommand.Sign());
        Assert.Equal(["signed"], order.Codes(Ordered.Clerk, new SupervisionCommand.Sign()));
        order.Then(Ordered.Clerk, new SupervisionCommand.Reply("已开工", []));
        Assert.Equal(["replied"], order.Codes(Ordered.Clerk, new SupervisionCommand.Reply("再告", [])));
        Assert.Equal(["own-reply"], order.Codes(Ordered.Clerk, new SupervisionCommand.Pass(null)));
        Assert.Equal(["own-reply"], order.Codes(Ordered.Clerk, new SupervisionCommand.SendBack("不实")));
        Assert.Equal(["not-passed"], order.Codes(Ordered.Office, new SupervisionCommand.Close(null)));
        order.Then(Ordered.Inspector, new SupervisionCommand.Pass(null));
        Assert.Equal(["not-issuer"], order.Codes(Ordered.Leader, new SupervisionCommand.Close(null)));
        Assert.Equal(["reason required"], order.Codes(Ordered.Leader, new SupervisionCommand.Withdraw(" ")));
        order.Then(Ordered.Leader, new SupervisionCommand.Withdraw("下发人已调离"));
        Assert.Equal(["ended"], order.Codes(Ordered.Office, new SupervisionCommand.Close(null)));
        Assert.Equal(["issued"], order.Codes(Ordered.Office, Ordered.Order()));
        Assert.Equal(["id unknown"], new Ordered().Codes(Ordered.Clerk, new SupervisionCommand.Sign()));
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var order = Ordered.Order("nowhere", "10-08") with { Matter = new SupervisionMatter(PlaceId.Of("x"), LineId.Of("x"), StepId.Of("x"), null, ""), Instruction = "" };
        Assert.Equal(
            ["place unknown", "line unknown", "step unknown", "matter required", "unit unknown", "deadline out-of-range", "instruction required"], new Ordered().Codes(Ordered.Office, order));
        Assert.Equal(["unit not-allowed"], new Ordered().Codes(Ordered.Office, Ordered.Order("district")));
        Assert.Equal(["no-number"], new Ordered().Codes(Ordered.Office, Ordered.Order() with { Number = null }));
        var replied = Ordered.Issued().Then(Ordered.Clerk, new SupervisionCommand.Sign());
        Assert.Equal(
            ["text required", "evidence too-many", "evidence/0/blob wrong-shape", "evidence/0/name required", "evidence/0/mediaType unknown", "evidence/0/bytes out-of-range"],
            replied.Codes(Ordered.Clerk, new SupervisionCommand.Reply("", [new ReplyFile(BlobId.Of("x"), "", "text/html", 0), .. Enumerable.Repeat(Photo, 9)])));
    }

    [Fact]
    public void A_reply_names_what_was_kept_for_it_as_it_was_kept()
    {
        var signed = Ordered.Issued().Then(Ordered.Clerk, new SupervisionCommand.Sign());
        Assert.Equal(["evidence not-uploaded"], signed.Codes(Ordered.Clerk, new SupervisionCommand.Reply("已建成", [Photo])));
        Assert.Equal(["evidence not-uploaded"], signed.Codes(Ordered.Clerk, new SupervisionCommand.Reply("已建成", [Photo]) { Kept = [Photo with { MediaType = ReplyFile.Pdf }] }));
        signed.Then(Ordered.Clerk, new SupervisionCommand.Reply("已建成", [Photo]) { Kept = [Photo] });
    }

    [Theory]
    [InlineData(Role.Leadership, null, null, "issue close withdraw")]
    [InlineData(Role.Programme, null, null, "issue close withdraw check")]
    [InlineData(Role.Inspector, null, null, "check")]
    [InlineData(Role.Street, "s1", null, "sign reply")]
    [InlineData(Role.Street, "s2", null, "")]
    [InlineData(Role.Community, "s1c1", null, "sign reply")]
    [InlineData(Role.Community, "s1c2", null, "")]
    [InlineData(Role.LeadUnit, null, "park", "")]
    [InlineData(Role.Auditor, null, null, "")]
    public void Each_role_may_do_its_part_for_its_own_unit(Role role, string? place, string? line, string may)
        => Assert.Equal(may, MayDo(Ordered.Issued().State, role, place, line));

    [Theory]
    [InlineData(Role.LeadUnit, null, "park", "sign reply")]
    [InlineData(Role.LeadUnit, null, "clinic", "")]
    [InlineData(Role.Street, "s1", null, "")]
    public void A_lead_units_order_is_its_own(Role role, string? place, string? line, string may)
    {
        var state = Ordered.Issued().State;
        Assert.Equal(may, MayDo(state with { Order = state.Order! with { Unit = new AnsweringUnit(Sample.District, LineId.Of("park")) } }, role, place, line));
    }

    [Fact]
    public void A_year_gives_each_order_one_number_and_none_twice()
    {
        var state = NumberBook.Empty;
        foreach (var id in (string[])["a", "b", "c"]) state = Assert.IsType<NumberBookState>(Allot(state, id));
        Assert.Null(Allot(state, "b"));
        Assert.Equal([1, 2, 3], state.Numbers.Values.Select(n => n.Serial).Order());
        Assert.Null(Allot(new NumberBookState(Enumerable.Range(1, NumberBook.MostNumbers).ToImmutableDictionary(n => SupervisionId.Of($"o{n}"), n => new SupervisionNumber(2013, n))), "z"));
    }

    private static readonly ReplyFile Photo = new(BlobId.OfContent("photo"u8), "现场.jpg", ReplyFile.Jpeg, 10);

    private static string MayDo(SupervisionState state, Role role, string? place, string? line)
    {
        var grant = new Grant(role, place is null ? null : PlaceId.Of(place), line is null ? null : LineId.Of(line), null, Sample.Day("09-01"), null);
        (string Name, SupervisionCommand Command)[] all =
        [
            ("issue", Ordered.Order()), ("close", new SupervisionCommand.Close(null)), ("withdraw", new SupervisionCommand.Withdraw("重复")), ("sign", new SupervisionCommand.Sign()),
            ("reply", new SupervisionCommand.Reply("已开工", [])), ("check", new SupervisionCommand.Pass(null)),
        ];
        return string.Join(' ', all.Where(c => Rights.May([grant], Supervision.Needs(state, c.Command)!, Sample.Tree(2, 1), Sample.Day("10-10"))).Select(c => c.Name));
    }

    private static NumberBookState? Allot(NumberBookState state, string id)
        => NumberBook.Decide(state, new NumberCommand.Allot(2013, SupervisionId.Of(id)), new Circumstances(Watched.At("10-09 10:00"), Actor.Timekeeper, null, Sample.Tree(1))) is Decision<NumberEvent>.Accepted accepted
            ? NumberBook.Fold(state, new Recorded<NumberEvent>(accepted.Events[0].Event, 1, Actor.Timekeeper, Watched.At("10-09 10:00")))
            : null;
}
