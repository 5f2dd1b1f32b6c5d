using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>What an operator sets of signing in: wrong values are named at the start, certificates encrypt what they should.</summary>
public sealed class SettingsTests
{
    private const string PfxPassword = "of the file";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_wrong_value_is_named_at_once()
    {
        var said = await RefusalAsync(new()
        {
            ["Circle:Origin"] = "circle.example",
            ["Circle:Lockout"] = "02:00:00",
            ["Circle:OpenIdConnect:Authority"] = "http://elsewhere.example",
            ["Circle:OpenIdConnect:ClientId"] = "circle",
            ["Circle:OpenIdConnect:DisplayName"] = new string('长', 31),
        });

        foreach (var name in (string[])["Origin", "Lockout", "OpenIdConnect:Authority", "OpenIdConnect:ClientSecret", "OpenIdConnect:DisplayName"]) Assert.Contains($"Circle:{name} ", said);
        Assert.DoesNotContain("ClientId ", said);
    }

    [Fact]
    public async Task A_misspelt_name_is_told_in_a_list_too()
    {
        var said = await RefusalAsync(new() { ["Circle:OldKeyCertificates:0:File"] = "old.pfx", ["Circle:OpenIdConnect:Client"] = "circle" });

        Assert.Contains("Circle:OldKeyCertificates:0:File", said);
        Assert.Contains("Circle:OpenIdConnect:Client ", said);
    }

    [Fact]
    public async Task Every_certificate_that_cannot_be_read_is_named()
    {
        using var files = new TemporaryFolder();
        var pfx = WritePfx(files, "good.pfx");
        await File.WriteAllTextAsync(Path.Combine(files.FullPath, "text.pfx"), "no certificate", Cancel);

        var said = await RefusalAsync(new()
        {
            ["Circle:KeyCertificate:Path"] = pfx,
            ["Circle:KeyCertificate:Password"] = "not the one",
            ["Circle:OldKeyCertificates:0:Path"] = Path.Combine(files.FullPath, "text.pfx"),
            ["Circle:OldKeyCertificates:1:Path"] = Path.Combine(files.FullPath, "none.pfx"),
        });

        foreach (var name in (string[])["KeyCertificate:Path", "OldKeyCertificates:0:Path", "OldKeyCertificates:1:Path"]) Assert.Contains($"Circle:{name} ", said);
        Assert.DoesNotContain("   at ", said);
    }

    [Fact]
    public async Task Keys_are_encrypted_by_a_certificate_and_read_by_an_older_one()
    {
        using var data = new TemporaryFolder();
        using var files = new TemporaryFolder();
        var (first, second) = (WritePfx(files, "first.pfx"), WritePfx(files, "second.pfx"));
        var options = new ProgramOptions { DataDirectory = data.FullPath, SignedInAs = "street" }.Quiet();
        var cookies = new CookieContainer();
        await using (var web = await HostedProgram.StartAsync(options with { More = Named("KeyCertificate", first) }, Cancel))
        {
            foreach (Cookie cookie in web.Cookies.GetCookies(web.Address)) cookies.Add(web.Address, new Cookie(cookie.Name, cookie.Value));
            Assert.DoesNotContain("unencrypted", web.Output);
            await web.StopAsync(Cancel);
        }

        var stored = Stored(data);
        Assert.Contains("encryptedSecret", stored);
        Assert.DoesNotContain("<masterKey", stored);

        var more = Named("KeyCertificate", second).Concat(Named("OldKeyCertificates:0", first)).ToDictionary();
        await using (var web = await HostedProgram.StartAsync(options with { More = more }, Cancel))
        {
            using var handler = new HttpClientHandler { CookieContainer = cookies };
            using var http = new HttpClient(handler) { BaseAddress = web.Address };
            Assert.Equal("demonstration-street", (await new Api(http).GetAsync("/api/v1/session")).GetProperty("account").GetString());
            await web.StopAsync(Cancel);
        }
    }

    [Fact]
    public async Task Without_one_the_start_says_that_keys_lie_unencrypted_and_says_it_once()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath }.Quiet(), Cancel);

        Assert.Single(web.Output.Split('\n'), l => l.Contains("Name a certificate in Circle:KeyCertificate", StringComparison.Ordinal));
    }

    /// <summary>All that the store's files hold, whether it has been moved from the log to the database yet or not.</summary>
    private static string Stored(TemporaryFolder data)
        => string.Concat(Directory.GetFiles(data.FullPath, "credentials.db*").Select(f => Encoding.UTF8.GetString(File.ReadAllBytes(f))));

    private static Dictionary<string, string> Named(string name, string path) => new() { [$"Circle:{name}:Path"] = path, [$"Circle:{name}:Password"] = PfxPassword };

    private static string WritePfx(TemporaryFolder folder, string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var path = Path.Combine(folder.FullPath, name);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, PfxPassword));
        return path;
    }

    /// <returns>The one line that it wrote to stderr.</returns>
    private static async Task<string> RefusalAsync(Dictionary<string, string> more)
    {
        using var data = new TemporaryFolder();
        await using var web = ProgramProcess.Launch(new ProgramOptions { DataDirectory = data.FullPath, More = more });
        Assert.Equal(1, await web.ExitAsync(Cancel));
        return Assert.Single(web.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
