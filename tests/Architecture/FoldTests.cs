using System.Reflection;
using Circle.Domain.Journal;

namespace Circle.Architecture.Tests;

/// <summary>An event that nothing folds is one that nobody will ever see.</summary>
public sealed class FoldTests
{
    public static TheoryData<string, string> Events()
    {
        var data = new TheoryData<string, string>();
        foreach (var aggregate in Assemblies.Aggregates)
        {
            foreach (var type in EventsOf(aggregate.Event)) data.Add(aggregate.Aggregate.Name, type.Name);
        }

        return data;
    }

    [Theory, MemberData(nameof(Events))]
    public void Every_event_is_folded(string name, string happened)
    {
        var aggregate = Assemblies.Aggregates.Single(a => a.Aggregate.Name == name);
        var empty = aggregate.Aggregate.GetProperty("Empty")!.GetValue(null)!;
        var births = After(aggregate, [empty]);
        Assert.NotEmpty(births);

        // On one of the states that a first or a second event leaves it makes sense.
        var type = EventsOf(aggregate.Event).Single(t => t.Name == happened);
        Assert.Contains(births.Concat(After(aggregate, births)), state => Fold(aggregate, state, type) is not null);
    }

    /// <summary>Of the others a missing event is a break in the chain, which verification names.</summary>
    [Fact]
    public void What_keeps_its_last_event_alone_is_known_to_whoever_verifies()
        => Assert.Equal(
            LastEventOnly.Kinds.Order(),
            Assemblies.Aggregates.Select(a => a.Aggregate).Where(a => a.GetProperty("KeepsLastEventOnly")?.GetValue(null) is true).Select(a => (string)a.GetProperty("Kind")!.GetValue(null)!).Order());

    /// <summary>Orleans writes a call's arguments into what it says of a lost one, and that is logged.</summary>
    [Fact]
    public void A_command_tells_logs_its_name_and_nothing_of_its_content()
    {
        var commands = Assemblies.Aggregates.SelectMany(a => EventsOf(a.Command)).ToList();
        Assert.NotEmpty(commands);
        Assert.All(commands, c => Assert.Equal(c.Name, Made.Of(c).ToString()));
    }

    [Fact]
    public void What_is_empty_counts_nowhere_and_waits_for_nothing()
        => Assert.All(Assemblies.Aggregates, aggregate =>
        {
            var empty = aggregate.Aggregate.GetProperty("Empty")!.GetValue(null)!;
            Assert.Empty(((System.Collections.IEnumerable)aggregate.Aggregate.GetMethod("Contribute")!.Invoke(null, [empty])!).Cast<object>());
            Assert.Empty(((System.Collections.IEnumerable)aggregate.Aggregate.GetMethod("Agenda")!.Invoke(null, [empty])!).Cast<object>());
        });

    private static IEnumerable<Type> EventsOf(Type type) => type.GetNestedTypes().Where(t => t.IsSubclassOf(type) && !t.IsAbstract);

    private static List<object> After((Type Aggregate, Type State, Type Command, Type Event) aggregate, IEnumerable<object> states)
        => [.. states.SelectMany(state => EventsOf(aggregate.Event).Select(t => Fold(aggregate, state, t))).OfType<object>()];

    /// <summary>Null where the state does not fit.</summary>
    private static object? Fold((Type Aggregate, Type State, Type Command, Type Event) aggregate, object state, Type happened)
    {
        var recorded = Activator.CreateInstance(
            typeof(Recorded<>).MakeGenericType(aggregate.Event), Made.Of(happened), 1L, new Actor("test:a"), new DateTimeOffset(2013, 10, 1, 0, 0, 0, TimeSpan.Zero));
        try
        {
            return aggregate.Aggregate.GetMethod("Fold")!.Invoke(null, [state, recorded]);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}
