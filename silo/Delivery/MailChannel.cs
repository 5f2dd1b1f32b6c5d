using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Delivery;
using Circle.Grains.Delivery;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Circle.Silo.Delivery;

/// <summary>
/// 电子邮件: plain text by one server, the message's id in its head, so that a repeat can be told. One mailbox that is refused keeps it from no other:
/// where the server says "later" the next try is for that one alone, and where it says "never" (5yz) the mail is sent all the same and the log says so.
/// </summary>
internal sealed class MailChannel(DeliverySettings settings, ILogger<MailChannel> log) : IChannel
{
    private const int MostLines = 200;

    private const int OfTls = 465;

    private readonly RecipientMemory memory = new();

    public Channel Kind => Channel.Mail;

    public async Task<string?> SendAsync(TargetSettings target, DeliveryMessage message, CancellationToken cancel)
    {
        if (settings.Mail is not { } server) return "这里的配置中没有邮件服务器 · no mail server in the configuration";
        var whom = memory.LeftOf(message.Id, target.Recipients);
        if (whom.IsEmpty) return Outcome(target, message, whom, []);
        using var mail = Write(server, whom, message);
        using var client = new Client { Timeout = (int)settings.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, !server.Tls ? SecureSocketOptions.None : server.Port == OfTls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, cancel);
            if (server.User.Length > 0) await client.AuthenticateAsync(server.User, server.Password, cancel);
            await client.SendAsync(mail, cancel);
        }
        catch (SmtpCommandException) when (client.Refused.Count == whom.Length)
        {
            // Whether that is the end of it is seen below.
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

        // It has said what it has to say: how the farewell goes is no matter.
        try
        {
            await client.DisconnectAsync(true, cancel);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
        }

        return Outcome(target, message, whom, client.Refused);
    }

    /// <summary>Null: whoever may have it has it.</summary>
    private string? Outcome(TargetSettings target, DeliveryMessage message, ImmutableArray<string> whom, Dictionary<string, int> refused)
    {
        foreach (var to in whom) memory.Note(message.Id, to, isTaken: !refused.ContainsKey(MailboxAddress.Parse(to).Address));
        var said = string.Join(", ", refused.Values.Distinct().Order());
        if (refused.Count > 0) log.LogWarning("{Message}: {Count} recipients of {Target} were refused by the mail server, which answered {Status}", message.Id, refused.Count, target.Name, said);

        // A test is there to show what does not work.
        var hasSomebody = refused.Count < target.Recipients.Distinct().Count();
        if (refused.Count > 0 && (message.IsTest || !hasSomebody || refused.Values.Any(status => status < 500)))
            return string.Create(CultureInfo.InvariantCulture, $"{target.Recipients.Count} 个收件人中 {refused.Count} 个被邮件服务器拒收（{said}）· {refused.Count} of {target.Recipients.Count} recipients refused by the mail server ({said})");
        memory.Forget(message.Id);
        return null;
    }

    private static MimeMessage Write(MailSettings server, ImmutableArray<string> whom, DeliveryMessage message)
    {
        var mail = new MimeMessage
        {
            Subject = message.Title,
            MessageId = $"{message.Id}@{server.From[(server.From.LastIndexOf('@') + 1)..].TrimEnd('>')}",
            Body = new TextPart("plain") { Text = string.Join('\n', (IEnumerable<string>)[.. message.Lines(MostLines, _ => true), .. message.Desk is { } desk ? ["", $"预警台：{desk}"] : Array.Empty<string>()]) + "\n" },
        };
        mail.From.Add(MailboxAddress.Parse(server.From));

        // Who else hears is nobody's matter.
        foreach (var to in whom) mail.Bcc.Add(MailboxAddress.Parse(to));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// <summary>Goes on where a recipient is refused, and ends where all are.</summary>
    private sealed class Client : SmtpClient
    {
        /// <summary>Status by address.</summary>
        public Dictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Refused[mailbox.Address] = (int)response.StatusCode;

        protected override void OnNoRecipientsAccepted(MimeMessage message)
            => throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, (SmtpStatusCode)Refused.Values.First(), "no recipient was accepted");
    }
}
