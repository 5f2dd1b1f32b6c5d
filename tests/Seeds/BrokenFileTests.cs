namespace Circle.Seeds.Tests;

public class BrokenFileTests
{
    private const string Room = "d/lines/1-room.json";
    private const string Places = "d/places.csv";
    private const string Facilities = "d/facilities.csv";

    /// <summary>File, what is replaced by what, and where that is told; the last is part of the sentence. Rows that lean on a lost one are told too.</summary>
    public static TheoryData<string, string, string, string, int, string> OneMistakeEach => new()
    {
        { "d/plan.json", "2013-09-25", "2013-9-25", "d/plan.json", 4, "应是 2013-09-30 这样的日期" },
        { "d/plan.json", "\"doubts\": []", "\"doubts\": [", "d/plan.json", 6, "JSON 写法有误" },
        { "d/plan.json", "\"doubts\"", "\"doubt\": [],\n  \"doubts\"", "d/plan.json", 5, "不认识“doubt”" },
        { "d/plan.json", "测试方案", "测试\\ud800", "d/plan.json", 3, "残缺" },
        { "d/plan.json", "测试方案", "测试\\u0000", "d/plan.json", 3, "控制字符" },
        { "d/plan.json", "测试方案", "测试\\u202e方案", "d/plan.json", 3, "方向控制" },
        { "d/plan.json", "测试方案", "\\u3164", "d/plan.json", 3, "其他看不见的控制字符" },
        { Room, "第一批", "第\u200b一批", Room, 18, "看不见" },
        { Places, "甲社区", "甲\u2028社区", Places, 5, "看不见" },
        { "d/plan.json", "  \"title\": \"测试方案\",\n", "", "d/plan.json", 1, "缺少“title”" },
        { Places, "id,kind", "id,sort", Places, 1, "缺少列“kind”" },
        { Places, "west,street", "West,street", Places, 4, "小写字母" },
        { Places, "west,street", "east,street", Places, 4, "第 3 行已用过" },
        { Places, "east-a,community,甲社区,east", "east-a,community,甲社区,north", Places, 5, "找不到上级" },
        { Places, "east-a,community,甲社区,east", "east-a,community,甲社区,d", Places, 5, "上级应是街道" },
        { Places, "west,street,西街道,d", "west,street,西街道,", Places, 4, "所在区" },
        { Places, "d,district,测试区,", "d,district,测试区,east", Places, 2, "区没有上级" },
        { Places, "甲社区", "乙社区", Places, 6, "已有“乙社区”" },
        { Places, "community,甲社区", "village,甲社区", Places, 5, "只能是 district、street、community" },
        { Places, "甲社区", "甲 \"社区\"", Places, 5, "引号" },
        { Places, "甲社区,east,,,", "甲社区,east,,,,", Places, 5, "有 8 格" },
        { Places, "东街；", "东街；；", Places, 3, "没有填写" },
        { Places, "甲社区", "甲社区 ", Places, 5, "前后有空格" },
        { Places, "甲社区", "\"甲\n社区\"", Places, 5, "控制字符" },
        { "r/places.csv", "west-x", "east-a", "r/places.csv", 2, "d/places.csv 第 5 行已用过" },
        { Facilities, "room-a,room", "room-a,hall", Facilities, 2, "找不到项目“hall”" },
        { Facilities, "room-a,room,east-a", "room-a,room,east-c", Facilities, 2, "找不到地点“east-c”" },
        { Facilities, "room-b,room", "room-a,room", Facilities, 3, "已用过" },
        { Facilities, "existing,2013-09-01", "existing,", Facilities, 3, "基线日期" },
        { Facilities, "existing,2013-09-01", "existing,2013-09-02", Facilities, 3, "2013-09-01" },
        { Facilities, "planned,", "planned,2013-09-01", Facilities, 2, "不填 since" },
        { Facilities, "unit=2000", "unit=-1", Facilities, 3, "应在 1 到" },
        { Facilities, "unit=2000", "unit=2000000000000", Facilities, 3, "应在 1 到" },
        { Facilities, "unit=2000", "unit=1.5", Facilities, 3, "整数" },
        { Facilities, "unit=2000", "bench=2000", Facilities, 3, "没有计量“bench”" },
        { Facilities, "unit=2000", "unit=1；unit=2", Facilities, 3, "写了两次" },
        { Facilities, "unit=2000", "unit", Facilities, 3, "名称=数量" },
        { "d/baselines.csv", "room,2013-09-01", "room,2013-02-30", "d/baselines.csv", 2, "日期" },
        { "d/baselines.csv", "room,", "hall,", "d/baselines.csv", 2, "找不到项目" },
        { "d/baselines.csv", "user:zhang", "rehearsal:zhang", "d/baselines.csv", 2, "正式基线不能由演练人员确认" },
        { "d/baselines.csv", "user:zhang", "张三", "d/baselines.csv", 2, "类别:编号" },
        { "d/calendar.csv", "2013-10-12", "2013-10-11", "d/calendar.csv", 3, "不是周六、周日" },
        { "d/calendar.csv", "2013-10-12,workday", "2013-10-01,holiday", "d/calendar.csv", 3, "已写过" },
        { Room, "\"order\": 1", "\"order\": 2", "d/lines/2-park.json", 3, "序号 2" },
        { Room, "\"order\": 1", "\"order\": 7", Room, 3, "从 1 排到 2" },
        { Room, "\"order\": 1", "\"order\": 1.5", Room, 3, "整数" },
        { Room, "\"culture\"", "\"music\"", Room, 4, "只能是 government" },
        { Room, "\"countsExisting\": true", "\"countsExisting\": \"是\"", Room, 9, "true 或 false" },
        { Room, "\"west\"", "\"north\"", Room, 10, "找不到街道" },
        { Room, "\"west\"", "\"east-a\"", Room, 10, "应是街道" },
        { Room, "\"perFacility\": 1000", "\"perFacility\": -5", Room, 12, "应在 1 到" },
        { Room, "\"bound\": 100000, ", "", Room, 15, "要么都填" },
        { Room, "\"2013-11-30\", \"stage\": \"completed\"", "\"2013-10-30\", \"stage\": \"completed\"", Room, 19, "逐个往后" },
        { Room, "\"2013-10-31\"", "\"2013-09-01\"", Room, 18, "印发" },
        { Room, "\"2013-10-31\"", "\"0001-01-01\"", Room, 18, "应在 2000-01-01 到 2100-12-31 之间" },
        { "d/plan.json", "2013-09-25", "0001-01-01", "d/plan.json", 4, "应在 2000-01-01 到 2100-12-31 之间" },
        { "d/plan.json", "2013-09-25", "9995-01-01", "d/plan.json", 4, "应在 2000-01-01 到 2100-12-31 之间" },
        { "d/plan.json", "2013-09-25", "2101-01-01", "d/plan.json", 4, "应在 2000-01-01 到 2100-12-31 之间" },
        { "d/calendar.csv", "2013-10-12", "1999-12-31", "d/calendar.csv", 3, "应在 2000-01-01 到 2100-12-31 之间" },
        { Room, "\"number\": 1, \"answers\": \"street\"", "\"number\": 5, \"answers\": \"street\"", Room, 19, "不应比上一个节点的 5 少" },
        { Room, "\"number\": 3, \"answers\": \"district\"", "\"number\": 3, \"answers\": \"street\"", Room, 19, "answers 应是 district" },
        { Room, "\"kind\": \"each\", \"number\": 1, \"answers\": \"street\"", "\"kind\": \"shareOfCommunities\", \"number\": 50, \"answers\": \"community\"", Room, 18, "answers 应是 street" },
        { Room, "\"kind\": \"each\", \"number\": 1,", "\"kind\": \"shareOfCommunities\", \"number\": 150,", Room, 18, "1 到 100" },
        { Room, "\"kind\": \"each\", \"number\": 1,", "\"kind\": \"each\", \"number\": 0,", Room, 18, "应在 1 到" },
        { Room, "\"place\": \"east-b\"", "\"place\": \"d\"", Room, 20, "不能由下级承担" },
        { Room, "{ \"kind\": \"roster\", \"answers\": \"community\" }", "7", Room, 20, "{ }" },
        { Room, ", \"perFacility\": 1000", "", Facilities, 2, "每处数量不同" },
        { Room, "\"id\": \"two\"", "\"id\": \"one\"", Room, 19, "用了两次" },
        { Room, "\"place\": \"east-b\"", "\"place\": \"east-c\"", Room, 24, "找不到" },
        { Room, "\"place\": \"east-b\"", "\"place\": \"east-a\"", Room, 24, "写了两次" },
        { Room, "\"excluded\": [\"west\"]", "\"excluded\": [\"west\", \"west\"]", Room, 10, "写了两次" },
        { Room, "{ \"name\": \"区某局\" }", "\"区某局\"", Room, 26, "{ }" },
        { Room, "\"passMark\": 90", "\"passMark\": 190", Room, 29, "1 到 100" },
        { Room, "\"amountFen\": 100,", "\"amountFen\": 100, \"from\": \"2014-01-01\", \"until\": \"2013-01-01\",", Room, 31, "早于" },
        { Room, "\"id\": \"room\"", "\"id\": \"park\"", "d/lines/2-park.json", 2, "已用过" },
        { "r/rehearsal.json", "虚构", "", "r/rehearsal.json", 2, "没有填写" },
    };

    [Fact]
    public void The_small_district_is_sound()
    {
        using var district = new SmallDistrict();
        Assert.Empty(district.Load().Errors);
    }

    [Theory]
    [MemberData(nameof(OneMistakeEach))]
    public void A_mistake_is_told_with_its_file_and_line(string file, string from, string to, string errorFile, int line, string words)
    {
        using var district = new SmallDistrict();
        var result = district.Edit(file, from, to).Load();
        Assert.False(result.IsSound);
        Assert.Contains(result.Errors, e => e.File == errorFile && e.Line == line && e.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_in_all_files_are_told_at_once_in_order()
    {
        using var district = new SmallDistrict();
        var result = district
            .Edit(Places, "西街道,d", "西街道,north")
            .Edit(Room, "\"culture\"", "\"music\"")
            .Edit(Room, "\"passMark\": 90", "\"passMark\": 190")
            .Edit("d/lines/2-park.json", "\"2013-10-31\"", "\"31.10.2013\"")
            .Edit(Facilities, "unit=2000", "unit=0")
            .Edit("d/calendar.csv", "2013-10-01", "国庆")
            .Edit("r/places.csv", "丙社区", "")
            .Load();
        Assert.Null(result.Set);
        Assert.Equal(
            [
                ("d/calendar.csv", 2), (Facilities, 3), (Room, 4), (Room, 29), ("d/lines/2-park.json", 18), (Places, 4), ("r/places.csv", 2),
            ],
            result.Errors.Select(e => (e.File, e.Line)));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_one_error_not_one_for_each_row_that_needed_it()
    {
        using var district = new SmallDistrict();
        var result = district.Edit(Places, "id,kind", "kind,id,id").Edit(Room, "\"order\": 1,", "\"order\": 1").Load();
        Assert.Equal([(Room, 4), (Places, 1)], result.Errors.Select(e => (e.File, e.Line)).Distinct());
    }

    [Theory]
    [InlineData("d/plan.json")]
    [InlineData("r/rehearsal.json")]
    [InlineData("d/calendar.csv")]
    public void A_missing_file_is_an_error(string file)
    {
        using var district = new SmallDistrict();
        Assert.Equal([new SeedError(file, 0, "缺少这个文件")], district.Drop(file).Load().Errors);
    }

    [Fact]
    public void Without_places_nothing_is_sound()
    {
        using var district = new SmallDistrict();
        Assert.Contains(new SeedError("d/places.csv", 0, "缺少这个文件"), district.Drop(Places).Load().Errors);
        Assert.NotEmpty(district.Put(Places, "id,kind,name,parent,source\n").Load().Errors);
    }

    [Fact]
    public void A_file_that_nothing_reads_is_an_error_because_its_name_may_be_misspelt()
    {
        using var district = new SmallDistrict();
        var result = district.Put("d/facility.csv", "id").Put("d/说明.md", "随便写").Load();
        Assert.Equal(("d/facility.csv", 0), Assert.Single(result.Errors.Select(e => (e.File, e.Line))));
    }

    [Fact]
    public void Ten_thousand_rows_are_allowed_and_one_more_is_not()
    {
        const string Row = ",holiday,节,通知\n";
        static string Days(int number) => "date,kind,name,source\n"
            + string.Concat(Enumerable.Range(0, number).Select(i => $"{new DateOnly(2000, 1, 1).AddDays(i):yyyy-MM-dd}{Row}"));
        using var district = new SmallDistrict();
        Assert.Empty(district.Put("d/calendar.csv", Days(10_000)).Load().Errors);
        Assert.Equal(10_002, Assert.Single(district.Put("d/calendar.csv", Days(10_001)).Load().Errors).Line);
    }

    /// <summary>Far beyond the limits it is still one error and no work: the time is the runner's to bound.</summary>
    [Theory]
    [InlineData(100, 0)]
    [InlineData(101, 1)]
    [InlineData(300_000, 1)]
    public void An_object_has_at_most_100_names_inside_another_too(int count, int errors)
    {
        var more = string.Concat(Enumerable.Range(3, count - 2).Select(i => $"\n\"f{i}\":1,"));
        using var district = new SmallDistrict();
        var told = district.Edit("d/plan.json", "\"doubts\"", $"\"deep\": {{ {more} \"a\": 1, \"b\": {{}} }}, \"doubts\"").Load().Errors;
        Assert.Equal(errors, told.Count(e => e.Message.Contains("最多 100 个名称", StringComparison.Ordinal)));
        Assert.Contains(told, e => e.Message.Contains("不认识“deep”", StringComparison.Ordinal));
        Assert.Equal(1 + errors, told.Length);
    }

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(2_001, true)]
    [InlineData(200_000, true)]
    public void A_list_has_at_most_2000_items(int count, bool tooMany)
    {
        using var district = new SmallDistrict();
        var told = district.Edit(Room, "\"supporting\": [", $"\"supporting\": [{string.Concat(Enumerable.Repeat("\n\"街道\",", count - 1))}").Load().Errors;
        Assert.Equal(tooMany ? [(Room, 27 + Math.Min(count - 1, 2_001))] : [], told.Select(e => (e.File, e.Line)));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_name_has_at_most_200_characters(int length, bool sound)
    {
        using var district = new SmallDistrict();
        Assert.Equal(sound, district.Edit(Places, "甲社区", new string('甲', length)).Load().IsSound);
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void A_doubt_has_at_most_2000_characters(int length, bool sound)
    {
        using var district = new SmallDistrict();
        Assert.Equal(sound, district.Edit(Room, "没有写", new string('疑', length)).Load().IsSound);
    }

    [Fact]
    public void A_file_of_more_than_4_MB_is_not_read()
    {
        using var district = new SmallDistrict();
        var error = Assert.Single(district.Put("d/places-more.csv", new string('x', 4 * 1024 * 1024 + 1)).Load().Errors);
        Assert.Contains("4 MB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_told_with_their_line()
    {
        using var district = new SmallDistrict().Write();
        File.WriteAllBytes(Path.Combine(district.Plan, "calendar.csv"), [.. "date,kind,name,source\n"u8, 0xB9, 0xFA, (byte)'\n']);
        var error = Assert.Single(SeedLoader.Load(district.Plan).Errors);
        Assert.Equal(("d/calendar.csv", 2), (error.File, error.Line));
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_are_tolerated()
    {
        using var district = new SmallDistrict();
        Assert.Empty(district.Edit(Places, "id,kind", "\uFEFFid,kind").Edit(Facilities, "\n", "\r\n").Edit(Room, "{\n  \"id\"", "\uFEFF{\r\n  \"id\"").Load().Errors);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error()
        => Assert.Contains(SeedLoader.Load(Path.Combine(Path.GetTempPath(), "circle-no-such-folder")).Errors, e => e.Message == "找不到这个文件夹");
}
