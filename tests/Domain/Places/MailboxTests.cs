using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using CsCheck;

namespace Circle.Domain.Tests.Places;

public sealed class MailboxTests
{
    private readonly Mailbox mailbox = new();

    [Fact]
    public void One_batch_is_out_at_a_time_and_what_comes_meanwhile_leaves_together()
    {
        mailbox.Post(Row("a", 1));
        Assert.Single(mailbox.Depart());

        mailbox.Post(Row("b", 1));
        mailbox.Post(Row("c", 1));
        Assert.True(mailbox.IsOut);
        Assert.Empty(mailbox.Depart());

        mailbox.Arrived();
        Assert.Equal(2, mailbox.Depart().Length);
        mailbox.Arrived();
        Assert.Empty(mailbox.Depart());
        Assert.False(mailbox.IsOut);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public void The_newest_revision_of_a_row_is_kept(long first, long second)
    {
        Assert.True(mailbox.Post(Row("a", first)));
        Assert.True(mailbox.Post(Row("a", second)));

        Assert.Equal(2, Assert.Single(mailbox.Depart()).Revision);
    }

    [Fact]
    public void A_full_mailbox_lets_a_new_row_go_and_still_takes_a_newer_revision()
    {
        for (var i = 0; i < Mailbox.MaxWaiting; i++) Assert.True(mailbox.Post(Row($"r{i}", 1)));

        Assert.False(mailbox.Post(Row("one-more", 1)));
        Assert.True(mailbox.Post(Row("r7", 2)));
        Assert.Equal(Mailbox.MaxWaiting, mailbox.Waiting);
        Assert.Equal(Mailbox.MaxTogether, mailbox.Depart().Length);
        Assert.True(mailbox.Post(Row("one-more", 1)));
    }

    [Fact]
    public void A_batch_that_came_back_does_not_overwrite_what_is_newer()
    {
        mailbox.Post(Row("a", 1));
        mailbox.Post(Row("b", 5));
        var batch = mailbox.Depart();
        mailbox.Post(Row("a", 2));

        mailbox.Return(batch);

        Assert.False(mailbox.IsOut);
        Assert.Equal([("a", 2L), ("b", 5L)], mailbox.Depart().Select(r => (r.Id.Value, r.Revision)).Order());
    }

    /// <summary>Whatever fails: once all has left, the last word on every row has left.</summary>
    [Fact]
    public void The_last_word_on_every_row_leaves()
        => Gen.Select(Gen.Int[0, 5], Gen.Int[1, 9], Gen.Int[0, 3]).Array[0, 60].Sample(steps =>
        {
            var box = new Mailbox();
            var (newest, heard) = (new Dictionary<string, long>(), new Dictionary<string, long>());
            ImmutableArray<PlaceRow> flying = [];
            foreach (var (row, revision, step) in steps.Append((0, 1, 0)))
            {
                var id = $"r{row}";
                newest[id] = Math.Max(newest.GetValueOrDefault(id), revision);
                box.Post(Row(id, revision));
                if (step == 1 && flying.IsEmpty) flying = box.Depart();
                if (step == 2 && !flying.IsEmpty) Arrive();
                if (step == 3 && !flying.IsEmpty)
                {
                    box.Return(flying);
                    flying = [];
                }
            }

            if (!flying.IsEmpty) Arrive();
            while (!(flying = box.Depart()).IsEmpty) Arrive();
            Assert.Equal(newest.OrderBy(r => r.Key), heard.OrderBy(r => r.Key));

            void Arrive()
            {
                foreach (var row in flying) heard[row.Id.Value] = Math.Max(heard.GetValueOrDefault(row.Id.Value), row.Revision);
                flying = [];
                box.Arrived();
            }
        });

    private static PlaceRow Row(string id, long revision) => new(new StreamId(id), PlaceId.Of("s1"), revision, Tally.Empty);
}
