using System.Data.Common;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>Every secret that an operator can set, set to something that stands nowhere else, and looked for in all that the program says.</summary>
public sealed class ConfiguredSecretTests(SharedPostgreSql postgres)
{
    private const string OfDatabase = "Erqi-tower-8123";
    private const string OfIssuer = "Yellow-river-5907";
    private const string OfCertificate = "Garden-road-3361";
    private const string OfOldCertificate = "Longhai-line-2748";

    private static readonly string[] All = [OfDatabase, OfIssuer, OfCertificate, OfOldCertificate];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_in_no_answer_and_no_line_of_the_log()
    {
        using var data = new TemporaryFolder();
        var connection = new DbConnectionStringBuilder { ConnectionString = await postgres.CreateDatabaseAsync() };

        // A server that trusts this machine takes any; another has given its own.
        var ofDatabase = connection.TryGetValue("Password", out var given) ? (string)given : OfDatabase;
        connection["Password"] = ofDatabase;
        await using var web = await HostedProgram.StartAsync(Options(data, connection.ConnectionString, WritePfx(data, "key.pfx", OfCertificate)).Quiet(), Cancel);
        var said = new StringBuilder();
        var api = Api.Of(web);
        foreach (var path in (string[])["/", "/health/live", "/health/ready", "/metrics", "/openapi/v1.json", "/api/v1/session", "/api/v1/rights", "/api/v1/audit/state", "/api/v1/no-such-thing"])
            said.Append((await api.SendAsync(HttpMethod.Get, path)).Text);

        // Nobody answers at the issuer's address: that is logged.
        using (var answer = await web.Http.GetAsync(new Uri("/api/v1/session/external/challenge", UriKind.Relative), Cancel)) said.Append(await answer.Content.ReadAsStringAsync(Cancel));
        await Eventually.IsTrueAsync("the issuer's silence is logged", () => Task.FromResult(web.Output.Contains("sign-in elsewhere", StringComparison.Ordinal)), cancel: Cancel);
        said.Append((await api.PostAsync("/api/v1/session", """{"name":"auditor","password":"wrong"}""", key: null)).Text);

        Assert.Equal(0, await web.StopAsync(Cancel));
        Assert.All([.. All, ofDatabase], secret => Assert.DoesNotContain(secret, $"{said}{web.Output}{web.Errors}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_that_fails_for_one_of_them_tells_none()
    {
        using var data = new TemporaryFolder();
        var pfx = WritePfx(data, "key.pfx", "another one");
        await using var web = ProgramProcess.Launch(Options(data, $"Host=127.0.0.1;Port={LoopbackPort.Free()};Username=circle;Database=circle;Password={OfDatabase}", pfx));

        Assert.Equal(1, await web.ExitAsync(Cancel));
        Assert.Contains("Circle:KeyCertificate:Path ", web.Errors, StringComparison.Ordinal);
        Assert.All(All, secret => Assert.DoesNotContain(secret, $"{web.Output}{web.Errors}", StringComparison.Ordinal));
    }

    /// <summary>A name that is misspelt is told, and what stood behind it is not.</summary>
    [Theory]
    [InlineData("Circle:OpenIdConnect:ClientSecrets")]
    [InlineData("Circle:KeyCertificate:Passwort")]
    [InlineData("Circle:ConnectionStrings")]
    public async Task A_misspelt_setting_is_told_without_its_value(string name)
    {
        using var data = new TemporaryFolder();
        await using var web = ProgramProcess.Launch(new ProgramOptions { DataDirectory = data.FullPath, More = new Dictionary<string, string> { [name] = OfIssuer } });

        Assert.Equal(1, await web.ExitAsync(Cancel));
        Assert.Contains(name, web.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(OfIssuer, $"{web.Output}{web.Errors}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.OtherWrite, true)]
    [InlineData(UnixFileMode.GroupRead, false)]
    public async Task A_key_without_a_password_that_everybody_may_read_keeps_the_program_from_starting(UnixFileMode more, bool isRefused)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights of files are of another kind there");
        using var data = new TemporaryFolder();
        var pfx = WritePfx(data, "key.pfx", password: null);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(pfx, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        var wrong = new Dictionary<string, string> { ["Circle:KeyCertificate:Path"] = pfx, ["Circle:OldKeyCertificates:0:Path"] = "none.pfx" };

        await using var web = ProgramProcess.Launch(new ProgramOptions { DataDirectory = data.FullPath, More = wrong });

        Assert.Equal(1, await web.ExitAsync(Cancel));
        Assert.Contains("Circle:OldKeyCertificates:0:Path ", web.Errors, StringComparison.Ordinal);
        Assert.Equal(isRefused, web.Errors.Contains("chmod 600", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_holds_credentials_is_for_the_program_s_own_account_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights of files are of another kind there");
        using var data = new TemporaryFolder();
        var made = Path.Combine(data.FullPath, "made");
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = made }.Quiet(), Cancel);

        Assert.True(File.Exists(Path.Combine(made, "credentials.db")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(made));
    }

    private static ProgramOptions Options(TemporaryFolder data, string connection, string pfx) => new()
    {
        DataDirectory = data.FullPath,
        ConnectionString = connection,
        SignedInAs = "auditor",
        More = new Dictionary<string, string>
        {
            ["Circle:KeyCertificate:Path"] = pfx,
            ["Circle:KeyCertificate:Password"] = OfCertificate,
            ["Circle:OldKeyCertificates:0:Path"] = WritePfx(data, "old.pfx", OfOldCertificate),
            ["Circle:OldKeyCertificates:0:Password"] = OfOldCertificate,
            ["Circle:OpenIdConnect:Authority"] = $"http://127.0.0.1:{LoopbackPort.Free()}",
            ["Circle:OpenIdConnect:ClientId"] = "circle",
            ["Circle:OpenIdConnect:ClientSecret"] = OfIssuer,
        },
    };

    private static string WritePfx(TemporaryFolder folder, string name, string? password)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var path = Path.Combine(folder.FullPath, name);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));
        return path;
    }
}
