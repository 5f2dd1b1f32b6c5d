using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;

namespace Circle.Web.Hosting;

/// <summary>What the front end was built into: sent small, and for good where its name says what is in it.</summary>
internal static class PageFiles
{
    /// <summary>
    /// Scripts, styles and drawings alone. They are the same for everybody; an answer that holds a secret beside what somebody sent must not be compressed over
    /// TLS (BREACH), so no JSON and no page is.
    /// </summary>
    private static readonly string[] Small = ["text/javascript", "text/css", "image/svg+xml"];

    public static void AddPageFiles(this IServiceCollection services)
        => services.AddResponseCompression(compression => (compression.EnableForHttps, compression.MimeTypes) = (true, Small))
            .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal)
            .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);

    public static void UsePageFiles(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Cache });
    }

    /// <summary>Names of built files carry their hash; the page itself does not.</summary>
    private static void Cache(StaticFileResponseContext file)
        => file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
