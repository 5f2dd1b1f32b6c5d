using Circle.Domain.Evidence;
using Circle.Domain.Plans;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Evidence;

public sealed class ReasonsTests
{
    private static readonly DateOnly Today = Day("11-12");

    private static readonly Line Room = Line(
        "room",
        Step("10-31", Stage.Completed) with { Label = "第二批", Source = "三（六）4" },
        Step("2014-06-30", Stage.Accepted) with { Label = "验收", Source = "三（六）4", Lead = new("区民政局", null) }) with
    { Lead = new("区司法局", "鲍红丽"), Source = "三（六）" };

    private static readonly StepStanding Second = new(Room.Steps[0].Id, "第二批", Day("10-31"), Stage.Completed, 32, 27);
    private static readonly StepStanding Acceptance = new(Room.Steps[1].Id, "验收", Day("2014-06-30"), Stage.Accepted, 48, 30);

    [Theory]
    [InlineData(Status.Behind)]
    [InlineData(Status.Missed)]
    public void Red_says_what_was_due_what_is_done_and_who_answers(Status status)
        => Says(
            Standing(status, Second, due: 32, owed: 5, late: 12),
            "第二批（10月31日）应完成 32 个，至今完成 27 个，欠 5 个，逾期 12 天；由区司法局 鲍红丽 负责（三（六）4）",
            "第二批 (31 Oct): 27 of 32 completed, 5 owed, 12 days overdue; 区司法局 鲍红丽 answers for it (三（六）4)");

    [Fact]
    public void What_is_owed_beyond_the_step_that_is_shown_is_said_too()
        => Says(
            Standing(Status.Behind, Second, due: 40, owed: 9, late: 1),
            "第二批（10月31日）应完成 32 个，至今完成 27 个，欠 5 个，逾期 1 天，到期任务共欠 9 个；由区司法局 鲍红丽 负责（三（六）4）",
            "第二批 (31 Oct): 27 of 32 completed, 5 owed, 1 day overdue, 9 owed over all steps that have passed; 区司法局 鲍红丽 answers for it (三（六）4)");

    [Fact]
    public void Amber_says_the_forecast_and_that_nobody_is_named()
        => Says(
            Standing(Status.AtRisk, Acceptance, forecast: new Forecast(Day("2014-07-05"), Day("2014-08-01"), Day("2014-07-20"), 0.125)),
            "验收（2014年6月30日）应通过验收 48 个，至今通过验收 30 个，还差 18 个，按近 28 天的进度预计2014年7月5日至2014年8月1日完成，按期完成的可能 13%；由区民政局负责，未录责任人（三（六）4）",
            "验收 (30 Jun 2014): 30 of 48 accepted, 18 to go; at the pace of the last 28 days expected between 5 Jul 2014 and 1 Aug 2014, odds in time 13%; 区民政局, no person named, answers for it (三（六）4)");

    [Fact]
    public void A_forecast_beyond_the_horizon_says_not_before()
        => Assert.Contains(
            "预计2016年11月12日以后才能完成，按期完成的可能 不到 1%",
            Reasons.Of(Room, Standing(Status.AtRisk, Acceptance, forecast: new Forecast(Day("2016-11-12"), null, null, 0.001)), null, Today).Zh);

    [Fact]
    public void Silence_says_since_when()
        => Says(
            Standing(Status.NoData, Acceptance),
            "自10月20日以来 23 天未报送（应每周报送）；验收（2014年6月30日）应通过验收 48 个，至今通过验收 30 个；由区民政局负责，未录责任人（三（六）4）",
            "Nothing reported since 20 Oct, 23 days (due every week); 验收 (30 Jun 2014): 30 of 48 accepted; 区民政局, no person named, answers for it (三（六）4)",
            "10-20");

    [Fact]
    public void What_is_on_track_says_what_comes_next()
        => Assert.Equal(
            "到期任务已全部完成，下一节点：验收（2014年6月30日）应通过验收 48 个，至今通过验收 30 个，还有 230 天；由区民政局负责，未录责任人（三（六）4）",
            Reasons.Of(Room, Standing(Status.OnTrack, Acceptance, due: 32), null, Today).Zh);

    [Theory]
    [InlineData(Status.NothingDue, 0, "目前没有到期任务，首个节点：验收（")]
    [InlineData(Status.OnTrack, 0, "正常，下一节点：验收（")]
    public void What_has_had_nothing_due_says_so(Status status, int due, string begins)
        => Assert.StartsWith(begins, Reasons.Of(Room, Standing(status, Acceptance, due), null, Today).Zh, StringComparison.Ordinal);

    [Fact]
    public void What_is_wholly_done_says_so()
        => Assert.Equal(
            "到期任务已全部完成：第二批（10月31日）应完成 32 个，至今完成 32 个；由区司法局 鲍红丽 负责（三（六）4）",
            Reasons.Of(Room, Standing(Status.OnTrack, Second with { Reached = 32 }, due: 32), null, Today).Zh);

    [Fact]
    public void A_place_of_which_nothing_is_asked_and_a_line_that_nobody_confirmed_say_so()
    {
        Assert.Equal("方案没有给这里安排任务", Reasons.Of(Room, Standing(Status.NothingDue, null), null, Today).Zh);
        Assert.StartsWith("基线未确认：", Reasons.Of(Room, Standing(Status.BaselineUnconfirmed, null), null, Today).Zh, StringComparison.Ordinal);
    }

    /// <summary>No state of a line is without its sentence, whatever it carries.</summary>
    [Fact]
    public void Every_state_has_a_sentence_in_both_languages()
        => Assert.All(Enum.GetValues<Status>(), status =>
        {
            var reason = Reasons.Of(Room, Standing(status, Second, forecast: new Forecast(Day("11-20"), Day("12-20"), null, 0.3)), Day("11-01"), Today);
            Assert.True(reason is { Zh.Length: > 5, En.Length: > 5 }, status.ToString());
        });

    private static void Says(LineStanding standing, string zh, string en, string? since = null)
        => Assert.Equal(new Reason(zh, en), Reasons.Of(Room, standing, since is null ? null : Day(since), Today));

    private static LineStanding Standing(Status status, StepStanding? step, long due = 0, long owed = 0, int late = 0, Forecast? forecast = null)
        => new(Room.Id, status, due, owed, 0, late, step, forecast);
}
