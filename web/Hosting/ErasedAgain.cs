using Circle.Domain.Subjects;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Circle.Web.Accounts;
using Circle.Web.Subjects;
using Microsoft.EntityFrameworkCore;

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

    /// <returns>How many came back.</returns>
    /// <exception cref="StartupException">The ledger cannot be read, so that nobody knows who has to stay erased.</exception>
    public static async Task<int> HealAsync(CircleOptions options, string root)
    {
        await using var store = CredentialStore.Open(options, root);
        using var file = new ErasureFile(RulesOf(options, root), TimeProvider.System);
        try
        {
            return await new ErasureLedger(store.GetRequiredService<IDbContextFactory<Credentials>>(), file).HealAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"打不开删除台账 {file.FullPath}（Circle:Subjects:LedgerDirectory）：{e.Message}。The ledger of erasures cannot be used: who was erased must not come back by a restored backup.", e);
        }
    }
}
