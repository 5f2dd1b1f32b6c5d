namespace Circle.Silo.Storage;

/// <summary>The folder of the SQLite files, held by one process at a time for as long as it lives.</summary>
internal sealed class DataFolder : IDisposable
{
    public const string JournalFile = "journal.db";
    public const string BlobFolder = "blobs";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string Journal => System.IO.Path.Combine(Path, JournalFile);

    /// <summary>Apart from the journal: two writers in one file wait for each other. Losing it loses nothing.</summary>
    public string Snapshots => System.IO.Path.Combine(Path, "snapshots.db");

    /// <summary>Photos and documents. The journal names them: whoever copies one copies the other.</summary>
    public string Blobs => System.IO.Path.Combine(Path, BlobFolder);

    /// <exception cref="StartupException">Another process holds it, or it cannot be made.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Make(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"数据目录 {full} 无法建立。The data folder {full} cannot be made: {e.Message}", e);
        }

        try
        {
            // The lock is the open handle, not the file: a crash lets go of it.
            var file = System.IO.Path.Combine(full, "circle.lock");
            return new DataFolder(full, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartupException($"数据目录 {full} 不可写。The data folder {full} cannot be written.", e);
        }
        catch (IOException e)
        {
            throw new StartupException(
                $"数据目录 {full} 正被另一个进程使用：请先停止它，或换一个目录。"
                + $"The data folder {full} is in use by another process: stop it, or choose another folder.",
                e);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>For the program's own account alone: credentials lie in it. A folder that is there keeps the rights that an operator gave it.</summary>
    private static void Make(string full)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(full);
        else Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
