using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Places;

/// <summary>A place that sums: district, street or community. Opaque; name and parent are data.</summary>
[GenerateSerializer, Immutable, Alias("PlaceId"), JsonConverter(typeof(TextIdConverter<PlaceId>))]
public readonly record struct PlaceId([property: Id(0)] string Value) : ITextId<PlaceId>
{
    public static PlaceId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>区, 街道, 社区. A city or a province is one more level above.</summary>
public enum PlaceKind
{
    District,
    Street,
    Community,
}

/// <summary>A place as an import or a person gives it.</summary>
/// <param name="Parent">Null for the district alone.</param>
/// <param name="Aliases">Other spellings met in documents; searched, never merged by themselves.</param>
/// <param name="Doubts">What a person has to confirm, e.g. "probably the same as …".</param>
/// <param name="Source">Section or annex of the document, or the file that names it.</param>
[GenerateSerializer, Immutable, Alias("PlaceDraft")]
public sealed record PlaceDraft(
    [property: Id(0)] PlaceId Id,
    [property: Id(1)] PlaceKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] PlaceId? Parent,
    [property: Id(4)] ImmutableArray<string> Aliases,
    [property: Id(5)] ImmutableArray<string> Doubts,
    [property: Id(6)] string Source);

/// <summary>What may be asked of a place.</summary>
[GenerateSerializer, Immutable, Alias("PlaceCommand")]
public abstract record PlaceCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Creates the place, or brings name, parent and notes up to what a file says.</summary>
    [GenerateSerializer, Immutable, Alias("PlaceCommand.Import")]
    public sealed record Import([property: Id(0)] PlaceDraft Draft) : PlaceCommand;

    /// <summary>录入: the same by a person's file.</summary>
    /// <param name="Seen">Version that the file was compared with; 0: there was none. Another one is refused.</param>
    [GenerateSerializer, Immutable, Alias("PlaceCommand.Enter")]
    public sealed record Enter([property: Id(0)] PlaceDraft Draft, [property: Id(1)] long Seen) : PlaceCommand;
}

public abstract record PlaceEvent
{
    [EventType("place.imported")]
    public sealed record Imported(PlaceDraft Draft) : PlaceEvent;
}

public sealed record PlaceState(PlaceDraft? Draft)
{
    /// <summary>Version of the last event; 0 before the first.</summary>
    public long ListedAt { get; init; }
}

/// <summary>What a place's own row shows to readers.</summary>
[GenerateSerializer, Immutable, Alias("PlaceView")]
public sealed record PlaceView(
    [property: Id(0)] PlaceId Id,
    [property: Id(1)] PlaceKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] PlaceId? Parent,
    [property: Id(4)] ImmutableArray<string> Aliases,
    [property: Id(5)] ImmutableArray<string> Doubts,
    [property: Id(6)] string Source)
{
    /// <summary>版本: of the journal when it changed last.</summary>
    [Id(7)]
    public long ListedAt { get; init; }
}

/// <summary>地点. Its own row names itself as region, so that what is directly about it sums there.</summary>
public sealed class Place : IAggregate<PlaceState, PlaceCommand, PlaceEvent>
{
    public static string Kind => "place";

    public static int FoldVersion => 2;

    public static PlaceState Empty { get; } = new((PlaceDraft?)null);

    public static StreamId StreamOf(PlaceId id) => StreamId.Of(Kind, id.Value);

    /// <summary>Who owes what follows from the roster: it is kept by whoever keeps the plan.</summary>
    public static Need? Needs(PlaceState state, PlaceCommand command) => command is PlaceCommand.Enter ? new Need(Permission.Plan, Subject.District) : null;

    public static Decision<PlaceEvent> Decide(PlaceState state, PlaceCommand command, Circumstances circumstances) => command switch
    {
        PlaceCommand.Import import => Import(state, import.Draft, circumstances),
        PlaceCommand.Enter enter when enter.Seen != state.ListedAt => Refusal.ChangedMeanwhile,
        PlaceCommand.Enter enter => Import(state, enter.Draft, circumstances),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static PlaceState Fold(PlaceState state, Recorded<PlaceEvent> recorded) => recorded.Event switch
    {
        PlaceEvent.Imported e => new(e.Draft) { ListedAt = recorded.Version },
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    /// <summary>Of one that is there.</summary>
    public static PlaceView ViewOf(PlaceState state)
    {
        var place = state.Draft!;
        return new PlaceView(place.Id, place.Kind, place.Name, place.Parent, place.Aliases, place.Doubts, place.Source) { ListedAt = state.ListedAt };
    }

    public static ImmutableArray<RowImage> Contribute(PlaceState state)
    {
        if (state.Draft is not { } place) return [];
        var head = new RowHead(place.Id, place.Parent, null, null, place.Name, JsonSerializer.Serialize(ViewOf(state), JournalJson.Options));
        return [new RowImage(StreamOf(place.Id), head, Tally.Empty)];
    }

    public static ImmutableArray<AgendaItem> Agenda(PlaceState state) => [];

    /// <summary>A merged place stands under the surviving one of its kind; nothing stands under itself.</summary>
    private static bool MayStandUnder(PlaceDraft draft, PlaceId parent, PlaceTree places)
        => places.Find(parent) is { } above && above.Kind <= draft.Kind && places.PathUp(parent).All(p => p.Id != draft.Id);

    private static void CheckNotes(FaultList faults, string field, ImmutableArray<string> notes, int longest)
    {
        if (notes.Length > 50) faults.Add(field, "too-many", "最多 50 条", "at most 50");
        for (var i = 0; i < Math.Min(notes.Length, 50); i++) faults.Text($"{field}/{i}", notes[i], 1, longest, lines: true);
    }

    private static Decision<PlaceEvent> Import(PlaceState state, PlaceDraft draft, Circumstances circumstances)
    {
        var faults = new FaultList();
        faults.Text("name", draft.Name, 1, 100);
        faults.Text("source", draft.Source, 0, 200);
        CheckNotes(faults, "aliases", draft.Aliases, 100);
        CheckNotes(faults, "doubts", draft.Doubts, 2_000);
        if ((draft.Kind == PlaceKind.District) != (draft.Parent is null))
            faults.Add("parent", "wrong-parent", "区没有上级，街道和社区必须有上级", "a district has no parent, a street or community has one");
        else if (draft.Parent is { } parent && !MayStandUnder(draft, parent, circumstances.Places))
            faults.Add("parent", "wrong-parent", "上级地点不存在、级别不对或就在其下", "the parent does not exist, is of the wrong kind or stands under it");
        if (state.Draft is { } before && before.Kind != draft.Kind)
            faults.Add("kind", "fixed", "地点的级别不能改变", "a place's kind cannot change");
        if (faults.Any) return faults.ToRefusal();

        return state.Draft is { } same && JsonSerializer.Serialize(same, JournalJson.Options) == JsonSerializer.Serialize(draft, JournalJson.Options)
            ? Refusal.NotNow("unchanged", "与现有内容相同", "the same as before")
            : Decision<PlaceEvent>.Accept(new PlaceEvent.Imported(draft));
    }
}
