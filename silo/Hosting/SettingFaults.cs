using System.ComponentModel;
using Circle.Domain.Journal;
using Microsoft.Extensions.Configuration;

namespace Circle.Silo.Hosting;

/// <summary>What is wrong with settings before they are bound: names that there are none of, and values that cannot be read.</summary>
internal static class SettingFaults
{
    public static void Find(IConfigurationSection section, Type options, FaultList faults)
    {
        var known = options.GetProperties().Where(p => p.CanWrite).ToDictionary(p => p.Name, p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var setting in section.GetChildren())
        {
            if (!known.TryGetValue(setting.Key, out var type))
                faults.Add(setting.Path, "unknown", $"没有这个设置，可用的有 {Names(known.Keys)}", $"is no setting; there are {Names(known.Keys)}");
            else if (IsSection(type))
                Find(setting, type, faults);
            else if (type.GetElementType() is { } item && IsSection(item))
                foreach (var one in setting.GetChildren()) Find(one, item, faults);
            else if (setting.Value is { } value)
                CheckValue(setting.Path, type, value, faults);
        }
    }

    private static bool IsSection(Type type) => type is { IsClass: true, IsArray: false, Namespace: { } name } && name.StartsWith(nameof(Circle), StringComparison.Ordinal);

    private static void CheckValue(string path, Type type, string value, FaultList faults)
    {
        if (type.IsEnum && !(Enum.TryParse(type, value, ignoreCase: true, out var read) && Enum.IsDefined(type, read)))
            faults.Add(path, "unknown-value", $"“{value}”不是其中之一：{Names(Enum.GetNames(type))}", $"'{value}' is none of {Names(Enum.GetNames(type))}");
        else if (!TypeDescriptor.GetConverter(type).IsValid(value))
            faults.Add(path, "wrong-shape", $"“{value}”读不成 {type.Name}", $"'{value}' cannot be read as {type.Name}");
    }

    private static string Names(IEnumerable<string> names) => string.Join(" · ", names);
}
