using Circle.Domain.Delivery;
using Circle.Grains.Delivery;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Circle.Silo.Delivery;

/// <summary>电子邮件: plain text by one server, the message's id in its head, so that a repeat can be told.</summary>
internal sealed class MailChannel(DeliverySettings settings) : IChannel
{
    private const int MostLines = 200;

    private const int OfTls = 465;

    public Channel Kind => Channel.Mail;

    public async Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel)
    {
        if (settings.Mail is not { } server) return "这里的配置中没有邮件服务器 · no mail server in the configuration";
        using var mail = Write(server, target, message);
        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, !server.Tls ? SecureSocketOptions.None : server.Port == OfTls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, cancel);
            if (server.User.Length > 0) await client.AuthenticateAsync(server.User, server.Password, cancel);
            await client.SendAsync(mail, cancel);
        }
        catch (SmtpCommandException e)
        {
            // Its words may name an address.
            return $"邮件服务器答复 {(int)e.StatusCode} · the mail server answered {(int)e.StatusCode}";
        }
        catch (Exception e) when (e is AuthenticationException or SslHandshakeException or NotSupportedException or ProtocolException)
        {
            return $"邮件服务器不接受 · the mail server does not take it ({e.GetType().Name})";
        }

        // It has taken it: how the farewell goes is no matter.
        try
        {
            await client.DisconnectAsync(true, cancel);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
        }

        return null;
    }

    private static MimeMessage Write(MailSettings server, TargetSettings target, DeliveryMessage message)
    {
        var mail = new MimeMessage
        {
            Subject = message.Title,
            MessageId = $"{message.Id}@{server.From[(server.From.LastIndexOf('@') + 1)..].TrimEnd('>')}",
            Body = new TextPart("plain") { Text = string.Join('\n', (IEnumerable<string>)[.. message.Lines(MostLines, _ => true), .. message.Desk is { } desk ? ["", $"预警台：{desk}"] : Array.Empty<string>()]) + "\n" },
        };
        mail.From.Add(MailboxAddress.Parse(server.From));

        // Who else hears is nobody's matter.
        foreach (var to in target.Recipients) mail.Bcc.Add(MailboxAddress.Parse(to));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }
}
