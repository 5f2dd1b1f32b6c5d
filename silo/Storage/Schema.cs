using System.Reflection;
using DbUp.Builder;

namespace Circle.Silo.Storage;

/// <summary>Brings a database up to this version's schema with the numbered scripts beside this file; a second time does nothing.</summary>
internal static class Schema
{
    /// <summary>A later script may rebuild a large table.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>DbUp is synchronous; this runs once, before the silo starts.</summary>
    public static Task UpgradeAsync(UpgradeEngineBuilder database, string scripts) => Task.Run(() =>
    {
        var prefix = $"{typeof(Schema).Namespace}.{scripts}.";
        var result = database
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(prefix, StringComparison.Ordinal))
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
