using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Plans;

namespace Circle.Domain.Tests.Journal;

/// <summary>
/// Every sort of event as the first journals hold it. A line is added for a new event and never changed for an old one: what
/// changes shape gets another schema version and goes on reading the old lines.
/// </summary>
public sealed class GoldenEventTests
{
    private static readonly string[] Golden = File.ReadAllLines(SourceTree.Of("tests", "Domain", "Journal", "events.golden.jsonl"));

    public static TheoryData<string> Names() => [.. EventSamples.All.Select(e => Aggregates.NameOf(e.GetType())!.Name)];

    [Fact]
    public void Every_event_of_every_aggregate_has_its_line()
        => Assert.Equal(
            Aggregates.Events.Select(t => Aggregates.NameOf(t)!.Name).Order(StringComparer.Ordinal),
            Golden.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("type").GetString()!));

    [Theory, MemberData(nameof(Names))]
    public void An_event_is_written_as_it_always_was(string name) => Assert.Equal(LineOf(name), Write(Named(name)));

    [Theory, MemberData(nameof(Names))]
    public void An_old_event_is_read_whole(string name)
    {
        var line = JsonDocument.Parse(LineOf(name)).RootElement;

        var read = Read(name, line.GetProperty("schema").GetInt32(), line.GetProperty("data").GetRawText());

        Assert.IsType(Named(name).GetType(), read);
        Assert.Equal(JsonSerializer.Serialize(Named(name), JournalJson.Options), JsonSerializer.Serialize(read, read.GetType(), JournalJson.Options));
    }

    /// <summary>Plans adopted before steps had their sentence stay readable.</summary>
    [Fact]
    public void A_step_that_was_written_without_its_sentence_is_read_without_one()
    {
        var data = JsonDocument.Parse(LineOf("plan.adopted").Replace(",\"sentence\":\"每月建成 1 个。\"", "", StringComparison.Ordinal)).RootElement.GetProperty("data").GetRawText();

        var step = ((PlanEvent.Adopted)Read("plan.adopted", 1, data)).Document.Lines[0].Steps[0];

        Assert.Equal((null, "§三"), (step.Sentence, step.Source));
    }

    /// <summary>Before receivers heard of anything but alerts.</summary>
    [Fact]
    public void A_receiver_that_was_written_without_a_topic_hears_of_alerts_and_its_messages_tell_of_no_ticket()
    {
        var opened = JsonNode.Parse(LineOf("receiver.opened"))!["data"]!;
        opened["terms"]!.AsObject().Remove("topic");
        Assert.Null(((ReceiverEvent.Opened)Read("receiver.opened", 1, opened.ToJsonString())).Terms.Topic);
        var departed = JsonNode.Parse(LineOf("receiver.departed"))!["data"]!;
        departed.AsObject().Remove("tickets");
        Assert.Equal(0, ((ReceiverEvent.Departed)Read("receiver.departed", 1, departed.ToJsonString())).Tickets);
    }

    /// <summary>Plans adopted before the district had a directory stay readable.</summary>
    [Fact]
    public void A_plan_that_was_written_without_a_directory_is_read_without_one()
    {
        var data = JsonNode.Parse(LineOf("plan.adopted"))!["data"]!;
        data["document"]!.AsObject().Remove("directory");

        Assert.Null(((PlanEvent.Adopted)Read("plan.adopted", 1, data.ToJsonString())).Document.Directory);
    }

    /// <summary>Plans adopted before alerts had rules stay readable.</summary>
    [Fact]
    public void A_plan_that_was_written_without_rules_of_alerts_is_read_without_them()
    {
        var data = JsonNode.Parse(LineOf("plan.adopted"))!["data"]!;
        data["document"]!.AsObject().Remove("alerts");

        Assert.Null(((PlanEvent.Adopted)Read("plan.adopted", 1, data.ToJsonString())).Document.Alerts);
    }

    /// <summary>Plans adopted before supervision had rules stay readable.</summary>
    [Fact]
    public void A_plan_that_was_written_without_rules_of_supervision_is_read_without_them()
    {
        var data = JsonNode.Parse(LineOf("plan.adopted"))!["data"]!;
        data["document"]!.AsObject().Remove("supervision");

        Assert.Null(((PlanEvent.Adopted)Read("plan.adopted", 1, data.ToJsonString())).Document.Supervision);
    }

    /// <summary>Plans adopted before the hotline had rules stay readable.</summary>
    [Fact]
    public void A_plan_that_was_written_without_rules_of_the_hotline_is_read_without_them()
    {
        var data = JsonNode.Parse(LineOf("plan.adopted"))!["data"]!;
        data["document"]!.AsObject().Remove("hotline");

        Assert.Null(((PlanEvent.Adopted)Read("plan.adopted", 1, data.ToJsonString())).Document.Hotline);
    }

    /// <summary>Before there were phrases.</summary>
    [Fact]
    public void Rules_of_the_hotline_that_were_written_without_phrases_are_read_with_none()
    {
        var data = JsonNode.Parse(LineOf("plan.adopted"))!["data"]!;
        data["document"]!["hotline"]!.AsObject().Remove("phrases");

        Assert.Empty(((PlanEvent.Adopted)Read("plan.adopted", 1, data.ToJsonString())).Document.Hotline!.Phrases);
    }

    /// <summary>Before urgency bounded what a unit may ask for or promise: the usual bounds hold, and not the ordinary ones.</summary>
    [Fact]
    public void Rules_that_were_written_without_bounds_by_urgency_are_read_with_the_usual_ones()
    {
        var data = JsonNode.Parse(LineOf("plan.adopted"))!["data"]!;
        data["document"]!["hotline"]!.AsObject().Remove("mostUrgentExtension");
        data["document"]!["hotline"]!.AsObject().Remove("mostLifeSafetyExtension");
        data["document"]!["alerts"]!.AsObject().Remove("mostUrgentPromise");

        var document = ((PlanEvent.Adopted)Read("plan.adopted", 1, data.ToJsonString())).Document;
        Assert.Equal((5, 0, 1), (document.Hotline!.MostUrgentExtension, document.Hotline.MostLifeSafetyExtension, document.Alerts!.MostUrgentPromise));
    }

    /// <summary>Directories adopted before they had distances stay readable.</summary>
    [Fact]
    public void A_directory_that_was_written_without_distances_is_read_with_none()
    {
        var data = JsonNode.Parse(LineOf("plan.adopted"))!["data"]!;
        data["document"]!["directory"]!.AsObject().Remove("spacing");

        Assert.Empty(((PlanEvent.Adopted)Read("plan.adopted", 1, data.ToJsonString())).Document.Directory!.Spacing);
    }

    /// <summary>A property that no sample sets could be renamed unseen.</summary>
    [Fact]
    public void The_samples_set_every_property()
        => Assert.All(EventSamples.All, e => AssertFull(JsonSerializer.SerializeToElement(e, JournalJson.Options), e, e.GetType().Name));

    private static void AssertFull(JsonElement json, object value, string path)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            Assert.True(json.GetArrayLength() > 0, $"{path} is empty");
            AssertFull(json[0], ((System.Collections.IEnumerable)value).Cast<object>().First(), $"{path}/0");
        }

        if (json.ValueKind != JsonValueKind.Object || value is System.Collections.IEnumerable) return;
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && p.GetCustomAttribute<JsonIgnoreAttribute>() is null))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            Assert.True(json.TryGetProperty(name, out var inner), $"{path}/{name} is not set");
            AssertFull(inner, property.GetValue(value)!, $"{path}/{name}");
        }
    }

    private static string LineOf(string name) => Golden.Single(l => l.Contains($"\"type\":\"{name}\"", StringComparison.Ordinal));

    private static object Named(string name) => EventSamples.All.Single(e => Aggregates.NameOf(e.GetType())!.Name == name);

    private static string Write(object happened)
    {
        var type = Aggregates.NameOf(happened.GetType())!;
        return $"{{\"type\":\"{type.Name}\",\"schema\":{type.Schema},\"data\":{JsonSerializer.Serialize(happened, happened.GetType(), JournalJson.Options)}}}";
    }

    private static object Read(string name, int schema, string data)
    {
        var stored = new Envelope(new StreamId("x:y"), 1, name, schema, data, null, null, Actor.Seeds, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "");
        var catalog = typeof(EventCatalog<>).MakeGenericType(Aggregates.All.Single(a => a.Event.IsInstanceOfType(Named(name))).Event);
        return catalog.GetMethod("Read")!.Invoke(null, [stored])!;
    }
}
