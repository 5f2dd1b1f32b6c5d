using Circle.Web.Journal;

namespace Circle.Storage.Tests.Audit;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"\r\n")]
    [InlineData("+861", "\"'+861\"\r\n")]
    [InlineData("-1", "\"'-1\"\r\n")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"\r\n")]
    [InlineData("\tx", "\"'\tx\"\r\n")]
    [InlineData("\rx", "\"'\rx\"\r\n")]
    [InlineData("\nx", "\"'\nx\"\r\n")]
    [InlineData("\0=1", "\"'\0=1\"\r\n")]
    [InlineData("＝1", "\"'＝1\"\r\n")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"\r\n")]
    [InlineData(null, "\"\"\r\n")]
    public void What_a_spreadsheet_would_reckon_is_text(string? cell, string line) => Assert.Equal(line, CsvLine.Of([cell]));

    [Fact]
    public void No_cell_is_longer_than_a_spreadsheet_takes() => Assert.InRange(CsvLine.Of([new string('x', 100_000)]).Length, 32_000, 32_100);
}
