using System.Globalization;
using Circle.Domain.Journal;

namespace Circle.Domain.Audit;

/// <summary>Where a chain does not hold, and what differs there.</summary>
/// <param name="Version">The first place; 0: the chain as a whole.</param>
public sealed record ChainBreak(string Chain, long Version, string Zh, string En)
{
    internal static ChainBreak Of(string chain, long version, FormattableString zh, FormattableString en)
        => new(chain, version, zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Walks one stream of the journal from its first event. Its first break is kept; those after it follow from it.</summary>
public sealed class EventChain(StreamId stream)
{
    public StreamId Stream => stream;

    public long Version { get; private set; }

    /// <summary>Of the last event, as it reckons.</summary>
    public string Hash { get; private set; } = "";

    public ChainBreak? Break { get; private set; }

    public void Take(Envelope next)
    {
        if (next.Version != Version + 1)
            Broken(Version + 1, $"缺第 {Version + 1} 条（之后是第 {next.Version} 条）", $"event {Version + 1} is missing (the next is {next.Version})");
        else if (next.PreviousHash != Hash)
            Broken(Math.Max(Version, 1), $"第 {Version} 条与第 {next.Version} 条接不上：内容或次序被改过", $"events {Version} and {next.Version} do not join: a content or the order was changed");
        (Version, Hash) = (next.Version, next.Hash);
    }

    /// <param name="version">Where the stream's head says that it ends; null: it has none.</param>
    public void End(long? version, string hash)
    {
        if (version is not { } head)
            Broken(Version, $"没有流头，事件有 {Version} 条", $"there is no head, and {Version} events");
        else if (head > Version)
            Broken(Version + 1, $"缺第 {Version + 1} 到第 {head} 条", $"events {Version + 1} to {head} are missing");
        else if (head < Version)
            Broken(head + 1, $"流头在第 {head} 条，事件到第 {Version} 条", $"the head stands at {head} and the events go to {Version}");
        else if (hash != Hash)
            Broken(Version, $"第 {Version} 条的内容与流头不符", $"event {Version} is not the one that the head names");
    }

    private void Broken(long version, FormattableString zh, FormattableString en) => Break ??= ChainBreak.Of(stream.Value, version, zh, en);
}

/// <summary>Walks one chain of the audit from where what is kept of it begins.</summary>
public sealed class EntryChain(ChainHead from)
{
    private readonly long begins = from.Version;

    public string Chain { get; } = from.Chain;

    public ChainHead Head { get; private set; } = from;

    public ChainBreak? Break { get; private set; }

    public void Take(AuditEntry next)
    {
        if (next.Version != Head.Version + 1)
            Broken(Head.Version + 1, $"缺第 {Head.Version + 1} 条（之后是第 {next.Version} 条）", $"entry {Head.Version + 1} is missing (the next is {next.Version})");
        else if (next.PreviousHash != Head.Hash)
            Broken(next.Version, $"第 {next.Version} 条接不上前一条", $"entry {next.Version} does not join the one before");
        else if (next.Hash != next.Reckoned())
            Broken(next.Version, $"第 {next.Version} 条的内容被改过", $"the content of entry {next.Version} was changed");
        Head = new ChainHead(Chain, next.Version, next.Hash);
    }

    /// <summary>What a digest says of it, when its walk has come there.</summary>
    /// <param name="found">Hash of the entry that the digest names; null: there is none.</param>
    public void Compare(ChainHead digest, long number, string? found)
    {
        if (digest.Version < begins) return;
        if (found is null)
            Broken(digest.Version, $"摘要 {number} 记到第 {digest.Version} 条，现在没有这一条", $"digest {number} knows entry {digest.Version}, which is not there");
        else if (found != digest.Hash)
            Broken(digest.Version, $"第 {digest.Version} 条与摘要 {number} 不符", $"entry {digest.Version} is not the one of digest {number}");
    }

    /// <summary>
    /// What a digest knows and retention has let go of. Whatever came after the head that it names is younger than the digest itself:
    /// as long as that may not be let go of, somebody has taken it away.
    /// </summary>
    /// <param name="kept">Nothing younger is let go of.</param>
    public void CompareLetGo(ChainHead digest, long number, DateTimeOffset takenAt, DateTimeOffset kept)
    {
        if (digest.Version < begins && takenAt > kept)
            Broken(digest.Version + 1, $"第 {digest.Version + 1} 到第 {begins} 条不满保存期就没有了，摘要 {number} 记到第 {digest.Version} 条", $"entries {digest.Version + 1} to {begins} were taken away too young: digest {number} knows {digest.Version}");
    }

    private void Broken(long version, FormattableString zh, FormattableString en) => Break ??= ChainBreak.Of(Chain, version, zh, en);
}
