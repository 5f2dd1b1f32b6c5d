using System.Text.RegularExpressions;
using Circle.Domain.Journal;

namespace Circle.Domain.Subjects;

/// <summary>个人号码 in a free text: what is journaled stays for ever, so no number of a phone or an identity card is written there.</summary>
public static partial class PersonalNumber
{
    public static void Check(FaultList faults, string field, string? text)
    {
        if (text is not null && LongNumber().IsMatch(text))
            faults.Add(field, "personal", "请不要写手机号、身份证号等个人号码", "leave out numbers of phones and identity cards");
    }

    [GeneratedRegex("[0-9]{11}|[0-9]{10}[Xx]")]
    private static partial Regex LongNumber();
}
