using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using CsCheck;

namespace Circle.Domain.Tests.Subjects;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("13812345601", "13812345601")]
    [InlineData("138 1234 5601", "13812345601")]
    [InlineData("138-1234-5601", "13812345601")]
    [InlineData("+86 138 1234 5601", "13812345601")]
    [InlineData("8613812345601", "13812345601")]
    [InlineData("008613812345601", "13812345601")]
    [InlineData("１３８１２３４５６０１", "13812345601")]
    [InlineData("0371-63812345", "037163812345")]
    [InlineData("（0371）6381 2345", "037163812345")]
    [InlineData("+86 371 6381 2345", "037163812345")]
    [InlineData("010-63812345", "01063812345")]
    [InlineData("+86 10 63812345", "01063812345")]
    public void A_number_has_one_form_however_it_is_written(string text, string number) => Assert.Equal(number, PhoneNumber.Normal(text));

    [Theory]
    [InlineData("63812345")]
    [InlineData("12812345601")]
    [InlineData("1381234560")]
    [InlineData("+1 202 555 0100")]
    [InlineData("138a2345601")]
    [InlineData("12345")]
    [InlineData("1+3812345601")]
    public void What_is_no_number_is_none(string text) => Assert.Null(PhoneNumber.Normal(text));

    [Fact]
    public void The_one_form_stays_and_is_found_from_any_grouping()
        => Gen.Select(Gen.Int[3, 9], Gen.Int[0, 999_999_999], Gen.Int[1, 5], Gen.Int[0, 2].Select(i => new[] { " ", "-", "·" }[i])).Sample((second, rest, size, between) =>
        {
            var number = $"1{second}{rest:D9}";
            Assert.Equal(number, PhoneNumber.Normal(number));
            Assert.Equal(number, PhoneNumber.Normal($"+86{string.Join(between, number.Chunk(size).Select(c => new string(c)))}"));
        });

    [Fact]
    public void Whatever_is_typed_is_a_number_in_its_form_or_none()
        => Gen.OneOf(Gen.String, Gen.Char["0123456789+-() 86"].Array[0, 24].Select(c => new string(c))).Sample(text =>
        {
            if (PhoneNumber.Normal(text) is not { } number) return;
            Assert.All(number, c => Assert.True(char.IsAsciiDigit(c)));
            Assert.Equal(number, PhoneNumber.Normal(number));
        });

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var faults = new FaultList();
        PersonalData.Read(faults, new string('长', 51), "63812345", new string('长', 201));

        Assert.Equal([("name", "too-long"), ("address", "too-long"), ("phone", "wrong-shape")], faults.ToRefusal().Faults.Select(f => (f.Field, f.Code)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", "")]
    public void One_of_them_is_needed(string? name, string? phone)
    {
        var faults = new FaultList();
        PersonalData.Read(faults, name, phone, " ");

        Assert.Equal(("", "required"), Assert.Single(faults.ToRefusal().Faults.Select(f => (f.Field, f.Code))));
    }

    [Fact]
    public void What_is_known_stays_and_what_is_missing_is_filled()
        => Assert.Equal(new PersonalData("张三", "13812345601", "花园路"), new PersonalData("张三", null, null).FilledFrom(new PersonalData("李四", "13812345601", "花园路")));

    [Fact]
    public void Only_what_is_asked_for_is_told()
        => Assert.Equal(new PersonalData(null, "13812345601", null), new PersonalData("张三", "13812345601", "花园路").Only([PersonalField.Phone]));
}
