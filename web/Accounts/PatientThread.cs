using System.Runtime.InteropServices;

namespace Circle.Web.Accounts;

/// <summary>
/// For a long sum that may wait: on a thread of its own, so that none of the machine's few workers is away for a tenth of a second, and on
/// Linux behind whatever else wants a core. <see cref="Thread.Priority"/> does nothing there.
/// </summary>
internal static class PatientThread
{
    /// <summary>Ten steps down: a tenth of a core where everybody wants one, a whole one where nobody does.</summary>
    private const int Niceness = 10;

    private const int OfThread = 0;
    private const uint This = 0;

    public static Task<T> RunAsync<T>(Func<Task<T>> sum)
    {
        var done = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            // What it cannot lower stays as it is; it ends with the sum, since it could not be raised again.
            if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, This, Niceness);
            try
            {
                done.SetResult(sum());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "password",
        };
        thread.Start();
        return done.Task.Unwrap();
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
