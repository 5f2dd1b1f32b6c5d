using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Grains.Plans;

namespace Circle.Grains.Delivery;

/// <summary>What an alert has to tell.</summary>
/// <param name="News">At least one.</param>
public sealed record ToldAlert(AlertId Alert, AlertKey Key, AlertLevel Level, bool IsHeldBack, ImmutableArray<AlertNews> News);

/// <summary>Between this silo's alerts and their receivers.</summary>
public sealed class NewsDesk(IReceiverRows receivers, IGrainFactory grains, Atlas atlas, TimeProvider real) : LanedDesk<ToldAlert, AlertId, HeardAlert>(receivers, grains, real)
{
    private protected override AlertId KeyOf(ToldAlert news) => news.Alert;

    private protected override HeardAlert? HeardBy(ReceiverTerms terms, ToldAlert news, long told)
    {
        var places = atlas.Places;
        var heard = news.News.Where(n => n.Version > told && terms.Hears(places, news.Key, news.Level, news.IsHeldBack, n.Highest)).OrderBy(n => n.Version).ToImmutableArray();
        return heard.IsEmpty ? null : new HeardAlert(news.Alert, heard[^1].Version, [.. heard.Select(n => n.Kind)], heard[0].At, AlertKey.IsUrgent(news.Key.Rule));
    }

    private protected override long VersionOf(HeardAlert heard) => heard.Version;

    /// <summary>The same version told with other kinds of news is another telling.</summary>
    private protected override (CommandId Id, ReceiverCommand Command) CommandOf(ReceiverId receiver, ImmutableArray<HeardAlert> heard)
        => (CommandId.Derive(["hear", receiver.Value, .. heard.Select(h => $"{h.Alert}/{h.Version}/{string.Join('+', h.Kinds)}/{h.Since:O}")]), new ReceiverCommand.Hear(heard));
}
