using Circle.Domain.Journal;
using CsCheck;

namespace Circle.Domain.Tests.Journal;

public sealed class EnvelopeTests
{
    private static readonly DateTimeOffset Time = new(2013, 10, 1, 8, 30, 0, TimeSpan.FromHours(8));

    private static readonly Envelope Stored = new(
        new StreamId("facility:f"), 3, "facility.filed", 1, """{"on":"2013-10-01"}""", new CommandId(new Guid("0199a0d2-7b1c-7000-8000-000000000001")),
        "ab", new Actor("street:a"), Time, Time.AddHours(-3), "cd");

    /// <summary>Old journals are verified against their hashes for ever: this value never changes.</summary>
    [Fact]
    public void The_hash_of_a_stored_event_stays_what_it_is()
        => Assert.Equal("a1e726e743193df2e9fa57071fa78cceaceb0110f6c68f794b4e355fe92e1319", Stored.Hash);

    [Fact]
    public void Every_field_changes_the_hash()
    {
        Envelope[] others =
        [
            Stored with { Stream = new StreamId("facility:g") },
            Stored with { Version = 4 },
            Stored with { Type = "facility.resumed" },
            Stored with { Schema = 2 },
            Stored with { Data = "{}" },
            Stored with { Command = new CommandId(new Guid("0199a0d2-7b1c-7000-8000-000000000002")) },
            Stored with { Command = null },
            Stored with { PayloadHash = "ac" },
            Stored with { PayloadHash = null },
            Stored with { Actor = new Actor("street:b") },
            Stored with { RecordedAt = Time.AddMicroseconds(1) },
            Stored with { EffectiveAt = Time },
            Stored with { PreviousHash = "" },
        ];

        Assert.Equal(others.Length + 1, others.Append(Stored).Select(e => e.Hash).Distinct().Count());

        // A field that is added to the envelope has to be added here and to the hash.
        Assert.Equal(11, typeof(Envelope).GetConstructors()[0].GetParameters().Length);
    }

    [Fact]
    public void The_same_instant_in_another_zone_has_the_same_hash_and_a_tick_less_than_a_microsecond_too()
    {
        Assert.Equal(Stored.Hash, (Stored with { RecordedAt = Time.ToUniversalTime() }).Hash);
        Assert.Equal(Stored.Hash, (Stored with { RecordedAt = Time.AddTicks(9) }).Hash);
        Assert.NotEqual(Stored.Hash, (Stored with { RecordedAt = Time.AddTicks(10) }).Hash);
    }

    [Fact]
    public void A_time_cut_to_microseconds_is_what_databases_give_back()
        => Gen.Select(Gen.DateTimeOffset, Gen.Int[0, 9]).Sample((time, ticks) =>
        {
            if (time.Year is < 2 or > 9_998) return;
            var cut = Envelope.ToMicroseconds(time.AddTicks(ticks));

            Assert.InRange((time.AddTicks(ticks) - cut).Ticks, 0, TimeSpan.TicksPerMicrosecond - 1);
            Assert.Equal(TimeSpan.Zero, cut.Offset);
            Assert.Equal(cut, Envelope.ToMicroseconds(cut));
            Assert.Equal(cut, Envelope.FromUnixMicroseconds(Envelope.UnixMicroseconds(cut)));
        });

    [Fact]
    public void A_derived_id_depends_on_its_cause_alone_and_never_changes()
    {
        Assert.Equal("60113fdf-00e7-288b-9b7d-97a1a1db3f39", CommandId.Derive("facility:f", "resume", "2013-11-26", "7").ToString());
        Assert.Equal(CommandId.Derive("a", "b"), CommandId.Derive("a", "b"));

        string[][] causes = [["a", "b"], ["ab"], ["b", "a"], ["a", "b", ""], ["a"], []];
        Assert.Equal(causes.Length, causes.Select(c => CommandId.Derive(c)).Distinct().Count());
    }

    [Theory]
    [InlineData("facility:a", "facility", "a")]
    [InlineData("facility:a:b", "facility", "a:b")]
    [InlineData("place:", "place", "")]
    public void A_stream_is_named_by_kind_and_id(string value, string kind, string id)
    {
        Assert.Equal((kind, id, value), (new StreamId(value).Kind, new StreamId(value).Id, StreamId.Of(kind, id).ToString()));
    }

    [Fact]
    public void Streams_are_locked_in_the_order_of_their_bytes()
        => Assert.Equal(
            ["facility:A", "facility:a", "facility:a-b", "facility:a1", "place:a"],
            new[] { "place:a", "facility:a1", "facility:a", "facility:A", "facility:a-b" }.Select(v => new StreamId(v)).Order(StreamId.Ordinal).Select(s => s.Value));
}
