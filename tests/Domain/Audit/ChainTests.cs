using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using CsCheck;

namespace Circle.Domain.Tests.Audit;

public sealed class ChainTests
{
    private static readonly HeadsDigest Digest = new(
        3, new DateOnly(2026, 11, 29), new DateTimeOffset(2026, 11, 28, 16, 10, 0, TimeSpan.Zero),
        new JournalDigest(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), new DateTimeOffset(2026, 11, 28, 16, 9, 0, TimeSpan.Zero), [new KindDigest("facility", 2, 7, "aa")]),
        [new ChainHead("sign-in", 9, "bb")], "cc");

    [Fact]
    public void Any_change_of_any_field_of_an_entry_shows()
    {
        var entry = new AuditEntry("sign-in", 4, 5, "signedIn", "account:a", "account:a", "10.0.0.1", true, "n", "p", "");
        AuditEntry[] changed =
        [
            entry with { Chain = "x" }, entry with { Version = 5 }, entry with { At = 6 }, entry with { Action = "x" }, entry with { Actor = null }, entry with { Actor = "" },
            entry with { Subject = "x" }, entry with { Address = null }, entry with { IsDone = false }, entry with { Note = null }, entry with { Note = "" }, entry with { PreviousHash = "" },
            entry with { Actor = "account:aa", Subject = "ccount:a" },
        ];

        Assert.Equal(changed.Length + 1, changed.Append(entry).Select(e => e.Reckoned()).Distinct().Count());
    }

    [Fact]
    public void A_digest_is_read_as_it_was_written_and_not_when_anything_in_it_was_changed()
    {
        Assert.Equal(Digest.Hash, HeadsDigest.Read(Digest.ToJson())!.Hash);
        foreach (var path in (string[])["number", "day", "takenAt", "previous", "journal/before", "journal/database", "journal/kinds/0/events", "journal/kinds/0/hash", "audit/0/version", "audit/0/chain"])
        {
            var json = JsonNode.Parse(Digest.ToJson())!;
            var parts = path.Split('/');
            var holder = parts[..^1].Aggregate(json, (node, part) => int.TryParse(part, out var i) ? node[i]! : node[part]!);
            holder[parts[^1]] = parts[^1] switch
            {
                "number" or "events" or "version" => 1,
                "day" => "2026-11-28",
                "takenAt" or "before" => "2026-11-28T00:00:00Z",
                "database" => Guid.Empty,
                _ => "dd",
            };
            Assert.Null(HeadsDigest.Read(json.ToJsonString()));
        }

        foreach (var none in (string[])["", "{}", "null", "[]", "1", """{"number":1}"""]) Assert.Null(HeadsDigest.Read(none));
    }

    [Fact]
    public void A_fold_depends_on_every_head_and_tells_kinds_apart()
        => Gen.Select(Gen.Int[1, 20], Gen.Int[0, 19]).Sample((count, which) =>
        {
            var heads = Enumerable.Range(0, count).Select(i => (Stream: new StreamId($"facility:{i:00}"), Version: i + 1L, Hash: $"h{i}")).ToList();
            var changed = heads.Select((h, i) => i == which % count ? h with { Hash = "other" } : h);
            var shorter = heads.Select((h, i) => i == which % count ? h with { Version = h.Version - 1 } : h);

            Assert.NotEqual(Fold(heads), Fold(changed));
            Assert.NotEqual(Fold(heads), Fold(shorter));
            Assert.Equal(["facility", "plan"], Fold([.. heads, (new StreamId("plan:district"), 1, "x")]).Select(k => k.Kind));
            Assert.Equal(count * (count + 1) / 2, Fold(heads)[0].Events);
        });

    private static ImmutableArray<KindDigest> Fold(IEnumerable<(StreamId Stream, long Version, string Hash)> heads)
    {
        using var fold = new HeadFold();
        foreach (var (stream, version, hash) in heads) fold.Add(stream, version, hash);
        return fold.Done();
    }
}
