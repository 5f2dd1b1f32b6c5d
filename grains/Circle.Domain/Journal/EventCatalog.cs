using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Circle.Domain.Journal;

/// <summary>The stored name of an event, and the version of its payload's shape. Never changed once released.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name, int schema = 1) : Attribute
{
    public string Name { get; } = name;

    public int Schema { get; } = schema;
}

/// <summary>Names of one aggregate's events, and their JSON. All are nested in <typeparamref name="TEvent"/>.</summary>
public static class EventCatalog<TEvent> where TEvent : class
{
    private static readonly FrozenDictionary<Type, EventTypeAttribute> Names = typeof(TEvent).GetNestedTypes()
        .Where(t => t.IsSubclassOf(typeof(TEvent)))
        .ToFrozenDictionary(t => t, t => t.GetCustomAttribute<EventTypeAttribute>()
                                         ?? throw new InvalidOperationException($"{t.FullName} has no [EventType]"));

    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(n => n.Value.Name, n => n.Key);

    public static IEnumerable<Type> All => Names.Keys;

    public static EventTypeAttribute NameOf(TEvent happened) => Names[happened.GetType()];

    public static string Write(TEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), JournalJson.Options);

    /// <exception cref="InvalidOperationException">An event of a newer release: reading on would lose it.</exception>
    public static TEvent Read(Envelope stored)
    {
        if (!Types.TryGetValue(stored.Type, out var type) || Names[type].Schema < stored.Schema)
            throw new InvalidOperationException($"{stored.Stream} v{stored.Version}: '{stored.Type}' schema {stored.Schema} is unknown to this release");
        return (TEvent)JsonSerializer.Deserialize(stored.Data, type, JournalJson.Options)!;
    }
}
