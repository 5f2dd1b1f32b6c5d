using System.Text.RegularExpressions;

namespace Circle.Web.Screens;

/// <summary>The version of the pages that this node serves: the hash in the name of their script, which a page reads off itself too.</summary>
internal sealed partial class PageVersion(IWebHostEnvironment environment)
{
    private readonly Lazy<string?> current = new(() =>
    {
        var page = environment.WebRootFileProvider.GetFileInfo("index.html");
        if (!page.Exists) return null;
        using var reader = new StreamReader(page.CreateReadStream());
        return Script().Match(reader.ReadToEnd()) is { Success: true } match ? match.Groups[1].Value : null;
    });

    /// <summary>Null: the program has no pages.</summary>
    public string? Current => current.Value;

    [GeneratedRegex("""src="/assets/[\w.]+-([\w-]+)\.js""")]
    private static partial Regex Script();
}
