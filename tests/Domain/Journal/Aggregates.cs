using System.Reflection;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;

namespace Circle.Domain.Tests.Journal;

/// <summary>All aggregates of the domain, found: a new one is under every test of them without being named.</summary>
internal static class Aggregates
{
    public static IEnumerable<(Type Aggregate, Type State, Type Command, Type Event)> All { get; } =
    [
        .. from type in typeof(Facility).Assembly.GetTypes()
           from contract in type.GetInterfaces()
           where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IAggregate<,,>)
           let of = contract.GetGenericArguments()
           select (type, of[0], of[1], of[2]),
    ];

    public static IEnumerable<Type> EventsOf(Type aggregateEvent) => aggregateEvent.Assembly.GetTypes().Where(t => t.IsSubclassOf(aggregateEvent));

    public static IEnumerable<Type> Events => All.SelectMany(a => EventsOf(a.Event));

    public static EventTypeAttribute? NameOf(Type happened) => happened.GetCustomAttribute<EventTypeAttribute>();
}
