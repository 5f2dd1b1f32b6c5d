using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Alerts;

/// <summary>What of an alert's life is told, and that its agenda holds it until it was.</summary>
public sealed class AlertNewsTests
{
    [Fact]
    public void It_waits_from_the_commit_that_made_it_until_it_is_told()
    {
        var alert = Watched.Street();
        Assert.True(alert.Try(new AlertCommand.Raise(alert.Found())));
        var row = Assert.Single(Alert.Agenda(alert.State), i => i.Kind == AlertCommand.TellNews.AgendaKind);
        Assert.Equal(("1", AgendaItem.AtOnce), (row.Key, row.Due));
        Assert.Equal([new AlertNews(NewsKind.Raised, 1, alert.Now, Rung.Street)], alert.State.News);

        alert.Start(row);
        Assert.DoesNotContain(Alert.Agenda(alert.State), i => i.Kind == AlertCommand.TellNews.AgendaKind);
        Assert.Equal("unchanged", alert.Code(new AlertCommand.TellNews(1)));
    }

    [Fact]
    public void What_comes_while_it_is_told_is_told_next()
    {
        var alert = Watched.Street();
        alert.Then(new AlertCommand.Raise(alert.Found())).Then(new AlertCommand.Close("方案调整")).Then(new AlertCommand.TellNews(1));
        Assert.Equal([NewsKind.Closed], alert.State.News.Select(n => n.Kind));
        Assert.Equal("2", Assert.Single(Alert.Agenda(alert.State)).Key);
    }

    [Fact]
    public void Every_rung_a_lapse_a_relapse_and_the_end_are_news()
    {
        var alert = Watched.Street();
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("10-08 09:30").Then(Watched.Promise("10-09"));
        alert.Jump("10-10 09:00").Then(new AlertCommand.Raise(alert.Found(AlertLevel.Missed)));
        alert.Then(new AlertCommand.Meet()).Then(new AlertCommand.Raise(alert.Found()));
        Assert.Equal([NewsKind.Worsened, NewsKind.Relapsed], alert.State.News.Select(n => n.Kind));
        Assert.Equal(alert.Open.Fired[^1].Rung, alert.State.News[^1].Highest);
        Assert.Equal(2, alert.Tellings);
    }

    [Fact]
    public void One_that_is_silenced_tells_nobody_but_that_it_is_over()
    {
        var alert = Watched.Street();
        alert.Then(new AlertCommand.Raise(alert.Found())).Then(new AlertCommand.TellNews(1)).Then(new AlertCommand.Silence(Sample.Day("10-20"), "施工"));
        alert.Then(new AlertCommand.Raise(alert.Found(AlertLevel.Missed)));
        Assert.Empty(alert.State.News);
        alert.Then(new AlertCommand.Close("方案调整"));
        Assert.Equal([NewsKind.Closed], alert.State.News.Select(n => n.Kind));
    }
}
