using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Circle.Domain.Delivery;
using Circle.Grains.Delivery;

namespace Circle.Silo.Delivery;

/// <summary>短信: the gateway's own JSON, filled with number and text, once for each number. It takes them by any status of 200 to 299.</summary>
internal sealed class SmsChannel(Outbound outbound) : IChannel
{
    /// <summary>Characters of a text: some four parts of a long one.</summary>
    private const int Most = 260;

    private const int MostLines = 5;

    public Channel Kind => Channel.Sms;

    public async Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel)
    {
        var text = Text(message, message.Lines(MostLines, lines => Text(message, lines).Length <= Most));
        IEnumerable<KeyValuePair<string, string>> headers = target.Authorization.Length > 0 ? [new("Authorization", target.Authorization)] : [];
        foreach (var to in target.Recipients)
        {
            var body = target.Body.Replace("{to}", Escaped(to), StringComparison.Ordinal).Replace("{text}", Escaped(text), StringComparison.Ordinal);
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
            if ((await outbound.PostAsync(new Uri(target.Url), content, headers, cancel)).Failure is { } failure) return failure;
        }

        return null;
    }

    private static string Text(DeliveryMessage message, IReadOnlyList<string> lines) => $"{message.Title}。{string.Join("；", lines)}";

    private static string Escaped(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
