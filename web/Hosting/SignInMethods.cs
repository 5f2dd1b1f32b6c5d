using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Circle.Domain.Journal;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Circle.Web.Accounts;

namespace Circle.Web.Hosting;

/// <summary>What the configuration says of signing in, with the certificates that it names read.</summary>
internal static class SignInMethods
{
    /// <exception cref="StartupException">Names every certificate that cannot be used.</exception>
    public static AccountSettings Read(CircleOptions options, string root)
    {
        var faults = new FaultList();
        var certificate = options.KeyCertificate is { } current ? Read(current, root, $"{CircleOptions.Section}:{nameof(options.KeyCertificate)}", faults) : null;
        var old = options.OldKeyCertificates.Select((c, i) => Read(c, root, $"{CircleOptions.Section}:{nameof(options.OldKeyCertificates)}:{i}", faults)).OfType<X509Certificate2>().ToImmutableArray();
        if (faults.Any) throw CircleOptions.Wrong(faults);
        return new AccountSettings(
            options.Origin is { } origin ? new Uri(origin) : null,
            options.Lockout,
            options.OpenIdConnect is { } o ? new ExternalIssuer(o.Authority, o.ClientId, o.ClientSecret, o.DisplayName) : null,
            certificate,
            old);
    }

    private static X509Certificate2? Read(CertificateSettings settings, string root, string section, FaultList faults)
    {
        var field = $"{section}:{nameof(settings.Path)}";
        try
        {
            var path = Path.GetFullPath(settings.Path, root);
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, settings.Password);
            if (string.IsNullOrEmpty(settings.Password) && IsOpenToOthers(path))
            {
                faults.Add(
                    field, "unprotected", $"“{settings.Path}”没有口令，这台机器上人人可读：请设口令，或用 chmod 600 收紧权限",
                    $"'{settings.Path}' has no password and everybody on this machine may read it: give it one, or chmod 600");
                return null;
            }

            using var key = certificate.GetRSAPrivateKey();
            if (key is not null) return certificate;
            faults.Add(field, "no-key", $"“{settings.Path}”里没有 RSA 私钥", $"'{settings.Path}' holds no RSA private key");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(field, "unreadable", $"读不出证书“{settings.Path}”（{e.Message.TrimEnd('.')}）", $"'{settings.Path}' cannot be read as a certificate ({e.Message.TrimEnd('.')})");
        }

        return null;
    }

    /// <summary>Windows keeps rights in lists that its folders hand down; nothing is said of them here.</summary>
    private static bool IsOpenToOthers(string path)
        => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None;
}
