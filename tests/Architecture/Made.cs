using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Architecture.Tests;

/// <summary>Makes a value of any type, every property set, no two strings or numbers of it alike.</summary>
internal sealed class Made
{
    private int counter;

    public static object Of(Type type) => new Made().Value(type);

    private object Value(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Value(inner);
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
        if (type == typeof(string)) return Text();
        if (type == typeof(bool)) return true;
        if (type == typeof(Guid)) return new Guid(++counter, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);
        if (type == typeof(DateOnly)) return new DateOnly(2013, 9, 26).AddDays(++counter);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2013, 9, 26, 0, 0, 0, TimeSpan.Zero).AddSeconds(++counter);
        if (type.IsPrimitive) return Convert.ChangeType(++counter, type, CultureInfo.InvariantCulture);
        if (type == typeof(Tally)) return Tally.Of([new((TallyKey)Value(typeof(TallyKey)), 7), new(new TallyKey(LineId.Of("l"), Counts.Item, "completed", new DateOnly(2013, 10, 1)), -3)]);
        if (type == typeof(OpeningHours)) return OpeningHours.Parse("Mo-Fr 08:00-18:00; PH off");
        if (type.IsAbstract) return Value(type.Assembly.GetTypes().First(t => t.IsSubclassOf(type) && !t.IsAbstract));
        return type.IsGenericType ? Generic(type) : Constructed(type);
    }

    private object Generic(Type type)
    {
        var of = type.GetGenericArguments();
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(KeyValuePair<,>)) return Activator.CreateInstance(type, Value(of[0]), Value(of[1]))!;
        if (definition == typeof(ImmutableArray<>))
        {
            var items = Array.CreateInstance(of[0], 2);
            for (var i = 0; i < items.Length; i++) items.SetValue(Value(of[0]), i);
            return typeof(ImmutableArray).GetMethods().Single(m => m.Name == nameof(ImmutableArray.CreateRange) && m.GetParameters().Length == 1 && m.GetGenericArguments().Length == 1)
                .MakeGenericMethod(of[0]).Invoke(null, [items])!;
        }

        if (definition == typeof(ImmutableDictionary<,>))
        {
            var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(of))!;
            for (var i = 0; i < 2; i++) entries.Add(Value(of[0]), Value(of[1]));
            return typeof(ImmutableDictionary).GetMethods().Single(m => m.Name == nameof(ImmutableDictionary.CreateRange) && m.GetParameters().Length == 1 && m.GetGenericArguments().Length == 2)
                .MakeGenericMethod(of).Invoke(null, [entries])!;
        }

        return Constructed(type);
    }

    /// <summary>By the constructor that takes the most, then all that may be set beside it.</summary>
    private object Constructed(Type type)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters().All(p => p.ParameterType != type)).MaxBy(c => c.GetParameters().Length)
                          ?? throw new InvalidOperationException($"{type} cannot be made; teach this file how");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType))]);
    }

    /// <summary>Fits an id too.</summary>
    private string Text() => string.Create(CultureInfo.InvariantCulture, $"t{++counter}");
}
