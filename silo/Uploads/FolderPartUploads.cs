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
    private const string PartEnding = ".part";

    /// <summary>What is done to one upload is done in turn; others wait for no disk but that of those few that share its turn.</summary>
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

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

    public async Task BeginAsync(string id, Actor by, int length, int most, CancellationToken cancel)
    {
        foreach (var old in await OnDiskAsync(() => InTheWay(by, most), cancel)) await InTurnAsync(old, () => Remove(old), cancel);
        await InTurnAsync(
            id,
            () =>
            {
                Write(PartOf(id), 0, []);
                Write(FileOf(id), 0, JsonSerializer.SerializeToUtf8Bytes(new Head(by.Value, length, TimeProvider.System.GetUtcNow())));
                FolderNames.Flush(root);
                return true;
            },
            cancel);
    }

    public Task<(PartUpload Upload, Actor By)?> FindAsync(string id, CancellationToken cancel) => InTurnAsync<(PartUpload, Actor)?>(
        id, () => HeadOf(id) is { } head ? (new PartUpload(head.Length, ReceivedOf(id, head), head.Begun), new Actor(head.By)) : null, cancel);

    public Task<int?> AppendAsync(string id, int offset, ReadOnlyMemory<byte> part, CancellationToken cancel) => InTurnAsync<int?>(
        id,
        () =>
        {
            if (HeadOf(id) is null || new FileInfo(PartOf(id)).Length != offset) return null;
            Write(PartOf(id), offset, part.Span);
            return offset + part.Length;
        },
        cancel);

    public Task<byte[]?> ReadAsync(string id, CancellationToken cancel) => InTurnAsync(id, () => HeadOf(id) is null ? null : File.ReadAllBytes(PartOf(id)), cancel);

    public async Task<int> RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancel)
    {
        var removed = 0;
        foreach (var id in await OnDiskAsync(Names, cancel))
        {
            // Without its head it is what a crash left of one.
            if (await InTurnAsync(id, () => !(HeadOf(id)?.Begun >= moment) && Remove(id), cancel)) removed++;
        }

        return removed;
    }

    private string FileOf(string id) => Path.Combine(root, $"{id}{HeadEnding}");

    private string PartOf(string id) => Path.Combine(root, $"{id}{PartEnding}");

    private List<string> Names() => [.. Directory.EnumerateFiles(root).Where(f => Path.GetExtension(f) is HeadEnding or PartEnding).Select(f => Path.GetFileNameWithoutExtension(f)).Distinct()];

    /// <summary>The oldest of an account's, so that there is room for one more that is not at its end. Those that are too old are among them.</summary>
    private List<string> InTheWay(Actor by, int most)
    {
        var own = Names().Select(id => (Id: id, Head: HeadOf(id))).Where(u => u.Head?.By == by.Value).OrderByDescending(u => u.Head!.Begun).ToLookup(u => ReceivedOf(u.Id, u.Head!) == u.Head!.Length);
        return [.. own[false].Skip(most - 1).Concat(own[true].Skip(most)).Select(u => u.Id)];
    }

    private bool Remove(string id)
    {
        File.Delete(PartOf(id));
        File.Delete(FileOf(id));
        return true;
    }

    private int ReceivedOf(string id, Head head) => new FileInfo(PartOf(id)) is { Exists: true } part ? (int)Math.Min(head.Length, part.Length) : 0;

    private static void Write(string file, int offset, ReadOnlySpan<byte> part)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Position = offset;
        stream.Write(part);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Null: there is none, or a crash left half of it.</summary>
    private Head? HeadOf(string id)
    {
        try
        {
            return JsonSerializer.Deserialize<Head>(File.ReadAllText(FileOf(id)));
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    private async Task<T> InTurnAsync<T>(string id, Func<T> work, CancellationToken cancel)
    {
        var turn = turns[(uint)string.GetHashCode(id, StringComparison.Ordinal) % turns.Length];
        await turn.WaitAsync(cancel);
        try
        {
            return await OnDiskAsync(work, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Not on the caller's thread, and what the disk refuses is told as the journal's faults are.</summary>
    private static async Task<T> OnDiskAsync<T>(Func<T> work, CancellationToken cancel)
    {
        try
        {
            return await Task.Run(work, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalFault.Transient, $"the uploads' folder: {e.Message}", e);
        }
    }
}
