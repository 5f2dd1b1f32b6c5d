using Circle.Domain.Places;

namespace Circle.Web.Walls;

/// <summary>The feeds that screens of this node watch: one per region, gone with its last screen.</summary>
internal sealed class WallFeeds(IGrainFactory grains, TimeProvider real, ILogger<WallFeed> log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<PlaceId, WallFeed> feeds = [];

    public WallFeed Join(PlaceId place)
    {
        lock (gate)
        {
            if (!feeds.TryGetValue(place, out var feed))
            {
                feeds[place] = feed = new WallFeed(place, grains, real, log);
                using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => feed.RunAsync(() => IsWanted(place, feed)));
            }

            feed.Screens++;
            return feed;
        }
    }

    public void Leave(WallFeed feed)
    {
        lock (gate) feed.Screens--;
    }

    private bool IsWanted(PlaceId place, WallFeed feed)
    {
        lock (gate)
        {
            if (feed.Screens > 0) return true;
            feeds.Remove(place);
            return false;
        }
    }
}
