using System.Reflection;
using Circle.Contracts.Journal;
using Orleans.Concurrency;

namespace Circle.Architecture.Tests;

public sealed class GrainInterfaceTests
{
    internal static IEnumerable<Type> Interfaces => Assemblies.TypesOf(Assemblies.Contracts).Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t));

    internal static IEnumerable<MethodInfo> Methods => Interfaces.SelectMany(i => i.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    [Fact]
    public void Grain_interfaces_are_contracts()
        => Assert.DoesNotContain(
            Assemblies.TypesOf(Assemblies.Domain, Assemblies.Grains, Assemblies.Seeds, Assemblies.Silo),
            t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t));

    [Fact]
    public void Every_interface_and_method_has_an_alias()
    {
        Assert.NotEmpty(Methods);
        Assert.All(Interfaces, i => Assert.False(string.IsNullOrEmpty(i.GetCustomAttribute<AliasAttribute>()?.Alias), $"{i} has no [Alias]"));
        Assert.All(Methods, m => Assert.False(string.IsNullOrEmpty(m.GetCustomAttribute<AliasAttribute>()?.Alias), $"{m.DeclaringType!.Name}.{m.Name} has no [Alias]"));
        Assert.All(Methods.GroupBy(m => m.DeclaringType), i => Assert.Equal(i.Count(), i.Select(m => m.GetCustomAttribute<AliasAttribute>()!.Alias).Distinct().Count()));
        Assert.Equal(Interfaces.Count(), Interfaces.Select(i => i.GetCustomAttribute<AliasAttribute>()!.Alias).Distinct().Count());
    }

    /// <summary>A command waits for its commit; whoever reads meanwhile must not wait behind it.</summary>
    [Fact]
    public void Nothing_that_is_asked_of_a_command_grain_waits_in_line()
    {
        var commandGrains = Interfaces.Where(i => i == typeof(ICommandGrain<>) || i.GetInterfaces().Any(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(ICommandGrain<>))).ToList();

        Assert.True(commandGrains.Count > Assemblies.Aggregates.Count());
        Assert.All(
            commandGrains.SelectMany(i => i.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)),
            m => Assert.True(m.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null, $"{m.DeclaringType!.Name}.{m.Name} waits behind commands"));
    }

    [Fact]
    public void Every_aggregate_is_told_by_a_command_grain_and_nothing_else_changes_it()
        => Assert.All(Assemblies.Aggregates, a => Assert.Single(
            Interfaces,
            i => i.GetInterfaces().Any(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(ICommandGrain<>) && b.GetGenericArguments()[0] == a.Command)));

    /// <summary>What anybody may ask who reaches a silo: parts of one another, what operators need, what says no more than who is where or what may be asked for, and what is its owner's alone and asks who calls.</summary>
    private static readonly string[] Unjudged =
    [
        "IAccountGrain.Grants", "ICanaryGrain.Keep", "ICommandGrain`1.Check", "ICommandGrain`1.Tell", "IFacilityGrain.Touched", "IImportGrain.Apply", "IImportGrain.Cancel", "IImportGrain.Choose",
        "IImportGrain.Prepare", "IImportGrain.Rows", "IImportGrain.View", "ILivingCircleGrain.Look", "IPlaceQueries.Find", "IPlaceQueries.List", "IReadinessGrain.Missing", "IReceiverGrain.Begin",
        "IRegionGrain.Compare", "IRegionGrain.Current", "IRegionGrain.Next", "IRegionGrain.Take", "IRehearsalGrain.View", "IRehearsalGrain.Work", "IRightsGrain.Missing",
        "IScreenGrain.Grants",
        "ISeedLedgerGrain.Imported", "ISeedLedgerGrain.Known", "IServicePointGrain.Touched", "ITicketQueries.Services",
    ];

    [Fact]
    public void Every_method_is_judged_or_said_not_to_be()
        => Assert.Equal(
            Unjudged,
            Methods.Where(m => m.GetCustomAttribute<Contracts.Accounts.NeedsAttribute>() is null).Select(m => $"{m.DeclaringType!.Name}.{m.Name}").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_command_gives_up_after_a_time()
        => Assert.NotNull(typeof(ICommandGrain<>).GetMethod("Tell")!.GetCustomAttribute<ResponseTimeoutAttribute>());

    [Fact]
    public void Every_grain_has_a_type_name_that_outlives_its_class()
    {
        var grains = Assemblies.TypesOf(Assemblies.Grains, Assemblies.Silo).Where(t => typeof(Grain).IsAssignableFrom(t) && !t.IsAbstract).ToList();

        Assert.NotEmpty(grains);
        Assert.All(grains, t => Assert.True(t.GetCustomAttribute<GrainTypeAttribute>() is not null, $"{t} has no [GrainType]"));
    }
}
