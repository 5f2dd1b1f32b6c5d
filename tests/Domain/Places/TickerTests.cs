using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Places;

/// <summary>What a ticker shows is what rows and children say now, in whatever order it was heard.</summary>
public sealed class TickerTests
{
    private static readonly PlaceId Street = PlaceId.Of("s1");
    private static readonly DateTimeOffset Start = new(2013, 11, 12, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Commits of twenty rows: (row, seconds since the last one, what becomes of it).</summary>
    private static readonly Gen<PlaceRow[]> Commits = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 5], Gen.Int[0, 9]).Array[0, 80].Select(static commits =>
    {
        var (revision, at) = (new int[20], Start);
        return commits.Select(c => new PlaceRow(
            new StreamId($"facility:{c.Item1:00}"),
            c.Item3 == 0 ? PlaceId.Of("s2") : Street,
            ++revision[c.Item1],
            Tally.Empty,
            c.Item3 == 1 ? null : new Happening(new StreamId($"facility:{c.Item1:00}"), "facility.completed", at += TimeSpan.FromSeconds(c.Item2), "l", "调解室", null))).ToArray();
    });

    [Fact]
    public void The_newest_twelve_of_the_rows_that_are_here_in_whatever_order_they_came()
        => Gen.Select(Commits, Gen.Int).Sample((commits, seed) =>
        {
            var newest = commits.GroupBy(r => r.Id).Select(g => g.Last()).Where(r => r.Region == Street && r.Latest is not null)
                .OrderByDescending(r => r.Latest!.At).ThenBy(r => r.Id.Value, StringComparer.Ordinal).Take(12).Select(r => r.Latest!).ToList();

            Assert.Equal(newest, Of(commits));
            Assert.Equal(newest, Of(new Random(seed).Shuffled(commits)));
            Assert.Equal(newest, Of([.. commits, .. commits]));
        });

    [Fact]
    public void A_parent_shows_the_newest_of_all_its_children_and_drops_one_that_left()
    {
        var parent = new RegionSums(Sample.District);
        parent.Take(Report("s1", 1, 3, 1));
        parent.Take(Report("s2", 1, 2));

        Assert.Equal([3, 2, 1], parent.Ticker.Select(i => (i.What.At - Start).Seconds));
        parent.Take(Report("s2", 2, 5, 2));
        Assert.Equal([5, 3, 2, 1], parent.Ticker.Select(i => (i.What.At - Start).Seconds));

        // As before where a report says nothing of it.
        parent.Take(Report("s2", 3) with { Ticker = null });
        Assert.Equal(4, parent.Ticker.Length);
        parent.Drop(PlaceId.Of("s1"));
        Assert.Equal([5, 2], parent.Ticker.Select(i => (i.What.At - Start).Seconds));
    }

    /// <summary>Rows of a region's own come and go, children report newer or fewer happenings and leave; asked after each, or not.</summary>
    [Fact]
    public void After_whatever_happened_it_is_the_newest_twelve_of_all_there_is()
        => Gen.Select(Gen.Int[0, 99], Gen.Int[0, 19], Gen.Int[0, 60], Gen.Int[0, 14]).Array[0, 120].Sample(steps =>
        {
            var (sums, n) = (new RegionSums(Street), 0L);
            var (rows, below) = (new Dictionary<int, TickerItem>(), new Dictionary<int, TickerItem[]>());
            foreach (var (kind, which, second, many) in steps)
            {
                var child = which % 3;
                switch (kind)
                {
                    case < 45:
                        rows[which] = new(Street, Happened($"{which:00}", second));
                        sums.Take(new PlaceRow(new StreamId($"facility:{which:00}"), Street, ++n, Tally.Empty, rows[which].What));
                        break;
                    case < 60:
                        rows.Remove(which);
                        var (region, id) = (kind < 53 ? PlaceId.Of("s2") : Street, new StreamId($"facility:{which:00}"));
                        sums.Take(new PlaceRow(id, region, ++n, Tally.Empty, kind < 53 ? Happened($"{which:00}", second) : null));
                        break;
                    case < 95:
                        var newest = Enumerable.Range(0, many).Select(i => new TickerItem(PlaceId.Of($"c{child}"), Happened($"{child}-{i}", second - i))).ToArray();
                        below[child] = [.. newest.Take(12)];
                        sums.Take(new RegionReport(PlaceId.Of($"c{child}"), Street, null, new Revision(1, ++n), [], [.. newest]));
                        break;
                    default:
                        below.Remove(child);
                        sums.Drop(PlaceId.Of($"c{child}"));
                        break;
                }

                if (kind % 3 == 0) Assert.Equal(Newest(rows.Values.Concat(below.Values.SelectMany(b => b))), sums.Ticker);
            }

            Assert.Equal(Newest(rows.Values.Concat(below.Values.SelectMany(b => b))), sums.Ticker);
        });

    [Fact]
    public void Its_revision_rises_only_when_it_changes()
    {
        var sums = new RegionSums(Street);
        var row = new PlaceRow(new StreamId("facility:a"), Street, 1, Tally.Empty, Happened("a", 1));
        sums.Take(row);
        _ = sums.Ticker;
        var before = sums.TickerRevision;

        sums.Take(row with { Revision = 2 });
        Assert.Equal(before, sums.TickerRevision);
        sums.Take(row with { Revision = 3, Latest = Happened("a", 2) });
        Assert.True(sums.TickerRevision > before);
    }

    private static IEnumerable<TickerItem> Newest(IEnumerable<TickerItem> all)
        => all.OrderByDescending(i => i.What.At).ThenBy(i => i.What.Row.Value, StringComparer.Ordinal).Take(12);

    private static List<Happening> Of(IEnumerable<PlaceRow> rows)
    {
        var sums = new RegionSums(Street);
        foreach (var row in rows) sums.Take(row);
        return [.. sums.Ticker.Select(i => i.What)];
    }

    private static Happening Happened(string id, int second) => new(new StreamId($"facility:{id}"), "facility.completed", Start.AddSeconds(second), "l", "调解室", null);

    private static RegionReport Report(string region, long n, params int[] seconds) => new(
        PlaceId.Of(region), Sample.District, null, new Revision(1, n), [],
        [.. seconds.Select(s => new TickerItem(PlaceId.Of(region), Happened($"{region}-{s}", s)))]);
}
