using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Domain.Delivery;
using Circle.Grains.Delivery;

namespace Circle.Silo.Delivery;

/// <summary>钉钉群机器人: markdown; where the robot signs, time and signature stand in the address.</summary>
internal sealed class DingTalkChannel(Outbound outbound, TimeProvider real) : IChannel
{
    /// <summary>Of its text, in bytes of UTF-8; the robot takes 20,000 in all.</summary>
    private const int MostBytes = 18_000;

    public Channel Kind => Channel.DingTalk;

    public async Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel)
    {
        var text = RobotText.Markdown(message, MostBytes);
        var body = new { msgtype = "markdown", markdown = new { title = message.Title, text } };
        return RobotText.FailureOf(await outbound.PostAsync(AddressOf(target), JsonContent.Create(body), [], cancel));
    }

    private Uri AddressOf(TargetSettings target)
    {
        if (target.Secret.Length == 0) return new Uri(target.Url);
        var timestamp = real.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(target.Secret), Encoding.UTF8.GetBytes($"{timestamp}\n{target.Secret}")));
        return new Uri($"{target.Url}{(target.Url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={timestamp}&sign={Uri.EscapeDataString(sign)}");
    }
}

/// <summary>企业微信群机器人: markdown.</summary>
internal sealed class WeComChannel(Outbound outbound) : IChannel
{
    /// <summary>Of its text, in bytes of UTF-8; the robot takes 4,096.</summary>
    private const int MostBytes = 4_000;

    public Channel Kind => Channel.WeCom;

    public async Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel)
    {
        var body = new { msgtype = "markdown", markdown = new { content = RobotText.Markdown(message, MostBytes) } };
        return RobotText.FailureOf(await outbound.PostAsync(new Uri(target.Url), JsonContent.Create(body), [], cancel));
    }
}

/// <summary>What both robots have in common.</summary>
internal static class RobotText
{
    private const int MostLines = 50;

    public static string Markdown(DeliveryMessage message, int mostBytes)
    {
        var link = message.Desk is { } desk ? $"\n\n[打开预警台]({desk})" : "";
        return Text(message.Lines(MostLines, lines => Encoding.UTF8.GetByteCount(Text(lines)) <= mostBytes));

        string Text(IReadOnlyList<string> lines) => $"### {message.Title}\n\n{string.Join('\n', lines.Select(l => $"- {Plain(l)}"))}{link}";
    }

    /// <summary>A robot answers 200 to everything; what became of it stands in <c>errcode</c>, 0 being well.</summary>
    public static string? FailureOf(OutboundAnswer answer)
    {
        if (answer.Failure is { } failure) return failure;
        try
        {
            using var said = JsonDocument.Parse(answer.Text);
            return said.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number)
                ? number == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"机器人答复 errcode {number} · the robot answered errcode {number}")
                : "机器人的答复中没有 errcode · the robot's answer has no errcode";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "机器人的答复读不懂 · the robot's answer cannot be read";
        }
    }

    /// <summary>Names are people's own words: none of them makes a link or a heading.</summary>
    private static string Plain(string line) => string.Concat(line.Select(c => c is '[' or ']' or '(' or ')' or '<' or '>' or '*' or '_' or '`' or '#' or '\\' or '!' ? $"\\{c}" : c is '\n' or '\r' ? " " : $"{c}"));
}
