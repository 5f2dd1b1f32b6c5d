using System.Text;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;

namespace Circle.Web.Subjects;

/// <summary>
/// 删除台账文件: a line of JSON for each that was erased, beside the store and to be copied elsewhere, so that a backup of the store brings nobody
/// back. It is only ever added to. Several programs may write one file.
/// </summary>
internal sealed class ErasureFile(SubjectRules rules, TimeProvider real) : IDisposable
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>As long as it takes another program to write its lines, many times over.</summary>
    private const int MostTries = 100;

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim one = new(1);

    public string FullPath { get; } = Path.Combine(rules.LedgerDirectory, "erasures.jsonl");

    /// <summary>Returns once they are on the disk.</summary>
    /// <exception cref="IOException">Or <see cref="UnauthorizedAccessException"/>: they are not, or not all.</exception>
    public Task AppendAsync(IReadOnlyCollection<Erasure> erasures, CancellationToken cancel)
        => erasures.Count == 0 ? Task.CompletedTask : WithFileAsync(file =>
        {
            var lines = new StringBuilder();

            // A line that broke off ends here, and is no line of ours.
            if (file.Length > 0)
            {
                file.Position = file.Length - 1;
                if (file.ReadByte() != LineEnd) lines.Append('\n');
            }

            foreach (var erasure in erasures) lines.Append(JsonSerializer.Serialize(erasure, JournalJson.Options)).Append('\n');
            file.Position = file.Length;
            file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
            file.Flush(flushToDisk: true);
            return true;
        }, cancel);

    /// <summary>All that it lists, each subject once. What broke off, and was so never answered, is left out.</summary>
    /// <exception cref="IOException">Or <see cref="UnauthorizedAccessException"/>: it cannot be read.</exception>
    public async Task<Dictionary<SubjectId, Erasure>> ReadAsync(CancellationToken cancel)
    {
        var found = new Dictionary<SubjectId, Erasure>();
        if (!Path.Exists(FullPath)) return found;
        await WithFileAsync(file =>
        {
            using var text = new StreamReader(file, leaveOpen: true);
            while (text.ReadLine() is { } line)
            {
                if (Read(line) is { } erasure) found.TryAdd(erasure.Subject, erasure);
            }

            return true;
        }, cancel);
        return found;
    }

    /// <summary>Whether it can be written now.</summary>
    public async Task<bool> IsWritableAsync(CancellationToken cancel)
    {
        try
        {
            return await WithFileAsync(file => file.CanWrite, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => one.Dispose();

    private static Erasure? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Erasure>(line, JournalJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>With the file by itself: the lock that goes with it holds among programs too.</summary>
    private async Task<T> WithFileAsync<T>(Func<FileStream, T> work, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            Directory.CreateDirectory(rules.LedgerDirectory);
            await using var file = await OpenAsync(cancel);
            return work(file);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<FileStream> OpenAsync(CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(FullPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (tries < MostTries && e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                await Task.Delay(Gap, real, cancel);
            }
        }
    }
}
