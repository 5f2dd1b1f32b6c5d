using System.Text.RegularExpressions;

namespace Circle.Architecture.Tests;

/// <summary>Secrets come from the configuration of whoever runs the program: none lies in the repository.</summary>
public sealed partial class SecretTests
{
    /// <summary>Hashes of packages, long and without a meaning of their own.</summary>
    private static readonly string[] OfHashes = ["package-lock.json", "packages.lock.json"];

    /// <summary>What is no text, or may not be read as such.</summary>
    private static readonly string[] Keys = [".pfx", ".p12", ".pem", ".key", ".jks", ".snk", ".ppk", ".kdbx"];

    private static readonly string[] Pictures = [".png", ".jpg", ".ico", ".woff2", ".ttf"];

    /// <summary>One that opens nothing but what a rehearsal has made itself, and the word for one.</summary>
    private static readonly HashSet<string> None = new(StringComparer.OrdinalIgnoreCase) { "yanlian-2013", "password" };

    private static IEnumerable<string> Texts => Checkout.Files.Where(f => !OfHashes.Contains(Path.GetFileName(f)) && !Pictures.Contains(Path.GetExtension(f)));

    private static IEnumerable<string> Program => Texts.Where(f => !f.StartsWith("tests/", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_a_key() => Assert.DoesNotContain(Checkout.Files, f => Keys.Contains(Path.GetExtension(f)) || Path.GetFileName(f).StartsWith(".env", StringComparison.Ordinal));

    [Fact]
    public void No_file_holds_a_private_key_or_a_token_that_somebody_issued()
        => Assert.All(Texts, f => Assert.False(Issued().IsMatch(Checkout.Text(f)), $"{f} holds {Issued().Match(Checkout.Text(f)).Value}"));

    [Fact]
    public void No_setting_of_the_program_s_own_files_is_a_secret()
        => Assert.All(
            Checkout.Files.Where(f => SettingsFile().IsMatch(Path.GetFileName(f))),
            f => Assert.False(SecretName().IsMatch(Checkout.Text(f)), $"{f} sets {SecretName().Match(Checkout.Text(f)).Value}: that comes from the environment"));

    [Fact]
    public void There_are_settings_to_look_at() => Assert.Contains("web/appsettings.json", Checkout.Files);

    [Fact]
    public void No_source_of_the_program_gives_a_secret_a_value()
        => Assert.All(
            from file in Program
            from Match given in Given().Matches(Checkout.Text(file))
            where !None.Contains(given.Groups["value"].Value)
            select (file, given.Value),
            g => Assert.Fail($"{g.file}: {g.Value}"));

    /// <summary>A key of 128 bits or more, written as base64 or hexadecimal digits.</summary>
    [Fact]
    public void No_source_of_the_program_holds_what_looks_like_a_key()
        => Assert.All(
            from file in Program
            where Path.GetExtension(file) is ".cs" or ".json" or ".ts" or ".vue" or ".sql" or ".md" or ".props" or ".targets" or ""
            from Match quoted in Quoted().Matches(Checkout.Text(file))
            where IsRandom(quoted.Groups[1].Value)
            select (file, quoted.Value),
            g => Assert.Fail($"{g.file}: {g.Value}"));

    [Theory]
    [InlineData("\"Tz7q9KfW2xLr8VbN4mYc6HdJ\"", true)]
    [InlineData("\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\"", true)]
    [InlineData("\"abcdefghijklmnopqrstuvwxyz\"", false)]
    [InlineData("\"culture-centre-fengqinglu-ruifeng\"", false)]
    [InlineData("\"Microsoft.AspNetCore.DataProtection\"", false)]
    public void A_key_is_told_from_a_name(string text, bool isKey) => Assert.Equal(isKey, Quoted().Match(text) is { Success: true } quoted && IsRandom(quoted.Groups[1].Value));

    [Theory]
    [InlineData("ClientSecret = \"kept between us\"", true)]
    [InlineData("Host=db;Password=hunter22;", true)]
    [InlineData("password: 'hunter22'", true)]
    [InlineData("password = \"\"", false)]
    [InlineData("Password=…", false)]
    [InlineData("Password={password}", false)]
    public void A_value_is_told_from_a_name(string text, bool isGiven) => Assert.Equal(isGiven, Given().IsMatch(text));

    /// <summary>Letters of both kinds and digits mixed, or hexadecimal digits of both kinds mixed: words have no digits inside.</summary>
    private static bool IsRandom(string text)
    {
        var changes = text.Zip(text.Skip(1)).Count(pair => KindOf(pair.First) != KindOf(pair.Second));
        return text.Any(char.IsAsciiDigit) && changes * 4 >= text.Length && text.Distinct().Count() >= 10;
    }

    private static int KindOf(char c) => char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetterUpper(c) ? 1 : 2;

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[baprs]-[A-Za-z0-9-]{10,}|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.")]
    private static partial Regex Issued();

    [GeneratedRegex(@"^(appsettings.*|launchSettings)\.json$|\.(conf|service|env)$")]
    private static partial Regex SettingsFile();

    [GeneratedRegex(@"(password|secret|pwd|token|apikey|connectionstring)\w*""?\s*[:=]", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?<![\w.])(?:password|pwd|clientsecret|secret|apikey|accesstoken)\s*(?:[:=]\s*[""'](?<value>[^""'{}\s…][^""'{}…]{5,})[""']|=(?<value>[A-Za-z0-9!@#$%^&*_.-]{6,}))(?![\w(.])", RegexOptions.IgnoreCase)]
    private static partial Regex Given();

    [GeneratedRegex(@"[""'`]([A-Za-z0-9+/_-]{22,}={0,2})[""'`]")]
    private static partial Regex Quoted();
}
