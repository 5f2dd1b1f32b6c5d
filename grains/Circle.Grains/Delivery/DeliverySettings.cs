using Circle.Domain.Delivery;
using Circle.Domain.Journal;

namespace Circle.Grains.Delivery;

/// <summary>Section <c>Circle:Delivery</c>, of silos and the same for all of them: where receivers are reached. Addresses and secrets stand nowhere else.</summary>
public sealed class DeliverySettings
{
    public const int MostTargets = 500;

    /// <summary>By their names, which receivers give.</summary>
    public TargetSettings[] Targets { get; set; } = [];

    /// <summary>By which mail leaves; null: no target is <see cref="Channel.Mail"/>.</summary>
    public MailSettings? Mail { get; set; }

    /// <summary>
    /// True: targets may lie at addresses of this machine and of private networks. Default: they may not, so that nobody reaches what stands behind the
    /// firewall by a name that leads there. Redirects are followed in no case.
    /// </summary>
    public bool PrivateNetwork { get; set; }

    /// <summary>Messages that a silo sends at once, 1 to 256. One that finds no place waits for one.</summary>
    public int MostAtOnce { get; set; } = 32;

    /// <summary>Of one answer, 1 to 10 s; of one try too but for SMS, which asks once for each number.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public TargetSettings? Find(string name) => Targets.FirstOrDefault(t => t.Name == name);

    public void Check(FaultList faults, string section)
    {
        faults.Range($"{section}:{nameof(MostAtOnce)}", MostAtOnce, 1, 256);
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromSeconds(10)) faults.Add($"{section}:{nameof(Timeout)}", "out-of-range", "应在 00:00:01 到 00:00:10 之间", "must lie between 00:00:01 and 00:00:10");
        faults.Range($"{section}:{nameof(Targets)}", Targets.Length, 0, MostTargets);
        for (var i = 0; i < Targets.Length; i++) Targets[i].Check(faults, $"{section}:{nameof(Targets)}:{i}", Mail is not null);
        foreach (var twice in Targets.GroupBy(t => t.Name).Where(g => g.Count() > 1))
            faults.Add($"{section}:{nameof(Targets)}", "repeated", $"有两个目标都叫“{twice.Key}”", $"two targets are named '{twice.Key}'");
        Mail?.Check(faults, $"{section}:{nameof(Mail)}");
    }
}

/// <summary>A target: a channel with an address. Which of its settings count depends on the channel.</summary>
public sealed class TargetSettings
{
    /// <summary>1 to 64 of a–z, 0–9 and -.</summary>
    public string Name { get; set; } = "";

    public Channel Channel { get; set; }

    /// <summary>http or https; of all channels but mail. Of robots with the token that they were given.</summary>
    public string Url { get; set; } = "";

    /// <summary>Of a webhook, required; of a DingTalk robot that signs.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Of mail: addresses, separated by commas, at most 50; of SMS: numbers, the same.</summary>
    public string To { get; set; } = "";

    /// <summary>Of SMS: the gateway's JSON with <c>{to}</c> and <c>{text}</c> where these belong, inside of quotation marks.</summary>
    public string Body { get; set; } = "";

    /// <summary>Of SMS: value of the header Authorization; empty: none.</summary>
    public string Authorization { get; set; } = "";

    public IReadOnlyList<string> Recipients => To.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal void Check(FaultList faults, string section, bool hasMail)
    {
        if (!ReceiverTerms.IsTarget(Name)) faults.Add($"{section}:{nameof(Name)}", "wrong-shape", "应为小写字母、数字和连字符，最多 64 个", "must be 1 to 64 of a–z, 0–9 and -");
        if (Channel != Channel.Mail && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0))
            faults.Add($"{section}:{nameof(Url)}", "bad-address", "应为 http 或 https 地址，其中不能有用户名", "must be an address of http or https, without a user's name in it");
        if (Channel == Channel.Webhook && Secret.Length < 16) faults.Add($"{section}:{nameof(Secret)}", "too-short", "签名密钥至少 16 个字符", "a secret to sign with has at least 16 characters");
        if (Channel is Channel.Mail or Channel.Sms && Recipients.Count is < 1 or > 50) faults.Add($"{section}:{nameof(To)}", "required", "应为 1 到 50 个收件地址或号码，用逗号分开", "must be 1 to 50 addresses or numbers, separated by commas");
        if (Channel == Channel.Mail && !hasMail) faults.Add($"{section}:{nameof(Channel)}", "needs-mail", "发邮件还须设置 Circle:Delivery:Mail", "mail needs Circle:Delivery:Mail as well");
        if (Channel == Channel.Sms && !(Body.Contains("{to}", StringComparison.Ordinal) && Body.Contains("{text}", StringComparison.Ordinal)))
            faults.Add($"{section}:{nameof(Body)}", "required", "短信网关的 JSON 中应有 {to} 和 {text}", "the gateway's JSON has to have {to} and {text} in it");
    }
}

/// <summary>Section <c>Circle:Delivery:Mail</c>: the server that takes mail.</summary>
public sealed class MailSettings
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>True: TLS, from the first byte at port 465, else by STARTTLS; without it nothing is sent.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>Empty: nobody signs in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The address that mail comes from.</summary>
    public string From { get; set; } = "";

    internal void Check(FaultList faults, string section)
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) faults.Add($"{section}:{nameof(Host)}", "required", "应为主机名或地址", "must be a host's name or address");
        faults.Range($"{section}:{nameof(Port)}", Port, 1, ushort.MaxValue);
        if (!From.Contains('@', StringComparison.Ordinal)) faults.Add($"{section}:{nameof(From)}", "required", "应为发件地址", "must be the address that mail comes from");
        if (User.Length > 0 && !Tls) faults.Add($"{section}:{nameof(Tls)}", "needs-tls", "要登录邮件服务器就须用 TLS", "whoever signs in needs TLS");
    }
}
