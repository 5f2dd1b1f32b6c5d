using Circle.Domain.Journal;
using Circle.Domain.Subjects;

namespace Circle.Domain.Tests.Subjects;

public sealed class PersonalNumberTests
{
    [Theory]
    [InlineData("打 13812345678 找他")]
    [InlineData("手机138 1234 5678")]
    [InlineData("138-1234-5678")]
    [InlineData("１３８１２３４５６７８")]
    [InlineData("1 3 8 1 2 3 4 5 6 7 8")]
    [InlineData("2013-11-12 13812345678")]
    [InlineData("身份证 110101199003074514")]
    [InlineData("110101 19900307 451X")]
    [InlineData("11010119900307451x")]
    [InlineData("卡号 6222020200011112")]
    [InlineData("打一三八零零一二三四五六找他")]
    [InlineData("幺三八 〇〇幺二 三四五六")]
    public void A_number_of_a_person_is_seen_however_it_is_written(string text) => Assert.True(PersonalNumber.IsIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("2013-09-26 2013-10-15 12:30 前办完")]
    [InlineData("金政〔2013〕86号，附件 3，第 12 条")]
    [InlineData("值班电话 0371-63812345")]
    [InlineData("欠 3/32 项，2013.10.15-2013.11.30")]
    [InlineData("长 1 350.25 米")]
    [InlineData("二〇一三年十一月二十八日，第一、二、三、四、五、六、七、八、九、十项，共三百一十五元")]
    public void Days_documents_and_an_office_s_line_are_none(string text) => Assert.False(PersonalNumber.IsIn(text));

    [Fact]
    public void It_is_told_beside_what_else_is_wrong_with_a_text()
    {
        var faults = new FaultList();
        faults.Prose("note", "13812345678", 0, 5);
        Assert.Equal(["too-long"], faults.ToRefusal().Faults.Select(f => f.Code));
        faults = new FaultList();
        faults.Prose("note", "13812345678，太长的一段话", 0, 12);
        Assert.Equal(["too-long", "personal"], faults.ToRefusal().Faults.Select(f => f.Code));
    }
}
