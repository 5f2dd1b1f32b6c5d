using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Places;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Delivery;

public sealed class DeliveryMessageTests
{
    [Fact]
    public void A_line_says_where_what_and_how_much_the_worst_first()
        => Assert.Equal(
            [
                "［超期］广电社区 · 调解室：第三批，触发、升级；欠 1/2，应于 2013-09-30 完成",
                "［滞后］广电社区 · 调解室：第一批，触发、升级；欠 1/2，应于 2013-09-30 完成",
            ],
            Message([Told("第一批", AlertLevel.Behind), Told("第三批", AlertLevel.Missed)]).Lines(10, _ => true));

    [Theory]
    [InlineData(AlertRule.Tickets, "", "［提醒］广电社区 · 调解室：热线工单超时，触发；欠 2/5，应于 2013-10-10 完成")]
    [InlineData(AlertRule.Spike, "游园", "［提醒］广电社区 · 调解室：游园诉求激增，触发；2013-10-10 起 2 件")]
    [InlineData(AlertRule.SilentTeam, "青年志愿者一队", "［提醒］广电社区 · 调解室：青年志愿者一队没有活动记录，触发；应于 2013-10-10 前有活动")]
    [InlineData(AlertRule.LifeSafety, "1010-0007", "［提醒］广电社区 · 调解室：特急工单 1010-0007 超时，触发；欠 2/5，应于 2013-10-10 完成")]
    public void What_people_call_about_has_words_of_its_own(AlertRule rule, string label, string line)
    {
        var told = Told(label, AlertLevel.Notice);
        var now = told.Now with { Key = told.Now.Key with { Rule = rule }, Facts = new AlertFacts(AlertLevel.Notice, label, 2, 5, Sample.Day("10-10")) };
        Assert.Equal([line], Message([told with { Kinds = [NewsKind.Raised], Now = now }]).Lines(10, _ => true));
    }

    [Theory]
    [InlineData(3, 0, 2, "另有 1 条，见预警台")]
    [InlineData(2, 7, 2, "另有 7 条，见预警台")]
    [InlineData(0, 4, 1, "另有 4 条，见预警台")]
    public void What_is_not_told_is_counted(int alerts, int more, int most, string last)
    {
        var lines = Message([.. Enumerable.Range(0, alerts).Select(i => Told($"第{i}批", AlertLevel.Behind))], more).Lines(most, _ => true);
        Assert.Equal((Math.Min(alerts, most) + 1, last), (lines.Length, lines[^1]));
    }

    [Fact]
    public void A_text_that_would_be_too_long_ends_with_the_count()
    {
        var lines = Message([.. Enumerable.Range(0, 100).Select(i => Told($"第{i}批", AlertLevel.Behind))]).Lines(50, l => string.Join('\n', l).Length <= 300);
        Assert.InRange(string.Join('\n', lines).Length, 100, 300);
        Assert.Equal($"另有 {100 - (lines.Length - 1)} 条，见预警台", lines[^1]);
    }

    [Fact]
    public void A_rehearsal_and_a_test_say_so()
        => Assert.Equal(("【演练】投递测试", "r1-7"), ((Message([]) with { IsTest = true, IsRehearsal = true }).Title, Message([]).Id));

    public static TheoryData<Channel> Channels => new(Enum.GetValues<Channel>());

    /// <summary>Tests and what is only counted as well: they would say that all is well.</summary>
    [Theory]
    [MemberData(nameof(Channels))]
    public void Of_stages_a_webhook_alone_tells(Channel channel)
    {
        var message = Message([], 1);
        var stage = new HeardTicket(TicketId.Of("t"), 1, "410100-1", new TicketNumber(Sample.Day("10-10"), 1), TicketStage.Received, Watched.At("10-10 09:00"), null);
        Assert.Null(message.Unfit(channel));
        foreach (var city in (DeliveryMessage[])[message with { Topic = ReceiverTopic.CityTickets }, message with { Topic = ReceiverTopic.CityTickets, IsTest = true }, message with { Tickets = [new MessageTicket(stage, null, null)] }])
            Assert.Equal(channel == Channel.Webhook, city.Unfit(channel) is null);
        Assert.InRange((message with { Topic = ReceiverTopic.CityTickets }).Unfit(Channel.Mail)!.Length, 1, Receiver.MaxFailure);
    }

    private static DeliveryMessage Message(ImmutableArray<MessageAlert> alerts, int more = 0) => new(ReceiverId.Of("r1"), 7, 1, Watched.At("10-10 10:00"), false, false, alerts, more, null);

    private static MessageAlert Told(string label, AlertLevel level)
    {
        var key = new AlertKey(AlertRule.Step, PlaceId.Of("s1c1"), Watched.Line, label);
        var now = new AlertView(AlertId.Of(key), key, new AlertFacts(level, label, 1, 2, Sample.Day("09-30")), false, 1, Watched.At("10-10 09:00"), [], null, null, 0, null, null, null, false);
        return new MessageAlert(now.Id, 3, [NewsKind.Raised, NewsKind.Escalated], now.RaisedAt, "广电社区", "调解室", now);
    }
}
