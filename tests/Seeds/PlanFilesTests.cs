using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

/// <summary>The plan as files that are downloaded, edited and uploaded.</summary>
public sealed class PlanFilesTests
{
    private static readonly PlanDocument InForce = Shipped.Live.Plan;
    private static readonly ImmutableArray<PlaceNode> Places = [.. Shipped.Live.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent))];
    private static readonly ImmutableArray<PlanText> Written = PlanFiles.Write(InForce);

    private static string Text(string name) => Encoding.UTF8.GetString(Written.Single(f => f.Name == name).Bytes);

    private static PlanText Edited(string name, string from, string to)
    {
        Assert.Contains(from, Text(name), StringComparison.Ordinal);
        return new(name, Encoding.UTF8.GetBytes(Text(name).Replace(from, to, StringComparison.Ordinal)));
    }

    private static PlanResult Read(params PlanText[] files) => PlanFiles.Read(files, Places, InForce);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);

    [Fact]
    public void What_is_downloaded_is_the_same_plan_when_it_is_uploaded()
    {
        Assert.Equal(25, Written.Length);
        var again = Read([.. Written]);

        Assert.Empty(again.Errors);
        Assert.Equal(Json(InForce), Json(again.Document));
    }

    [Fact]
    public void The_shipped_files_are_the_same_plan_too()
    {
        var files = Directory.GetFiles(Path.Combine(Shipped.PlanFolder, "lines")).Append(Path.Combine(Shipped.PlanFolder, "plan.json"));

        Assert.Equal(Json(InForce), Json(Read([.. files.Select(f => new PlanText(Path.GetFileName(f), File.ReadAllBytes(f)))]).Document));
    }

    [Theory]
    [InlineData("lines/22-mediation-room.json")]
    [InlineData("22-mediation-room.json")]
    [InlineData("jinshui/lines/edited.json")]
    [InlineData("C:\\plan\\lines\\edited.json")]
    public void A_line_alone_replaces_the_one_of_its_id(string name)
    {
        var result = Read(Edited("lines/22-mediation-room.json", "2013-10-31\"", "2013-10-15\"") with { Name = name });

        Assert.Empty(result.Errors);
        Assert.Equal(Json(InForce.Lines.Where(l => l.Order != 22)), Json(result.Document!.Lines.Where(l => l.Order != 22)));
        Assert.Equal(new DateOnly(2013, 10, 15), result.Document.Lines[21].Steps[1].Due);
    }

    [Fact]
    public void A_head_alone_keeps_the_lines_and_a_whole_plan_may_drop_some()
    {
        var head = Edited("plan.json", "86号", "87号");
        Assert.Equal(("金政〔2013〕87号", 24), (Read(head).Document!.Number, Read(head).Document!.Lines.Length));

        var shorter = Read([head, .. Written.Where(f => f.Name.StartsWith("lines/", StringComparison.Ordinal) && !f.Name.Contains("24-", StringComparison.Ordinal))]);
        Assert.Equal(23, shorter.Document!.Lines.Length);
    }

    [Theory]
    [InlineData("2014-06-01", "不在文件印发（2014-06-01）之后 10 年以内")]
    [InlineData("2001-06-01", "不在文件印发（2001-06-01）之后 10 年以内")]
    [InlineData("9995-01-01", "应在 2000-01-01 到 2100-12-31 之间")]
    public void A_head_alone_has_to_fit_the_dates_of_the_lines_that_stay(string issuedOn, string words)
    {
        var result = Read(Edited("plan.json", "2013-09-25", issuedOn));

        Assert.Null(result.Document);
        Assert.All(result.Errors, e => Assert.Equal(("plan.json", 4), (e.File, e.Line)));
        Assert.All(result.Errors, e => Assert.Contains(words, e.Message, StringComparison.Ordinal));
    }

    /// <summary>As one that an earlier program let through.</summary>
    [Fact]
    public void A_head_in_force_with_a_date_beyond_reason_is_replaced_like_another()
    {
        var (line, head) = (Written.Single(f => f.Name == "lines/22-mediation-room.json"), Written.Single(f => f.Name == "plan.json"));
        var wild = InForce with { IssuedOn = new(9995, 1, 1) };

        Assert.All(PlanFiles.Read([line], Places, wild).Errors, e => Assert.Contains("9995-01-01", e.Message, StringComparison.Ordinal));
        Assert.NotEmpty(PlanFiles.Read([line], Places, wild).Errors);
        Assert.Empty(PlanFiles.Read([head], Places, wild).Errors);
    }

    [Fact]
    public void A_head_comes_with_dates_that_do_not_fit_the_lines_in_force_when_it_brings_its_own()
    {
        var line = Encoding.UTF8.GetString(Edited("lines/22-mediation-room.json", "\"order\": 22", "\"order\": 1").Bytes).Replace("\"2013-", "\"2033-", StringComparison.Ordinal);

        Assert.Empty(Read(Edited("plan.json", "2013-09-25", "2033-09-25"), new PlanText("lines/1.json", Encoding.UTF8.GetBytes(line))).Errors);
    }

    [Fact]
    public void A_new_line_stands_beside_the_others()
    {
        var line = Edited("lines/24-safety-volunteers.json", "\"id\": \"safety-volunteers\"", "\"id\": \"lamps\"");
        var text = Encoding.UTF8.GetString(line.Bytes).Replace("\"order\": 24", "\"order\": 25", StringComparison.Ordinal);

        Assert.Equal(25, Read(new PlanText("lines/25-lamps.json", Encoding.UTF8.GetBytes(text))).Document!.Lines.Length);
        Assert.Equal(["lines/24.json 第 3 行：序号 24 在另一个文件里已用过"], Read(line with { Name = "lines/24.json" }).Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void Every_fault_of_every_file_is_named_with_its_place()
    {
        var result = Read(
            new("lines/broken.json", "{ \"id\": "u8.ToArray()),
            Edited("lines/22-mediation-room.json", "2013-10-31\"", "2013-13-31\"") with { Name = "lines/date.json" },
            Edited("lines/08-culture-centre.json", "\"roster\": [", "\"roster\": [ { \"place\": \"atlantis\", \"number\": 1 },"),
            new("lines/latin.json", [0x22, 0xE9, 0x22]),
            new("places.csv", []),
            new("lines/\u202ex.json", []),
            new("secret/other.json", []),
            new("lines/latin.JSON", []));

        Assert.Null(result.Document);
        Assert.Equal(
            ["lines/08-culture-centre.json", "lines/broken.json", "lines/date.json", "lines/latin.JSON", "lines/latin.json", "lines/□x.json", "places.csv", "secret/other.json"],
            result.Errors.Select(e => e.File).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(result.Errors, e => e.File == "lines/date.json" && e.Line > 1 && e.Message.Contains("2013-13-31", StringComparison.Ordinal));
        Assert.Contains(result.Errors, e => e.Line > 1 && e.Message.Contains("atlantis", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_no_plan() => Assert.NotEmpty(Read().Errors);
}
