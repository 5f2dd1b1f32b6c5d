using System.Collections.Immutable;
using System.Text;
using Circle.Domain.Search;
using CsCheck;

namespace Circle.Domain.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly ImmutableArray<string> Queries = ["yz", "姚", "姚砦", "lf", "理发", "yaozhai", "dc", "东昌", "路", "l", "姚z", "ABc", "57", "jia电", "药店", "东风昌家"];

    private static readonly Gen<SearchEntry> Entry = Gen.Select(SearchGen.Name, SearchGen.Name.Array[0, 2], Gen.Int[0, 3], Gen.Int[0, 20], Gen.Int[0, 3]).Select((name, aliases, kind, id, place) =>
        new SearchEntry((SearchKind)kind, $"{id}", name, [.. aliases], new($"s{place}"), new($"c{place}"), [$"丰产{place}街道", "姚砦社区"], ["理发美发", $"家电{place}"], id * place));

    [Fact]
    public void A_name_is_found_by_its_full_pinyin()
        => SearchGen.HanName.Sample(name => Assert.Contains(name, Found(name, string.Concat(Readings(name)))));

    [Fact]
    public void A_name_is_found_by_its_initials()
        => SearchGen.HanName.Sample(name => Assert.Contains(name, Found(name, string.Concat(Readings(name).Select(r => r[0])))));

    [Fact]
    public void A_name_is_found_by_its_initials_with_two_letters_where_they_are_one_sound()
        => SearchGen.HanName.Sample(name => Assert.Contains(name, Found(name, string.Concat(Readings(name).Select(r => r is ['z' or 'c' or 's', 'h', ..] ? r[..2] : r[..1])))));

    [Fact]
    public void A_name_is_found_by_any_two_characters_of_it_that_stand_together()
        => SearchGen.HanName.Sample(name => Assert.All(Enumerable.Range(0, name.Length - 1), i =>
        {
            Assert.Contains(name, Found(name, name.Substring(i, 2)));
            Assert.Contains(name, Found(name, string.Concat(Readings(name.Substring(i, 2)))));
            Assert.Contains(name, Found(name, string.Concat(name[i], Readings(name)[i + 1][0])));
        }));

    [Fact]
    public void A_long_name_is_found_without_one_of_its_characters()
        => SearchGen.HanName.Where(n => n.Length > 3).Sample(name => Assert.All(Enumerable.Range(0, name.Length), i => Assert.Contains(name, Found(name, name.Remove(i, 1)))));

    [Fact]
    public void A_long_name_is_found_with_one_letter_missing_or_changed_with_the_next()
        => SearchGen.HanName.Where(n => n.Length > 3).Sample(name =>
        {
            var letters = string.Concat(Readings(name).Take(4));
            Assert.All(Enumerable.Range(1, letters.Length - 2), i =>
            {
                Assert.Contains(name, Found(name, letters[..i] + letters[i + 1] + letters[i] + letters[(i + 2)..]));
            });
        });

    [Fact]
    public void Spans_lie_within_the_name_and_apart()
        => Gen.Select(SearchGen.Name.Array[1, 8], SearchGen.Name).Sample((names, text) =>
        {
            var index = SmallDirectory.Of(names.Select((n, i) => SmallDirectory.Named($"{i}", n)));
            Assert.All(index.Find(SmallDirectory.Ask(text)).Hits, hit =>
            {
                var end = -1;
                foreach (var span in hit.Spans)
                {
                    Assert.True(span.Start > end && span.Length > 0);
                    end = span.Start + span.Length;
                }

                Assert.True(end <= hit.Name.Length);
            });
        });

    [Fact]
    public void Putting_and_removing_leads_to_what_a_fresh_index_has()
        => Gen.Select(Entry, Gen.Bool).Array[0, 60].Sample(steps =>
        {
            var index = new SearchIndex(SmallDirectory.Words);
            var left = new Dictionary<(SearchKind, string), SearchEntry>();
            foreach (var (entry, isPut) in steps)
            {
                if (isPut) index.Put(entry);
                else Assert.Equal(left.ContainsKey((entry.Kind, entry.Id)), index.Remove(entry.Kind, entry.Id));
                if (isPut) left[(entry.Kind, entry.Id)] = entry;
                else left.Remove((entry.Kind, entry.Id));
            }

            AssertSame(SmallDirectory.Of(left.Values), index);
        });

    [Fact]
    public void The_order_in_which_entries_come_changes_nothing()
        => Gen.Select(Entry.Array[0, 60], Gen.Int).Sample((entries, seed) =>
        {
            var once = entries.DistinctBy(e => (e.Kind, e.Id)).ToArray();
            var shuffled = once.ToArray();
            new Random(seed).Shuffle(shuffled);

            AssertSame(SmallDirectory.Of(once), SmallDirectory.Of(shuffled));
        });

    [Fact]
    public void More_than_a_page_of_entries_is_found_changed_and_removed()
    {
        var index = SmallDirectory.Of(Enumerable.Range(0, 1_000).Select(i => SmallDirectory.Named($"{i}", "东昌")));
        Assert.Equal(1_000, index.Count);

        index.Put(SmallDirectory.Named("700", "姚砦"));
        Assert.True(index.Remove(SearchKind.ServicePoint, "300"));

        Assert.Equal(["700"], index.Ids("yz"));
        Assert.Equal((999, 998), (index.Count, index.Find(SmallDirectory.Ask("东昌")).Total));
    }

    [Fact]
    public void A_rebuild_has_the_new_entries_and_words_and_no_others()
    {
        var index = SmallDirectory.Of(SmallDirectory.Named("a", "姚砦"), SmallDirectory.Named("b", "东昌"));
        index.Rebuild([SmallDirectory.Named("a", "姚砦")], SearchWords.Empty);

        Assert.Equal(1, index.Count);
        Assert.Empty(index.Ids("姚寨"));
        Assert.Same(SearchWords.Empty, index.Words);
    }

    [Fact]
    public async Task Readers_see_each_change_whole_while_it_is_written()
    {
        var index = SmallDirectory.Of(Batch("东昌"));
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var total = index.Find(new SearchQuery("东昌", [])).Total;
                Assert.True(total is 0 or 600, $"{total}");
            }
        }, TestContext.Current.CancellationToken);
        for (var round = 0; round < 30; round++) index.Put(Batch(round % 2 == 0 ? "姚砦" : "东昌"));
        await done.CancelAsync();
        await reader;

        static IEnumerable<SearchEntry> Batch(string name) => Enumerable.Range(0, 600).Select(i => SmallDirectory.Named($"{i}", name));
    }

    private static ImmutableArray<string> Readings(string name) => [.. name.EnumerateRunes().Select(r => Pinyin.ReadingsOf(r)[0])];

    private static ImmutableArray<string> Found(string name, string text)
        => [.. SmallDirectory.Of([SmallDirectory.Named("it", name), .. SmallDirectory.All]).Find(new SearchQuery(text, [], Limit: 50)).Hits.Select(h => h.Name)];

    private static void AssertSame(SearchIndex expected, SearchIndex actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(Queries, text =>
        {
            var query = new SearchQuery(text, [], new("s1"), new("c2"), 50);
            Assert.Equal(Said(expected.Find(query)), Said(actual.Find(query)));
        });
    }

    [Fact]
    public void What_changes_while_it_is_built_anew_is_seen_at_once_and_afterwards()
    {
        var index = SmallDirectory.Of(SmallDirectory.All);
        index.Rebuild(Half());
        Assert.Equal(["new"], index.Ids("新开"));
        Assert.DoesNotContain("renzhai", index.Ids("任砦社区"));
        Assert.Equal("yaozhai", index.Ids("姚砦社区")[0]);

        IEnumerable<SearchEntry> Half()
        {
            foreach (var entry in SmallDirectory.All.Take(10)) yield return entry;
            index.Put(SmallDirectory.Named("new", "新开理发店"));
            index.Remove(SearchKind.Place, "renzhai");
            Assert.Equal(["new"], index.Ids("新开"));
            Assert.NotEmpty(index.Ids("老王铺子"));
            foreach (var entry in SmallDirectory.All.Skip(10)) yield return entry;
        }
    }

    [Fact]
    public void What_is_not_for_whoever_asks_is_neither_shown_nor_counted()
    {
        var index = SmallDirectory.Of(SmallDirectory.All);
        var all = index.Find(SmallDirectory.Ask("姚砦"));
        var mine = index.Find(SmallDirectory.Ask("姚砦"), e => e.Kind == SearchKind.Place);

        Assert.True(all.Total > mine.Total);
        Assert.Equal(all.Hits.Where(h => h.Kind == SearchKind.Place).Select(h => h.Id), mine.Hits.Select(h => h.Id));
        Assert.Equal(0, index.Find(SmallDirectory.Ask("姚塞社区"), _ => false).Total);
    }

    private static string Said(SearchAnswer answer)
        => answer.Hits.Aggregate(new StringBuilder($"{answer.Total}"), (text, h) => text.AppendLine().Append(h.Kind).Append(h.Id).Append(h.Way).Append(h.Through).Append(h.Shown())).ToString();
}
