using Circle.Domain.Subjects;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Circle.Web.Subjects;

namespace Circle.Web.Hosting;

/// <summary>Before anything is served: whoever was erased, and came back with a restored backup, is erased again.</summary>
internal static class ErasedAgain
{
    public static SubjectRules RulesOf(CircleOptions options, string root)
    {
        var (keep, ledger) = (options.Subjects.KeepDays, options.Subjects.LedgerDirectory);
        return new SubjectRules(
            new KeepDays(keep.Caller, keep.Resident, keep.Volunteer),
            ledger.Length > 0 ? Path.GetFullPath(ledger, root) : Path.Combine(Path.GetFullPath(options.DataDirectory, root), "erasures"));
    }

    /// <exception cref="StartupException">The ledger cannot be read, so that nobody knows who has to stay erased.</exception>
    public static async Task HealAsync(WebApplication app)
    {
        try
        {
            var back = await app.Services.GetRequiredService<ErasureLedger>().HealAsync(CancellationToken.None);
            if (back > 0) app.Logger.LogWarning("{Count} subjects that had been erased were in the store again, as after a restored backup, and were erased again", back);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"打不开删除台账 {app.Services.GetRequiredService<ErasureFile>().FullPath}（Circle:Subjects:LedgerDirectory）：{e.Message}。The ledger of erasures cannot be used: who was erased must not come back by a restored backup.", e);
        }
    }
}
