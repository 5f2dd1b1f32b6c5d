using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>Keys of Data Protection, which protect cookies, sessions and authenticators: in the store of credentials, encrypted where a certificate is set.</summary>
internal static class ProtectionKeys
{
    public static void AddProtectionKeys(this IServiceCollection services, AccountSettings settings)
    {
        var protection = services.AddDataProtection().SetApplicationName("circle").PersistKeysToDbContext<Credentials>();
        if (settings.KeyCertificate is { } certificate) protection.ProtectKeysWithCertificate(certificate);
        if (settings.KeyCertificate is not null || settings.OldKeyCertificates.Length > 0)
            protection.UnprotectKeysWithAnyCertificate([.. settings.KeyCertificate is { } current ? [current] : Array.Empty<System.Security.Cryptography.X509Certificates.X509Certificate2>(), .. settings.OldKeyCertificates]);
        services.AddHostedService<ProtectionKeysNotice>();

        // Says of each new key what the notice says once, in words.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
    }
}

/// <summary>Says once, at the start, which keys lie unencrypted.</summary>
internal sealed class ProtectionKeysNotice(IDbContextFactory<Credentials> credentials, AccountSettings settings, IHostEnvironment environment, ILogger<ProtectionKeysNotice> log) : IHostedService
{
    /// <summary>Of a key that a certificate encrypted.</summary>
    private const string Encrypted = "encryptedSecret";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.KeyCertificate is null)
        {
            // Where someone develops nobody signs in from elsewhere.
            log.Log(
                environment.IsDevelopment() ? LogLevel.Debug : LogLevel.Warning,
                "Keys of cookies and authenticators lie unencrypted in the store of credentials: whoever reads it can sign in as anybody. Name a certificate in Circle:KeyCertificate");
            return;
        }

        await using var db = await credentials.CreateDbContextAsync(cancellationToken);
        var open = await db.DataProtectionKeys.CountAsync(k => k.Xml != null && !k.Xml.Contains(Encrypted), cancellationToken);
        if (open > 0) log.LogWarning("{Count} older keys of cookies lie unencrypted; they make no new cookies once they are 90 days old", open);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
