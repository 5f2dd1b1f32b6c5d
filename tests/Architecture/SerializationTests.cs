using System.Reflection;
using System.Text.Json;
using Circle.Domain.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Circle.Architecture.Tests;

/// <summary>What travels between silos: named by aliases and numbers, so that a rename on one side is understood on the other.</summary>
public sealed class SerializationTests
{
    private static readonly Type[] Messages =
        [.. Assemblies.TypesOf(Assemblies.Domain, Assemblies.Contracts).Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null)];

    private static readonly Serializer Serializer = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(Assemblies.Domain).AddAssembly(Assemblies.Contracts))
        .BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<string> Concrete() => [.. Messages.Where(t => !t.IsAbstract).Select(t => t.FullName!)];

    [Fact]
    public void Every_message_has_an_alias_of_its_own()
    {
        Assert.NotEmpty(Messages);
        Assert.All(Messages, t => Assert.False(string.IsNullOrEmpty(t.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias), $"{t} has no [Alias]"));
        Assert.Equal(Messages.Length, Messages.Select(t => t.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).Distinct().Count());
    }

    /// <summary>But for what a value remembers of itself, which is marked as staying behind.</summary>
    [Fact]
    public void Every_member_of_a_message_has_a_number_of_its_own()
        => Assert.All(Messages, type =>
        {
            var ids = new List<uint>();
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(f => f.GetCustomAttribute<NonSerializedAttribute>() is null))
            {
                var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
                var member = (MemberInfo?)type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) ?? field;
                var id = member.GetCustomAttribute<IdAttribute>() ?? field.GetCustomAttribute<IdAttribute>();
                Assert.True(id is not null, $"{type.FullName}.{name} has no [Id] and would not travel");
                ids.Add(id.Id);
            }

            Assert.Equal(ids.Count, ids.Distinct().Count());
        });

    /// <summary>A base whose events stay here need not be able to travel, and then none of them should look as if it did.</summary>
    [Fact]
    public void Whoever_is_a_message_is_one_in_all_its_forms()
        => Assert.All(Messages.Where(t => t.IsAbstract), type => Assert.All(
            type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type)),
            form => Assert.True(Messages.Contains(form), $"{type.Name} is a message and {form.Name} is not")));

    [Fact]
    public void Every_type_that_a_grain_takes_or_gives_is_a_message()
        => Assert.All(
            GrainInterfaceTests.Methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)).SelectMany(Parts).Where(IsOwn).Distinct(),
            t => Assert.True(t.IsEnum || Messages.Contains(t), $"{t} is no message"));

    [Theory, MemberData(nameof(Concrete))]
    public void A_message_arrives_as_it_was_sent(string name)
    {
        var type = Messages.Single(t => t.FullName == name);
        var sent = Made.Of(type);

        var arrived = Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(sent));

        Assert.IsType(type, arrived);
        Assert.NotSame(sent, arrived);
        Assert.Equal(Json(sent), Json(arrived));
    }

    /// <summary>So that the comparison by JSON is one: what is made differs from another that is made.</summary>
    [Fact]
    public void What_is_made_for_this_test_says_something()
        => Assert.All(
            Messages.Where(t => !t.IsAbstract && t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Any(p => p.GetCustomAttribute<IdAttribute>() is not null)),
            t => Assert.DoesNotContain(Json(Made.Of(t)), (string[])["{}", "null", "[]", "\"\""]));

    /// <summary>A web node knows nothing of the database's driver, and has to hear that it is to come again.</summary>
    [Fact]
    public void A_broken_database_is_told_to_those_who_have_no_driver()
    {
        var broken = new Contracts.Journal.JournalException(
            Contracts.Journal.JournalFault.Transient, "down", new Npgsql.NpgsqlException("down", new System.Net.Sockets.SocketException(111)));

        var arrived = Assert.IsType<Contracts.Journal.JournalException>(Serializer.Deserialize<Exception>(Serializer.SerializeToArray<Exception>(broken)));

        Assert.Equal(Contracts.Journal.JournalFault.Transient, arrived.Fault);
    }

    private static string Json(object value) => JsonSerializer.Serialize(value, value.GetType(), JournalJson.Options);

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];

    private static bool IsOwn(Type type) => !type.IsGenericParameter && type.Namespace!.StartsWith("Circle.", StringComparison.Ordinal);
}
