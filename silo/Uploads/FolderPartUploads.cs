using System.Text.Json;
using Circle.Contracts.Journal;
using Circle.Contracts.Uploads;
using Circle.Domain.Journal;
using Circle.Grains.Uploads;
using Circle.Silo.Storage;

namespace Circle.Silo.Uploads;

/// <summary>Files that arrive in parts, as a file for what they are and one for what is there, in a folder that one process holds.</summary>
internal sealed class FolderPartUploads(string root) : IPartUploads
{
    private const string HeadEnding = ".json";

    /// <summary>One at a time: a part is an eighth of a megabyte.</summary>
    private readonly Lock gate = new();

    private sealed record Head(string By, int Length, DateTimeOffset Begun);

    /// <exception cref="StartupException">The folder cannot be written.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"上传目录 {root} 不可写。The uploads' folder {root} cannot be written: {e.Message}", e);
        }
    }

    public Task<bool> BeginAsync(string id, Actor by, int length, int most, CancellationToken cancel) => InTurnAsync(
        () =>
        {
            if (Directory.GetFiles(root, $"*{HeadEnding}").Count(f => HeadOf(f)?.By == by.Value) >= most) return false;
            Append(PartOf(id), 0, []);
            File.WriteAllText(FileOf(id), JsonSerializer.Serialize(new Head(by.Value, length, TimeProvider.System.GetUtcNow())));
            return true;
        },
        cancel);

    public Task<(PartUpload Upload, Actor By)?> FindAsync(string id, CancellationToken cancel) => InTurnAsync<(PartUpload, Actor)?>(
        () => HeadOf(FileOf(id)) is { } head ? (new PartUpload(head.Length, (int)Math.Min(head.Length, new FileInfo(PartOf(id)).Length), head.Begun), new Actor(head.By)) : null,
        cancel);

    public Task<int?> AppendAsync(string id, int offset, ReadOnlyMemory<byte> part, CancellationToken cancel) => InTurnAsync<int?>(
        () =>
        {
            if (HeadOf(FileOf(id)) is null || new FileInfo(PartOf(id)).Length != offset) return null;
            Append(PartOf(id), offset, part.Span);
            return offset + part.Length;
        },
        cancel);

    public Task<byte[]?> ReadAsync(string id, CancellationToken cancel) => InTurnAsync(() => HeadOf(FileOf(id)) is null ? null : File.ReadAllBytes(PartOf(id)), cancel);

    public Task RemoveAsync(string id, CancellationToken cancel) => InTurnAsync(() => Remove(FileOf(id)), cancel);

    public Task<int> RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancel) => InTurnAsync(
        () => Directory.GetFiles(root, $"*{HeadEnding}").Count(file => !(HeadOf(file)?.Begun >= moment) && Remove(file)),
        cancel);

    private string FileOf(string id) => Path.Combine(root, $"{id}{HeadEnding}");

    private string PartOf(string id) => Path.Combine(root, $"{id}.part");

    private static bool Remove(string file)
    {
        File.Delete(Path.ChangeExtension(file, ".part"));
        File.Delete(file);
        return true;
    }

    private static void Append(string file, int offset, ReadOnlySpan<byte> part)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Position = offset;
        stream.Write(part);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Null: there is none, or a crash left half of it.</summary>
    private static Head? HeadOf(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Head>(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Not on the caller's thread, and what the disk refuses is told as the journal's faults are.</summary>
    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancel)
    {
        try
        {
            return await Task.Run(
                () =>
                {
                    lock (gate) return work();
                },
                cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalFault.Transient, $"the uploads' folder: {e.Message}", e);
        }
    }
}
