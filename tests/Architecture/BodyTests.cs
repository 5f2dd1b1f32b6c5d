using System.Text.RegularExpressions;

namespace Circle.Architecture.Tests;

/// <summary>What comes in and goes out passes one place each, where its limits and its rules stand.</summary>
public sealed partial class BodyTests
{
    private static readonly string[] Web = [.. Checkout.Sources("web")];

    /// <summary>What comes in parts is kept part by part, before it has all come.</summary>
    [Fact]
    public void A_body_is_read_in_five_places()
        => Assert.Equal(["web/Journal/FileUpload.cs", "web/Journal/JsonBody.cs", "web/Journal/RawBody.cs", "web/Tickets/Open311/GeoForm.cs", "web/Uploads/UploadEndpoints.cs"], Web.Where(f => Body().IsMatch(Checkout.Text(f))).Order(StringComparer.Ordinal));

    /// <summary>But for workbooks, which are counted to their end before they are read.</summary>
    [Fact]
    public void Nothing_that_comes_in_is_unpacked()
        => Assert.Equal(["web/Imports/WorkbookParts.cs", "web/Plans/PlanZip.cs"], Checkout.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.StartsWith("tests/", StringComparison.Ordinal) && Packed().IsMatch(Checkout.Text(f))));

    [Fact]
    public void The_one_zip_is_written()
        => Assert.All(Opened().Matches(Checkout.Text("web/Plans/PlanZip.cs")), opened => Assert.Contains("ZipArchiveMode.Create", opened.Value, StringComparison.Ordinal));

    [Fact]
    public void A_table_that_is_downloaded_is_made_of_lines_by_one_rule()
        => Assert.All(
            Web.Where(f => Checkout.Text(f).Contains("\"text/csv", StringComparison.Ordinal)),
            f => Assert.Contains("CsvLine.Of(", string.Concat(Web.Where(g => Path.GetDirectoryName(g) == Path.GetDirectoryName(f)).Select(Checkout.Text)), StringComparison.Ordinal));

    /// <summary>XML brings entities and schemas from elsewhere; a type that a text names brings anything. Workbooks are XML, of which neither is taken.</summary>
    [Fact]
    public void Nothing_reads_XML_or_a_type_that_what_it_reads_names()
        => Assert.All(
            Checkout.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.StartsWith("tests/", StringComparison.Ordinal) && f != "web/Imports/WorkbookXml.cs"),
            f => Assert.False(Unsafe().IsMatch(Checkout.Text(f)), $"{f}: {Unsafe().Match(Checkout.Text(f)).Value}"));

    [Fact]
    public void The_one_XML_that_is_read_brings_nothing_from_elsewhere()
    {
        var scan = Checkout.Text("web/Imports/WorkbookXml.cs");
        Assert.All(Created().Matches(scan), created => Assert.EndsWith("Safe)", created.Value, StringComparison.Ordinal));
        Assert.Contains("DtdProcessing.Prohibit, XmlResolver = null", scan, StringComparison.Ordinal);
    }

    [Fact]
    public void Cryptography_is_the_platform_s_and_none_of_it_is_broken()
        => Assert.All(
            Checkout.Sources("web").Concat(Checkout.Sources("silo")),
            f => Assert.False(Broken().IsMatch(Checkout.Text(f)), $"{f}: {Broken().Match(Checkout.Text(f)).Value}"));

    [Fact]
    public void No_page_makes_code_or_HTML_of_text()
        => Assert.All(
            Checkout.Files.Where(f => f.StartsWith("web/ui/src/", StringComparison.Ordinal) && !f.EndsWith(".test.ts", StringComparison.Ordinal) && Path.GetExtension(f) is ".ts" or ".vue"),
            f => Assert.False(Scripted().IsMatch(Checkout.Text(f)), $"{f}: {Scripted().Match(Checkout.Text(f)).Value}"));

    [GeneratedRegex(@"Request\.Body\b|\.BodyReader\b|ReadFormAsync|IFormFile\b|Request\.Form\b|ReadFromJsonAsync|\[FromBody\]|\[FromForm\]")]
    private static partial Regex Body();

    [GeneratedRegex(@"\bZip(Archive|File)\b|\b(GZip|Deflate|Brotli|ZLib)Stream\b|RequestDecompression|\bTarReader\b|\bTarFile\b")]
    private static partial Regex Packed();

    [GeneratedRegex(@"new ZipArchive\([^;]*")]
    private static partial Regex Opened();

    [GeneratedRegex(@"XmlReader\.Create\([^;)]*\)")]
    private static partial Regex Created();

    [GeneratedRegex(@"\bXmlReader\b|\bXmlDocument\b|\bXDocument\b|\bXElement\.(Parse|Load)|\bXmlSerializer\b|\bBinaryFormatter\b|\bTypeNameHandling\b|\bType\.GetType\(|\bProcess\.Start\b")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"\b(MD5|SHA1|DES|TripleDES|RC2|Random)\b|CipherMode|PaddingMode|BouncyCastle")]
    private static partial Regex Broken();

    [GeneratedRegex(@"v-html|\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(|(?<!channel\?\.)\bpostMessage\(|addEventListener\('message'")]
    private static partial Regex Scripted();
}
