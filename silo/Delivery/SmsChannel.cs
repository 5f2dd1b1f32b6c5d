using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Circle.Domain.Delivery;
using Circle.Grains.Delivery;

namespace Circle.Silo.Delivery;

/// <summary>
/// 短信: the gateway's own JSON, filled with number and text, once for each number. It takes them by any status of 200 to 299. Who has taken a message is
/// asked no more; one number that is refused, or not answered in time, holds up no other.
/// </summary>
internal sealed class SmsChannel(Outbound outbound, DeliverySettings settings, TimeProvider real) : IChannel
{
    /// <summary>For all numbers of one try; whoever was not asked by then is asked first by the next.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(30);

    /// <summary>Characters of a text: some four parts of a long one.</summary>
    private const int Most = 260;

    private const int MostLines = 5;

    private readonly RecipientMemory memory = new();

    public Channel Kind => Channel.Sms;

    public TimeSpan Limit(TimeSpan each) => Whole;

    public async Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel)
    {
        var text = Text(message, message.Lines(MostLines, lines => Text(message, lines).Length <= Most));
        IEnumerable<KeyValuePair<string, string>> headers = target.Authorization.Length > 0 ? [new("Authorization", target.Authorization)] : [];
        var (failed, first) = (0, "");
        foreach (var to in memory.LeftOf(message.Id, target.Recipients))
        {
            var body = target.Body.Replace("{to}", Escaped(to), StringComparison.Ordinal).Replace("{text}", Escaped(text), StringComparison.Ordinal);
            var failure = await PostAsync(target, body, headers, cancel);
            memory.Note(message.Id, to, isTaken: failure is null);
            if (failure is not null && failed++ == 0) first = failure;
        }

        if (failed > 0) return target.Recipients.Count == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{target.Recipients.Count} 个号码中 {failed} 个未收 · {failed} of {target.Recipients.Count} numbers not taken: {first}");
        memory.Forget(message.Id);
        return null;
    }

    /// <summary>Null: taken.</summary>
    private async Task<string?> PostAsync(TargetSettings target, string body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancel)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        using var limit = new CancellationTokenSource(settings.Timeout, real);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return (await outbound.PostAsync(new Uri(target.Url), content, headers, either.Token)).Failure;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return Sender.WordsOf(e);
        }
    }

    private static string Text(DeliveryMessage message, IReadOnlyList<string> lines) => $"{message.Title}。{string.Join("；", lines)}";

    private static string Escaped(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
