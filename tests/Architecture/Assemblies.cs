using System.Reflection;
using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Facilities;
using Circle.Seeds;
using Circle.Silo.Hosting;

namespace Circle.Architecture.Tests;

internal static class Assemblies
{
    public static readonly Assembly Domain = typeof(Facility).Assembly;
    public static readonly Assembly Contracts = typeof(IFacilityGrain).Assembly;
    public static readonly Assembly Grains = typeof(FacilityGrain).Assembly;
    public static readonly Assembly Seeds = typeof(SeedLoader).Assembly;
    public static readonly Assembly Silo = typeof(SiloHosting).Assembly;

    /// <summary>Types that people wrote: the compiler's and the code generator's left out.</summary>
    public static IEnumerable<Type> TypesOf(params IEnumerable<Assembly> assemblies)
        => assemblies.SelectMany(a => a.GetTypes()).Where(t => t.Namespace?.StartsWith("Circle.", StringComparison.Ordinal) == true && !t.Name.Contains('<', StringComparison.Ordinal));

    public static IEnumerable<(Type Aggregate, Type State, Type Command, Type Event)> Aggregates =>
        from type in TypesOf(Domain)
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IAggregate<,,>)
        let of = contract.GetGenericArguments()
        select (type, of[0], of[1], of[2]);
}
