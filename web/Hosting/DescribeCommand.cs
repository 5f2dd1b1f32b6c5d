using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Circle.Web.Hosting;

/// <summary>
/// 接口描述: <c>openapi [file]</c> writes what <c>/openapi/v1.json</c> answers, to a file or to stdout. Of the endpoints alone: it opens no
/// database and no port, and no setting changes it.
/// </summary>
internal static class DescribeCommand
{
    public const string Name = "openapi";

    /// <summary>Of no cluster: nobody is called.</summary>
    private static readonly Dictionary<string, string?> Settings = new()
    {
        [$"{CircleOptions.Section}:{nameof(CircleOptions.Silo)}"] = nameof(SiloPlace.Elsewhere),
        [$"{CircleOptions.Section}:{nameof(CircleOptions.Storage)}"] = nameof(StorageKind.PostgreSql),
        [$"{CircleOptions.Section}:{nameof(CircleOptions.ConnectionString)}"] = "Host=localhost",
    };

    /// <returns>0: written. 2: it could not be.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var text = await TextAsync();
            if (args is [var file, ..]) await File.WriteAllTextAsync(file, text);
            else await Console.Out.WriteAsync(text);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"没有写成：{e.Message}。Not written: {e.Message}");
            return 2;
        }
    }

    private static async Task<string> TextAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.ClearProviders();
        var options = CircleOptions.Read(builder.Configuration);
        await using var client = builder.AddCircleClient(options);
        CircleApplication.AddWeb(builder, options, SignInMethods.Read(options, builder.Environment.ContentRootPath));
        await using var app = builder.Build();
        CircleApplication.MapCircle(app);

        // What a start does, without starting: the endpoints become known to whoever describes them.
        app.UseRouting();
        app.UseEndpoints(_ => { });
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(OpenApi.DocumentName).GetOpenApiDocumentAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1) + "\n";
    }
}
