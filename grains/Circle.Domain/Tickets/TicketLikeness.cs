using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;

namespace Circle.Domain.Tickets;

/// <summary>相似程度</summary>
public enum Alike
{
    /// <summary>低</summary>
    Low,

    /// <summary>中</summary>
    Medium,

    /// <summary>高</summary>
    High,
}

/// <summary>What a call being taken is compared by; whatever is not known yet is null.</summary>
/// <param name="Distances">Metres from its target to others near it.</param>
public sealed record LikenessOf(StreamId? About, SubjectId? Caller, TicketCategoryId? Category, string Matter, IReadOnlyDictionary<StreamId, int> Distances);

/// <summary>疑似重复 and why: each reason is one that a person can check.</summary>
/// <param name="Metres">Null: the same target, or nobody knows how far it is.</param>
/// <param name="Words">Said in both, the longest first, at most <see cref="TicketLikeness.MostWords"/>.</param>
/// <param name="Days">Since the other one was received.</param>
public sealed record Likeness(Alike Alike, bool SameTarget, bool SameCaller, bool SameCategory, int? Metres, ImmutableArray<string> Words, int Days);

/// <summary>查重: how alike a call is to a ticket, by what is the same and what is said in both.</summary>
public static class TicketLikeness
{
    public const int MostWords = 2;

    /// <summary>Nothing that is older is proposed.</summary>
    public const int MostDays = 60;

    /// <summary>Of two texts so much is compared.</summary>
    private const int MostText = 300;

    private const int ShortestWord = 2;

    /// <summary>Targets no further than this are near.</summary>
    private const int NearMetres = 300;

    /// <summary>Said in most calls, so that nothing follows from it.</summary>
    private static readonly ImmutableArray<string> Common = ["服务", "社区", "街道", "要求", "反映", "情况", "问题", "处理", "希望", "已经", "没有", "工作", "人员", "来电", "小区", "居民", "今天", "昨天", "现在", "请问"];

    /// <returns>Null: not alike enough to be proposed.</returns>
    public static Likeness? Of(LikenessOf call, TicketView ticket, string? matter, DateTimeOffset now)
    {
        var days = (int)(now - ticket.Received.At).TotalDays;
        if (days > MostDays || ticket.Parent is not null) return null;
        var sameTarget = call.About is { } about && about == ticket.About.Row;
        var metres = !sameTarget && call.Distances.TryGetValue(ticket.About.Row, out var far) && far <= NearMetres ? far : (int?)null;
        var words = matter is null ? [] : InBoth(call.Matter, matter);
        var (sameCaller, sameCategory) = (call.Caller is not null && call.Caller == ticket.Intake.Caller, call.Category == ticket.Category);
        var score = (sameTarget ? 3 : metres is not null ? 1 : 0) + (sameCaller ? 2 : 0) + (sameCategory ? 1 : 0) + words.Length;
        return (sameTarget, sameCaller, words.Length, metres) is (false, false, 0, _) or (false, false, _, null)
            ? null
            : new Likeness(score >= 5 ? Alike.High : score >= 4 ? Alike.Medium : Alike.Low, sameTarget, sameCaller, sameCategory, metres, words, Math.Max(0, days));
    }

    /// <summary>The longest texts that stand in both and overlap in neither.</summary>
    private static ImmutableArray<string> InBoth(string a, string b)
    {
        var (left, right) = (a.Length > MostText ? a[..MostText] : a, b.Length > MostText ? b[..MostText] : b);
        var found = ImmutableArray.CreateBuilder<string>();
        while (found.Count < MostWords && Longest(left, right) is { } word)
        {
            if (!Common.Contains(word)) found.Add(word);
            // What was looked at is cut out of both, so that nothing spans the gap.
            (left, right) = (left.Replace(word, "\n", StringComparison.Ordinal), right.Replace(word, "\r", StringComparison.Ordinal));
        }

        return found.ToImmutable();
    }

    /// <summary>Null: none of <see cref="ShortestWord"/> letters.</summary>
    private static string? Longest(string a, string b)
    {
        var (best, end) = (0, 0);
        Span<int> before = stackalloc int[MostText + 1];
        Span<int> now = stackalloc int[MostText + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = a[i - 1] == b[j - 1] && char.IsLetter(a[i - 1]) ? before[j - 1] + 1 : 0;
                if (now[j] > best) (best, end) = (now[j], i);
            }

            now.CopyTo(before);
        }

        return best >= ShortestWord ? a[(end - best)..end] : null;
    }
}
