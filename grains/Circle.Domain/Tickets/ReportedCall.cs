using System.Text.Json.Nodes;
using Circle.Domain.Journal;

namespace Circle.Domain.Tickets;

/// <summary>
/// 举报 as the audit shows it: who received it, when and about what, and nothing by which whoever made it could be found, not even the id under which they
/// are known elsewhere or that of their call.
/// </summary>
public static class ReportedCall
{
    private const string Received = "ticket.received";
    private const string Report = "report";

    /// <param name="type">Of the event.</param>
    /// <param name="data">Its JSON, as the journal holds it.</param>
    public static string ForAudit(string type, string data)
    {
        if (type != Received || JsonNode.Parse(data) is not JsonObject received || received["intake"] is not JsonObject intake || intake["kind"]?.GetValue<string>() != Report) return data;
        foreach (var field in (ReadOnlySpan<string>)["caller", "wish", "call", "recording"])
            if (intake.ContainsKey(field)) intake[field] = null;
        return received.ToJsonString(JournalJson.Options);
    }
}
