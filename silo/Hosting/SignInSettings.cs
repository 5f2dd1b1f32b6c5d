using Circle.Domain.Journal;

namespace Circle.Silo.Hosting;

/// <summary>Section <c>Circle:OpenIdConnect</c>: a provider by which people may sign in as well (统一身份认证). All but the name are needed.</summary>
public sealed class OpenIdConnectSettings
{
    /// <summary>Of the column that linked identities are stored in.</summary>
    private const int MaxAuthority = 128;
    private const int MaxName = 30;

    /// <summary>Its issuer, https, under which <c>.well-known/openid-configuration</c> lies; http at this machine alone.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>On the button, 1 to 30 characters.</summary>
    public string DisplayName { get; set; } = "统一身份认证";

    internal void Check(FaultList faults, string section)
    {
        if (Authority.Length > MaxAuthority || !WebAddress.IsSafe(Authority))
        {
            faults.Add(
                $"{section}:{nameof(Authority)}", "bad-address", $"“{Authority}”不是 https 地址（最多 {MaxAuthority} 个字符）", $"'{Authority}' must be an https address of at most {MaxAuthority} characters");
        }

        faults.Text($"{section}:{nameof(ClientId)}", ClientId, 1, 200);
        faults.Text($"{section}:{nameof(ClientSecret)}", ClientSecret, 1, 500);
        faults.Text($"{section}:{nameof(DisplayName)}", DisplayName, 1, MaxName);
    }
}

/// <summary>A certificate and its private key in a PFX file (PKCS #12).</summary>
public sealed class CertificateSettings
{
    /// <summary>Relative to the content root.</summary>
    public string Path { get; set; } = "";

    /// <summary>Null: the file has none.</summary>
    public string? Password { get; set; }
}

internal static class WebAddress
{
    /// <summary>Https, or http at this machine.</summary>
    public static bool IsSafe(string? text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
           && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
