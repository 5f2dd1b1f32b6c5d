using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Blobs;
using Circle.Grains.Blobs;
using Circle.Silo.Storage;

namespace Circle.Silo.Blobs;

/// <summary>
/// Blobs as files of a folder that one process holds: <c>photos/0a/0a1b…</c>. One is written under another name and renamed when it is on the
/// disk, so a name that is there is whole; a file's time is when it was put last.
/// </summary>
internal sealed class FolderBlobs : IBlobs
{
    private readonly string root;
    private readonly string unfinished;

    /// <summary>Between the last look at a file and what is done about it nobody else does anything.</summary>
    private readonly Lock gate = new();

    public FolderBlobs(string root)
    {
        this.root = root;
        unfinished = Path.Combine(root, "unfinished");
    }

    /// <summary>Makes the folder, and removes what a crash left half written.</summary>
    /// <exception cref="StartupException">The folder cannot be written.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(root);
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            Directory.CreateDirectory(unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"照片目录 {root} 不可写。The photos' folder {root} cannot be written: {e.Message}", e);
        }
    }

    public Task<BlobId> PutAsync(BlobShelf shelf, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var id = BlobContent.Named(content);
        return OnDiskAsync(async () =>
        {
            var file = FileOf(shelf, id);
            if (!await IsWholeAsync(file, id, cancel) || !Touch(file)) await MakeAsync(file, content, cancel);

            // A name is on the disk when its folders are; who put it first may not have come so far.
            FlushFolders(Path.GetDirectoryName(file)!);
            return id;
        });
    }

    public Task<byte[]?> GetAsync(BlobShelf shelf, BlobId id, CancellationToken cancel)
        => !id.IsHash ? Task.FromResult<byte[]?>(null) : OnDiskAsync(async () => await ReadAsync(FileOf(shelf, id), cancel) is { } content ? BlobContent.Checked(shelf, id, content) : null);

    public Task<ImmutableArray<BlobId>> PutBeforeAsync(BlobShelf shelf, DateTimeOffset moment, BlobId? after, int limit, CancellationToken cancel)
        => OnDiskAsync(() =>
        {
            var found = ImmutableArray.CreateBuilder<BlobId>();
            foreach (var folder in Sorted(Directory.Exists(ShelfOf(shelf)) ? Directory.GetDirectories(ShelfOf(shelf)) : []))
            {
                if (after is { } from && string.CompareOrdinal(Path.GetFileName(folder), from.Value[..2]) < 0) continue;
                foreach (var file in Sorted(Directory.GetFiles(folder)))
                {
                    cancel.ThrowIfCancellationRequested();
                    var id = BlobId.Of(Path.GetFileName(file));
                    if (!id.IsHash || string.CompareOrdinal(id.Value, after?.Value ?? "") <= 0 || File.GetLastWriteTimeUtc(file) >= moment.UtcDateTime) continue;
                    found.Add(id);
                    if (found.Count == limit) return Task.FromResult(found.ToImmutable());
                }
            }

            return Task.FromResult(found.ToImmutable());
        });

    public Task RemoveAsync(BlobShelf shelf, BlobId id, DateTimeOffset putBefore, CancellationToken cancel)
        => OnDiskAsync(() =>
        {
            var file = FileOf(shelf, id);
            lock (gate)
            {
                if (File.Exists(file) && File.GetLastWriteTimeUtc(file) < putBefore.UtcDateTime) File.Delete(file);
            }

            return Task.FromResult(true);
        });

    private static IEnumerable<string> Sorted(string[] paths) => paths.Order(StringComparer.Ordinal);

    private string ShelfOf(BlobShelf shelf) => Path.Combine(root, shelf.ToString().ToLowerInvariant());

    /// <summary>Of what is a hash alone: nothing that was sent becomes a path.</summary>
    private string FileOf(BlobShelf shelf, BlobId id)
        => id.IsHash ? Path.Combine(ShelfOf(shelf), id.Value[..2], id.Value) : throw new ArgumentException("no hash", nameof(id));

    /// <summary>A file that is broken is written anew, since here is its content.</summary>
    private static async Task<bool> IsWholeAsync(string file, BlobId id, CancellationToken cancel) => await ReadAsync(file, cancel) is { } content && BlobId.OfContent(content) == id;

    /// <returns>False: it was removed meanwhile.</returns>
    private bool Touch(string file)
    {
        lock (gate)
        {
            if (!File.Exists(file)) return false;
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime);
            return true;
        }
    }

    private static async Task<byte[]?> ReadAsync(string file, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancel);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private async Task MakeAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var written = Path.Combine(unfinished, $"{Guid.NewGuid():N}");
        try
        {
            await WriteAsync(written, content, cancel);
            lock (gate)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.Move(written, file, overwrite: true);
            }
        }
        finally
        {
            File.Delete(written);
        }
    }

    private static async Task WriteAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await stream.WriteAsync(content, cancel);
        stream.Flush(flushToDisk: true);
    }

    private void FlushFolders(string folder)
    {
        for (var one = folder; one is not null && one.Length >= root.Length; one = Path.GetDirectoryName(one)) FolderNames.Flush(one);
    }

    /// <summary>Not on the caller's thread, and what the disk refuses is told as the journal's faults are.</summary>
    private static async Task<T> OnDiskAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await Task.Run(work);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalFault.Transient, $"the blobs' folder: {e.Message}", e);
        }
    }
}
