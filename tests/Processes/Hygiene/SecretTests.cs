using Circle.TestServers;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>Secrets come from the configuration and are told to nobody.</summary>
public sealed class SecretTests(QuietWeb quiet)
{
    private const string Secret = "Zhengzhou-4711";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CircleProgram.Web, false, "Host=127.0.0.1;Port=1;Database=circle;Username=circle;Password=" + Secret)]
    [InlineData(CircleProgram.Web, false, "Host=127.0.0.1;Database=circle;Username=circle;Password=half;" + Secret + "=1")]
    [InlineData(CircleProgram.Web, true, "Host=127.0.0.1;Database=circle;Username=circle;Password=half;" + Secret + "=1")]
    [InlineData(CircleProgram.Web, true, "Host=127.0.0.1;Port=1;Database=circle;Username=circle;Password=" + Secret)]
    [InlineData(CircleProgram.Silo, false, "Host=127.0.0.1;Port=1;Database=circle;Username=circle;Password=" + Secret)]
    [InlineData(CircleProgram.Silo, false, "Host=127.0.0.1;Timeout=" + Secret)]
    public async Task A_connection_that_cannot_be_used_is_told_without_its_password(CircleProgram program, bool elsewhere, string connection)
    {
        await using var failed = ProgramProcess.Launch(new ProgramOptions { Program = program, DataDirectory = "none", SiloElsewhere = elsewhere, ConnectionString = connection });

        Assert.Equal(1, await failed.ExitAsync(Cancel));
        Assert.Contains("ConnectionString", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_somebody_typed_is_in_no_answer_and_no_log()
    {
        var web = await quiet.GetAsync();
        using var http = new HttpClient { BaseAddress = web.Address };
        var api = new Api(http);
        string[] bodies =
        [
            $$"""{"name":"auditor","password":"{{Secret}}"}""",
            $$"""{"name":"auditor","password":"{{Secret}}","more":1}""",
            $$"""{"name":"auditor","password":"{{Secret}}""",
            $$"""{"name":"","password":["{{Secret}}"]}""",
        ];

        foreach (var path in (string[])["/api/v1/session", "/api/v1/first-administrator"])
        {
            foreach (var body in bodies) Assert.DoesNotContain(Secret, (await api.PostAsync(path, body, key: null)).Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Secret, web.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, web.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/metrics")]
    public async Task What_operators_read_names_no_folder_and_no_connection(string path)
    {
        var text = (await Api.Of(await quiet.GetAsync()).SendAsync(HttpMethod.Get, path)).Text;

        Assert.DoesNotContain(quiet.DataDirectory, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Data Source=", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Password=", text, StringComparison.OrdinalIgnoreCase);
    }
}
