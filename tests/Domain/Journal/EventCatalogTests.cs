using System.Text.RegularExpressions;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Domain.Tests.Journal;

public sealed partial class EventCatalogTests
{
    [Fact]
    public void Every_event_is_named_once_after_its_aggregate()
    {
        Assert.NotEmpty(Aggregates.All);
        Assert.All(Aggregates.All, aggregate =>
        {
            var kind = (string)aggregate.Aggregate.GetProperty("Kind")!.GetValue(null)!;
            Assert.NotEmpty(Aggregates.EventsOf(aggregate.Event));
            Assert.All(Aggregates.EventsOf(aggregate.Event), type =>
            {
                Assert.Equal(aggregate.Event, type.DeclaringType);
                Assert.True(type.IsSealed, $"{type} is not sealed");
                Assert.StartsWith($"{kind}.", Aggregates.NameOf(type)?.Name, StringComparison.Ordinal);
                Assert.Matches(Name(), Aggregates.NameOf(type)!.Name);
            });
        });
        Assert.Equal(Aggregates.Events.Count(), Aggregates.Events.Select(t => Aggregates.NameOf(t)!.Name).Distinct().Count());
        Assert.Equal(Aggregates.All.Count(), Aggregates.All.Select(a => a.Aggregate.GetProperty("Kind")!.GetValue(null)).Distinct().Count());
    }

    [Fact]
    public void The_catalogue_knows_all_that_is_nested()
        => Assert.Equal(Aggregates.EventsOf(typeof(FacilityEvent)).ToHashSet(), EventCatalog<FacilityEvent>.All.ToHashSet());

    [Theory]
    [InlineData("facility.vanished", 1)]
    [InlineData("facility.filed", 2)]
    [InlineData("place.imported", 1)]
    [InlineData("", 1)]
    public void An_event_of_a_newer_release_is_not_read(string type, int schema)
        => Assert.Throws<InvalidOperationException>(() => EventCatalog<FacilityEvent>.Read(Stored(type, schema, "{}")));

    [Fact]
    public void An_older_schema_is_read()
        => Assert.IsType<CounterEvent.Reminded>(EventCatalog<CounterEvent>.Read(Stored("counter.reminded", 1, "{}")));

    [Fact]
    public void A_property_of_a_newer_release_is_skipped()
        => Assert.Equal(
            new FacilityEvent.Moved(PlaceId.Of("s1"), "划界"),
            EventCatalog<FacilityEvent>.Read(Stored("facility.moved", 1, """{"to":"s1","reason":"划界","since":"2013-10-01"}""")));

    [Fact]
    public void Json_names_are_camel_case_enums_are_words_nulls_are_left_out_and_Chinese_is_readable()
    {
        var text = EventCatalog<FacilityEvent>.Write(new FacilityEvent.Retracted(Domain.Plans.Stage.Completed, "报错了"));
        var note = EventCatalog<FacilityEvent>.Write(new FacilityEvent.Completed(new DateOnly(2013, 10, 1), null));

        Assert.Equal("""{"stage":"completed","reason":"报错了"}""", text);
        Assert.Equal("""{"on":"2013-10-01"}""", note);
    }

    [Theory]
    [InlineData("""{"stage":4,"reason":"x"}""")]
    [InlineData("""{"stage":"done","reason":"x"}""")]
    [InlineData("""{"stage":"filed","reason":null}""")]
    public void What_no_release_ever_wrote_is_refused(string data)
        => Assert.Throws<System.Text.Json.JsonException>(() => EventCatalog<FacilityEvent>.Read(Stored("facility.retracted", 1, data)));

    private static Envelope Stored(string type, int schema, string data)
        => new(new StreamId("facility:f"), 1, type, schema, data, null, null, Actor.Seeds, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "");

    [GeneratedRegex("^[a-z]+\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Name();
}
