using Circle.Domain.Journal;
using Circle.Domain.Places;
using CsCheck;

namespace Circle.Domain.Tests.Places;

public sealed class OwnerMailTests
{
    private readonly OwnerMail mail = new();

    [Fact]
    public void Of_one_owner_one_row_is_out_and_of_what_comes_meanwhile_the_newest_leaves_next()
    {
        Assert.True(Post(Row("a", 1)));
        Assert.False(Post(Row("a", 3)));
        Assert.False(Post(Row("a", 2)));
        Assert.True(Post(Row("b", 1)));

        Assert.True(mail.TryNext(new StreamId("a"), out var next));
        Assert.Equal(3, next.Revision);
        Assert.False(Post(Row("a", 4)));
        Assert.True(mail.TryNext(new StreamId("a"), out next));
        Assert.Equal(4, next.Revision);
        Assert.False(mail.TryNext(new StreamId("a"), out _));

        Assert.Equal(1, mail.Owners);
        Assert.True(Post(Row("a", 5)));
    }

    [Fact]
    public void What_came_back_leaves_again_unless_something_newer_waits()
    {
        Post(Row("a", 5));
        Assert.Equal(5, mail.Again(Row("a", 5)).Revision);
        Post(Row("a", 4));
        Assert.Equal(5, mail.Again(Row("a", 5)).Revision);
        Post(Row("a", 6));
        Assert.Equal(6, mail.Again(Row("a", 5)).Revision);
    }

    [Fact]
    public void Past_the_limit_another_owner_s_row_is_let_go_and_those_underway_still_take_theirs()
    {
        for (var i = 0; i < OwnerMail.MaxOwners; i++) Assert.True(Post(Row($"r{i}", 1)));

        Assert.False(mail.Post(Row("one-more", 1), out var isLetGo));
        Assert.True(isLetGo);
        Assert.False(mail.Post(Row("r7", 2), out isLetGo));
        Assert.False(isLetGo);

        Assert.True(mail.TryNext(new StreamId("r7"), out _));
        Assert.False(mail.TryNext(new StreamId("r7"), out _));
        Assert.True(Post(Row("one-more", 1)));
    }

    /// <summary>Whatever fails once: in the end every owner has the last word on its row.</summary>
    [Fact]
    public void The_last_word_on_every_row_leaves()
        => Gen.Select(Gen.Int[0, 3], Gen.Int[1, 9], Gen.Int[0, 2]).Array[0, 60].Sample(steps =>
        {
            var box = new OwnerMail();
            var (newest, heard) = (new Dictionary<StreamId, long>(), new Dictionary<StreamId, long>());
            var flying = new Dictionary<StreamId, PlaceRow>();
            foreach (var (number, revision, step) in steps)
            {
                var row = Row($"r{number}", revision);
                newest[row.Id] = Math.Max(newest.GetValueOrDefault(row.Id), revision);
                if (box.Post(row, out _)) flying[row.Id] = row;
                if (step == 1) Arrive(row.Id);
                if (step == 2) flying[row.Id] = box.Again(flying[row.Id]);
            }

            while (flying.Count > 0) Arrive(flying.Keys.First());
            Assert.Equal(newest.OrderBy(r => r.Key, StreamId.Ordinal), heard.OrderBy(r => r.Key, StreamId.Ordinal));
            Assert.Equal(0, box.Owners);

            void Arrive(StreamId id)
            {
                if (!flying.Remove(id, out var row)) return;
                heard[id] = Math.Max(heard.GetValueOrDefault(id), row.Revision);
                if (box.TryNext(id, out var next)) flying[id] = next;
            }
        });

    private bool Post(PlaceRow row) => mail.Post(row, out _);

    private static PlaceRow Row(string id, long revision) => new(new StreamId(id), PlaceId.Of("s1"), revision, Tally.Empty);
}
