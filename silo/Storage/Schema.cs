using System.Reflection;
using DbUp.Builder;

namespace Circle.Silo.Storage;

/// <summary>Brings a database up to this version's schema with an assembly's numbered scripts; a second time does nothing.</summary>
public static class Schema
{
    /// <summary>A later script may rebuild a large table.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>DbUp is synchronous; this runs once, before anything starts.</summary>
    /// <param name="scripts">Folder of the embedded scripts, as a namespace.</param>
    /// <exception cref="StartupException">A script failed; the ones before it stay.</exception>
    public static Task UpgradeAsync(UpgradeEngineBuilder database, Assembly assembly, string scripts) => Task.Run(() =>
    {
        var result = database
            .WithScriptsEmbeddedInAssembly(assembly, name => name.StartsWith(scripts + ".", StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .WithExecutionTimeout(Patience)
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new StartupException(
                $"数据库结构升级失败（{result.ErrorScript?.Name}）：{result.Error.Message}。The database schema could not be upgraded.",
                result.Error);
        }
    });
}
