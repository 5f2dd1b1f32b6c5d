using System.Runtime.InteropServices;

namespace Circle.Silo.Storage;

/// <summary>Names of files in a folder: a file that is on the disk may still have none there.</summary>
internal static class FolderNames
{
    /// <summary>Windows keeps names by itself.</summary>
    /// <exception cref="IOException">The folder cannot be opened or written.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Posix.Open(folder, 0);
        if (handle < 0) throw new IOException($"the folder {folder} cannot be opened: error {Marshal.GetLastPInvokeError()}");
        try
        {
            if (Posix.Flush(handle) != 0) throw new IOException($"the folder {folder} cannot be written: error {Marshal.GetLastPInvokeError()}");
        }
        finally
        {
            _ = Posix.Close(handle);
        }
    }

    /// <summary>.NET opens no folder.</summary>
    private static class Posix
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        public static extern int Flush(int handle);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        public static extern int Close(int handle);
    }
}
