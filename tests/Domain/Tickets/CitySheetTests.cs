using System.Collections.Immutable;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>A 市 12345 export, row by row.</summary>
public sealed class CitySheetTests
{
    private const string Phone = "13812345678";

    private static readonly string[] Heads = ["工单编号", "来电时间", "诉求人", "联系电话", "诉求类型", "诉求类别", "紧急程度", "诉求内容", "诉求地址", "办理时限", "街道", "社区"];

    private static readonly string[] Whole =
        ["410100-0001", "2013-10-08 14:32", "李来电", "138 1234 5678", "投诉", "收费", "加急", "多收 60 元", "便民洗衣店", "2013-10-15", "一街道", "一社区"];

    private static readonly PlaceNames Names = new(new PlaceTree(
    [
        new PlaceNode(PlaceId.Of("d"), PlaceKind.District, "金水区", null), new PlaceNode(PlaceId.Of("s1"), PlaceKind.Street, "一街道", PlaceId.Of("d")),
        new PlaceNode(PlaceId.Of("s1c1"), PlaceKind.Community, "一社区", PlaceId.Of("s1")), new PlaceNode(PlaceId.Of("s2"), PlaceKind.Street, "二街道", PlaceId.Of("d")),
        new PlaceNode(PlaceId.Of("s2c1"), PlaceKind.Community, "同名社区", PlaceId.Of("s2")), new PlaceNode(PlaceId.Of("s1c2"), PlaceKind.Community, "同名社区", PlaceId.Of("s1")),
    ]));

    private static readonly DateTimeOffset Now = Watched.At("10-09 10:00");

    /// <summary>Every head that is understood.</summary>
    public static TheoryData<CityColumn, string> Variants => new(Enum.GetValues<CityColumn>().SelectMany(column => CityHeads.All(column).Select(head => (column, head))));

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_column_is_known_by_each_of_its_heads(CityColumn column, string head)
    {
        var plain = Only(Read(Heads, Whole));
        foreach (var variant in (string[])[head, $"{head}*", $" {head}（必填）", string.Join("  ", head.ToCharArray())])
        {
            var heads = Heads.ToArray();
            heads[(int)column] = variant;
            var read = Only(Read(heads, Whole));
            Assert.Empty(read.Faults);
            Assert.Equal((plain.Number, plain.Ticket!.Kind, plain.Ticket.Category, plain.Ticket.Urgency, plain.Ticket.Matter, plain.Ticket.Place, plain.Ticket.Caller, plain.Ticket.City),
                (read.Number, read.Ticket!.Kind, read.Ticket.Category, read.Ticket.Urgency, read.Ticket.Matter, read.Ticket.Place, read.Ticket.Caller, read.Ticket.City));
            Assert.Equal(plain.Ticket.Targets, read.Ticket.Targets);
        }
    }

    [Fact]
    public void A_whole_row_is_read_whole()
    {
        var ticket = Only(Read(Heads, Whole)).Ticket!;
        Assert.Equal((TicketKind.Complaint, "charges", Urgency.Urgent, "多收 60 元", "s1c1"), (ticket.Kind, ticket.Category.Value, ticket.Urgency, ticket.Matter, ticket.Place!.Value.Value));
        Assert.Equal(("410100-0001", Watched.At("10-16 00:00"), Watched.At("10-08 14:32")), (ticket.City.Number, ticket.City.Deadline, ticket.City.Called));
        Assert.Equal(("李来电", Phone), (ticket.Caller!.Name, ticket.Caller.Phone));
        Assert.Equal(["便民洗衣店"], ticket.Targets);
        Assert.DoesNotContain("李来电", $"{ticket}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CityColumn.Number, "", "required")]
    [InlineData(CityColumn.Number, "1号?", "wrong-shape")]
    [InlineData(CityColumn.Number, "13812345678", "personal")]
    [InlineData(CityColumn.Number, "11010519491231002X", "personal")]
    [InlineData(CityColumn.Number, "身份证11010519491231002X", "personal")]
    [InlineData(CityColumn.Number, "138-1234-5678", "personal")]
    [InlineData(CityColumn.Number, "8613812345678", "personal")]
    [InlineData(CityColumn.Number, "138 1234 5678", "personal")]
    [InlineData(CityColumn.Number, "１３８１２３４５６７８", "personal")]
    [InlineData(CityColumn.Number, "0371-63812345", "personal")]
    [InlineData(CityColumn.Number, "012345678901234567890123456789012345678901234567890", "too-long")]
    [InlineData(CityColumn.Called, "昨天下午", "wrong-shape")]
    [InlineData(CityColumn.Called, "2013-10-11", "out-of-range")]
    [InlineData(CityColumn.Caller, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "too-long")]
    [InlineData(CityColumn.Phone, "63812345", "wrong-shape")]
    [InlineData(CityColumn.Phone, "13812345678901234567890", "too-long")]
    [InlineData(CityColumn.Kind, "", "required")]
    [InlineData(CityColumn.Kind, "其他", "unknown")]
    [InlineData(CityColumn.Urgency, "很急", "unknown")]
    [InlineData(CityColumn.Matter, "", "required")]
    [InlineData(CityColumn.Deadline, "三日内", "wrong-shape")]
    [InlineData(CityColumn.Deadline, "2015-10-15", "out-of-range")]
    [InlineData(CityColumn.Deadline, "2013-13-15", "wrong-shape")]
    [InlineData(CityColumn.Called, "0001-01-01", "wrong-shape")]
    [InlineData(CityColumn.Deadline, "9999-12-31 23:59", "wrong-shape")]
    [InlineData(CityColumn.Street, "三街道", "unknown")]
    [InlineData(CityColumn.Community, "三社区", "unknown")]
    public void What_is_wrong_is_said_at_its_row_and_column(CityColumn column, string cell, string code)
    {
        var cells = Whole.ToArray();
        cells[(int)column] = cell;
        var read = Only(Read(Heads, cells));
        Assert.Null(read.Ticket);
        var fault = Assert.Single(read.Faults);
        Assert.Equal((2, Heads[(int)column], code), (fault.Row, fault.Column, fault.Code));
    }

    [Fact]
    public void Every_fault_of_a_row_is_said_at_once_and_none_repeats_a_number()
    {
        var read = Only(Read(Heads, [Phone, Phone, Phone, $"{Phone}0", Phone, Phone, Phone, "", "", Phone, Phone, Phone]));
        Assert.Equal(
            ["工单编号", "诉求类型", "紧急程度", "诉求内容", "联系电话", "来电时间", "办理时限"],
            read.Faults.Select(f => f.Column).Where(c => c != "街道"));
        Assert.Null(read.Number);
        Assert.All([.. read.Faults, .. read.Notes], f => Assert.DoesNotContain(Phone, $"{f.Column}{f.Zh}{f.En}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2013-10-15", "10-16 00:00")]
    [InlineData("2013/10/15 9:05", "10-15 09:05")]
    [InlineData("2013年10月15日", "10-16 00:00")]
    [InlineData("2013年10月15日 17时30分", "10-15 17:30")]
    [InlineData("2013.10.15 17:30:00", "10-15 17:30")]
    [InlineData("20131015173000", "10-15 17:30")]
    [InlineData("2013-10-15T17:30:00", "10-15 17:30")]
    public void A_time_is_read_as_platforms_write_it_and_a_day_is_a_limit_to_its_end(string cell, string at)
        => Assert.Equal(Watched.At(at), Only(Read(Heads, With(CityColumn.Deadline, cell))).Ticket!.City.Deadline);

    [Theory]
    [InlineData("收费", "charges", false)]
    [InlineData("公共服务/收费", "charges", false)]
    [InlineData("Damage", "damage", false)]
    [InlineData("", "other", false)]
    [InlineData("城乡建设", "other", true)]
    public void A_category_that_the_district_does_not_have_is_its_other_one_and_that_is_said(string cell, string category, bool isNoted)
    {
        var read = Only(Read(Heads, With(CityColumn.Category, cell)));
        Assert.Equal((category, isNoted), (read.Ticket!.Category.Value, read.Notes.Any(n => n.Code == "other-category")));
    }

    [Theory]
    [InlineData("匿名", "", null, null)]
    [InlineData("李来电", "无", null, null)]
    [InlineData("", "０３７１－６３８１２３４５", null, "037163812345")]
    public void Nobody_is_nobody(string name, string phone, string? called, string? number)
    {
        var cells = With(CityColumn.Caller, name);
        cells[(int)CityColumn.Phone] = phone;
        var caller = Only(Read(Heads, cells)).Ticket!.Caller;
        Assert.Equal((called, number), (caller?.Name, caller?.Phone));
    }

    [Theory]
    [InlineData("13-1112-00012")]
    [InlineData("20131112143200123")]
    [InlineData("410100201311120001")]
    [InlineData("0371-20131112-0001")]
    [InlineData("GD〔2013〕11120001")]
    public void A_number_that_a_platform_made_is_nobodys(string number) => Assert.Equal(number, Only(Read(Heads, With(CityColumn.Number, number))).Ticket!.City.Number);

    [Fact]
    public void Whoever_works_on_it_reads_the_address_that_the_row_has()
    {
        Assert.Equal("多收 60 元\n地点：便民洗衣店", Only(Read(Heads, Whole)).Ticket!.Words);
        // Who is on record under another name is not known by this one afterwards.
        Assert.Equal("我叫李＊＊\n地点：便民洗衣店", Only(Read(Heads, With(CityColumn.Matter, "我叫李来电"))).Ticket!.Words);
        Assert.Equal("too-long", Assert.Single(Only(Read(Heads, With(CityColumn.Target, new string('号', CitySheet.MaxTargets + 1)))).Faults).Code);
    }

    [Fact]
    public void A_number_that_comes_twice_is_a_fault_of_the_second_however_it_is_written()
    {
        var rows = Read(Heads, Whole, With(CityColumn.Number, " ４１０１００-0001 ")).Rows;
        Assert.Empty(rows[0].Faults);
        Assert.Equal(("twice", true), (rows[1].Faults.Single().Code, rows[1].Faults.Single().Zh.Contains("第 2 行", StringComparison.Ordinal)));
        Assert.Equal(CityReference.IdOf("410100-0001"), CityReference.IdOf(" ４１０１００-0001 "));
    }

    [Fact]
    public void A_title_above_the_heads_and_columns_that_nobody_knows_are_passed_over()
    {
        var sheet = new Sheet(["市热线转办单"], [new SheetRow(3, ["序号", .. Heads], []), new SheetRow(4, ["1", .. Whole], [])]);
        var read = CitySheet.Read(sheet, HotlineRules.Usual, Names, Now, new FaultList())!;
        Assert.Equal((4, "410100-0001"), (Only(read).Row, Only(read).Number));
    }

    [Fact]
    public void What_is_wrong_with_the_file_is_said_of_the_file()
    {
        Assert.Equal(["工单编号:missing-column", "诉求类型:missing-column", "诉求内容:missing-column", "诉求地址:missing-column"], FaultsOf(new Sheet(["序号"], [])));
        Assert.Equal(["联系电话:twice"], FaultsOf(new Sheet(["工单编号", "诉求类型", "诉求内容", "街道", "联系电话", "联系电话"], [])));
        Assert.Equal([":empty"], FaultsOf(new Sheet([.. Heads], [])));
        Assert.Equal([":too-many-rows"], FaultsOf(new Sheet([.. Heads], [.. Enumerable.Range(2, CitySheet.MostRows + 1).Select(i => new SheetRow(i, [.. Whole], []))])));
    }

    [Fact]
    public void A_target_is_what_alone_is_called_so_where_the_row_says_and_else_the_place()
    {
        NamedTarget Shop(string id, string street, string community) => new(new StreamId($"point:{id}"), "便民洗衣店", PlaceId.Of(street), PlaceId.Of(community));
        var (here, there) = (Shop("p1", "s1", "s1c1"), Shop("p2", "s2", "s2c1"));

        Assert.Equal("point:p1", Found(Whole, here).About!.Row.Value);
        Assert.Equal("point:p1", Found(Whole, here, there).About!.Row.Value);
        var instead = Found(Whole, there);
        Assert.Equal(("place:s1c1", "place-instead"), (instead.About!.Row.Value, instead.Notes.Single().Code));

        var nowhere = Whole.ToArray();
        (nowhere[(int)CityColumn.Street], nowhere[(int)CityColumn.Community]) = ("", "");
        Assert.Equal("point:p2", Found(nowhere, there).About!.Row.Value);
        Assert.Equal(("诉求地址", "ambiguous"), Coded(Found(nowhere, here, there)));
        Assert.Equal(("诉求地址", "unknown"), Coded(Found(nowhere)));
        foreach (var (text, place) in (ReadOnlySpan<(string, string)>)[("一社区", "place:s1c1"), ("二街道", "place:s2"), ("金水区", "place:d"), ("一街道同名社区", "place:s1c2")])
            Assert.Equal(place, Found(With(CityColumn.Target, text, nowhere)).About!.Row.Value);
        Assert.Equal("unknown", Coded(Found(With(CityColumn.Target, "同名社区", nowhere))).Code);
        var told = Found(With(CityColumn.Target, $"李来电家，电话{Phone}", nowhere));
        Assert.All((string[])[Phone, "李来电"], secret => Assert.DoesNotContain(secret, told.Faults.Single().Zh + told.Faults.Single().En, StringComparison.Ordinal));
        Assert.Equal(("诉求地址", "required"), Coded(Found(With(CityColumn.Target, "", nowhere))));
    }

    [Fact]
    public void The_fingerprint_changes_with_the_file_and_with_what_is_made_of_it()
    {
        var one = Found(Whole, new NamedTarget(new StreamId("point:p1"), "便民洗衣店", PlaceId.Of("s1"), PlaceId.Of("s1c1")));
        string[] prints =
        [
            CityEntry.FingerprintOf("a"u8, [one]), CityEntry.FingerprintOf("b"u8, [one]), CityEntry.FingerprintOf("a"u8, [Found(Whole)]), CityEntry.FingerprintOf("a"u8, []),
            CityEntry.FingerprintOf("a"u8, [Found(With(CityColumn.Kind, "举报"))]),
        ];
        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.Equal(prints[0], CityEntry.FingerprintOf("a"u8, [one]));
    }

    private static (string Column, string Code) Coded(CityEntry entry)
    {
        Assert.Null(entry.Ticket);
        return (entry.Faults.Single().Column, entry.Faults.Single().Code);
    }

    private static CityEntry Found(string[] cells, params ImmutableArray<NamedTarget> named)
    {
        var read = Read(Heads, cells);
        return CityEntry.Of(read.Heads, Only(read), text => text == "便民洗衣店" ? named : [], Names);
    }

    private static string[] With(CityColumn column, string cell, string[]? of = null)
    {
        var cells = (of ?? Whole).ToArray();
        cells[(int)column] = cell;
        return cells;
    }

    private static CityRow Only(CitySheet sheet) => Assert.Single(sheet.Rows);

    private static CitySheet Read(string[] heads, params string[][] rows)
        => CitySheet.Read(new Sheet([.. heads], [.. rows.Select((cells, i) => new SheetRow(i + 2, [.. cells], []))]), HotlineRules.Usual, Names, Now, new FaultList())!;

    private static IEnumerable<string> FaultsOf(Sheet sheet)
    {
        var faults = new FaultList();
        Assert.Null(CitySheet.Read(sheet, HotlineRules.Usual, Names, Now, faults));
        return faults.ToRefusal().Faults.Select(f => $"{f.Field}:{f.Code}");
    }
}
