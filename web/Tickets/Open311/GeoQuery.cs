using System.Collections.Immutable;
using Circle.Contracts.Tickets;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Web.Journal;
using Microsoft.Extensions.Primitives;

namespace Circle.Web.Tickets.Open311;

/// <summary>Which requests are asked for. A parameter of a list may stand once, with commas, or several times.</summary>
internal static class GeoQuery
{
    private const string Open = "open";
    private const string Closed = "closed";

    private static readonly DateTimeOffset Earliest = new(1949, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2199, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static FiledQuery Read(IQueryCollection query, FaultList faults)
    {
        var ids = Several(query["service_request_id"], "service_request_id", faults).Select(id => faults.Id<TicketId>("service_request_id", id)).OfType<TicketId>().ToImmutableArray();
        var codes = Several(query["service_code"], "service_code", faults).Select(code => faults.Id<TicketCategoryId>("service_code", code)).OfType<TicketCategoryId>().ToImmutableArray();
        var statuses = Several(query["status"], "status", faults).ToHashSet();
        if (statuses.Any(s => s is not (Open or Closed))) faults.Add("status", "wrong-shape", "只能是 open、closed", "must be open or closed");
        var (from, until) = (MomentOf(query["start_date"], "start_date", faults), MomentOf(query["end_date"], "end_date", faults));
        if (until < from) faults.Add("end_date", "out-of-range", "不能早于 start_date", "must not be before start_date");
        if (until - from > TimeSpan.FromDays(FiledQuery.Days)) faults.Add("end_date", "out-of-range", $"与 start_date 最多相距 {FiledQuery.Days} 天", $"at most {FiledQuery.Days} days after start_date");
        return new FiledQuery(ids, codes, from, until, statuses.Count == 1 ? statuses.Contains(Closed) : null);
    }

    private static string[] Several(StringValues values, string name, FaultList faults)
    {
        string[] several = [.. values.SelectMany(v => (v ?? "").Split(',', FiledQuery.MostIds + 2, StringSplitOptions.TrimEntries)).Where(v => v.Length > 0).Take(FiledQuery.MostIds + 1)];
        if (several.Length <= FiledQuery.MostIds) return several;
        faults.Add(name, "too-many", $"一次最多 {FiledQuery.MostIds} 个", $"at most {FiledQuery.MostIds} at once");
        return [];
    }

    /// <summary>A plus that was not encoded arrives as a blank.</summary>
    private static DateTimeOffset? MomentOf(StringValues values, string name, FaultList faults)
    {
        if (values.Count == 1 && string.IsNullOrEmpty(values[0])) return null;
        if (values.Count == 1 && Moment.TryParse(values[0]!.Replace(' ', '+'), out var at) && at >= Earliest && at <= Latest) return at;
        if (values.Count > 0) faults.Add(name, "wrong-shape", "应为带时区的时间，如 2013-11-12T14:32:00+08:00", "must be a time with its offset, like 2013-11-12T14:32:00+08:00");
        return null;
    }
}
