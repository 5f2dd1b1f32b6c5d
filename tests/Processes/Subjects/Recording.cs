using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;

namespace Circle.Processes.Tests.Subjects;

/// <summary>What people do with personal data, over HTTP.</summary>
internal static class Recording
{
    private const string Path = "/api/v1/subjects";
    private static int phones;

    /// <summary>A number that no other test has.</summary>
    public static string Phone() => $"1567{Environment.ProcessId % 1_000:D3}{Interlocked.Increment(ref phones):D4}";

    public static Task<Reply> RecordAsync(this Api api, object draft) => api.PostAsync(Path, JsonSerializer.Serialize(draft), key: null);

    public static async Task<string> RecordedAsync(this Api api, object draft)
    {
        var reply = await api.RecordAsync(draft);
        Assert.True(reply.Status == HttpStatusCode.Created, reply.ToString());
        return reply.Id();
    }

    public static Task<Reply> SearchAsync(this Api api, string phone) => api.PostAsync($"{Path}/search", JsonSerializer.Serialize(new { phone }), key: null);

    public static Task<Reply> RevealAsync(this Api api, string id, object? ask = null)
        => api.PostAsync($"{Path}/{id}/reveal", JsonSerializer.Serialize(ask ?? new { fields = new[] { "name", "phone", "address" }, reason = "callBack" }), key: null);

    public static Task<Reply> EraseAsync(this Api api, string id, string reason = "request", string? note = null)
        => api.PostAsync($"{Path}/{id}/erase", JsonSerializer.Serialize(new { reason, note }), key: null);

    public static Task<Reply> HoldAsync(this Api api, string id, string until, string reason)
        => api.SendAsync(HttpMethod.Put, $"{Path}/{id}/hold", new StringContent(JsonSerializer.Serialize(new { until, reason }), System.Text.Encoding.UTF8, "application/json"));

    public static Task<Reply> ReleaseAsync(this Api api, string id) => api.SendAsync(HttpMethod.Delete, $"{Path}/{id}/hold");

    public static async Task<List<JsonElement>> SubjectsAsync(this Api api, string query = "") => [.. (await api.GetAsync($"{Path}?limit=200{query}")).GetProperty("items").EnumerateArray()];

    public static async Task<List<JsonElement>> ErasuresAsync(this Api api) => [.. (await api.GetAsync($"{Path}/erasures?limit=200")).GetProperty("items").EnumerateArray()];

    public static Task<JsonElement> RulesAsync(this Api api) => api.GetAsync($"{Path}/rules");

    public static async Task<List<JsonElement>> AuditedAsync(this Api auditor, string subject)
        => [.. (await auditor.GetAsync($"/api/v1/audit?limit=200&subject=subject:{subject}")).GetProperty("items").EnumerateArray()];
}
