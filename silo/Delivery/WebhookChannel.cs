using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Grains.Delivery;

namespace Circle.Silo.Delivery;

/// <summary>
/// 签名 webhook: a JSON object (<see cref="WebhookBody"/>) by POST. The other side takes it by any status of 200 to 299. Headers:
/// <c>Circle-Message</c>, its id, the same however often it is sent; <c>Circle-Timestamp</c>, seconds since 1970 of this try;
/// <c>Circle-Signature</c>, <c>sha256=</c> and the hexadecimal HMAC-SHA256, keyed by the target's secret, of the timestamp, a full stop and the body.
/// </summary>
internal sealed class WebhookChannel(Outbound outbound, TimeProvider real) : IChannel
{
    public Channel Kind => Channel.Webhook;

    public async Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookBody.Of(message), JournalJson.Options);
        var timestamp = real.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        var answer = await outbound.PostAsync(
            new Uri(target.Url),
            content,
            [
                new("Circle-Message", message.Id),
                new("Circle-Timestamp", timestamp),
                new("Circle-Signature", $"sha256={Sign(target.Secret, timestamp, body)}"),
            ],
            cancel);
        return answer.Failure;
    }

    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{timestamp}."));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
