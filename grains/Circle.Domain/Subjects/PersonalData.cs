using System.Globalization;
using System.Text.RegularExpressions;
using Circle.Domain.Audit;
using Circle.Domain.Journal;

namespace Circle.Domain.Subjects;

/// <summary>个人信息: who somebody is. Stands in no event, no log and no address, and only encrypted in a store.</summary>
/// <param name="Name">1 to 50 characters; null: not known, as each of them.</param>
/// <param name="Phone">Digits alone, see <see cref="PhoneNumber"/>.</param>
/// <param name="Address">1 to 200 characters.</param>
public sealed partial record PersonalData(string? Name, string? Phone, string? Address)
{
    public const int MaxName = 50;
    public const int MaxPhone = 20;
    public const int MaxAddress = 200;

    /// <summary>As somebody gives it: blanks are none, and a phone's number is brought into its one form. Every fault is named.</summary>
    public static PersonalData Read(FaultList faults, string? name, string? phone, string? address)
    {
        var (whoever, number, where) = (Blank(name), Blank(phone), Blank(address));
        if (whoever is not null) faults.Text("name", whoever, 1, MaxName);
        if (where is not null) faults.Text("address", where, 1, MaxAddress);
        var read = number is null ? null : PhoneNumber.Read(faults, "phone", number);
        if (whoever is null && number is null && where is null && !faults.Has("name") && !faults.Has("phone") && !faults.Has("address"))
            faults.Add("", "required", "姓名、电话、地址至少填写一项", "give a name, a phone's number or an address, one of them at the least");
        return new PersonalData(whoever, read, where);
    }

    /// <summary>What is missing comes from the other; what is there stays.</summary>
    public PersonalData FilledFrom(PersonalData other) => new(Name ?? other.Name, Phone ?? other.Phone, Address ?? other.Address);

    /// <summary>As it is shown without a reason.</summary>
    public PersonalData Masked() => new(Name is null ? null : Mask.Name(Name), Phone is null ? null : Mask.Phone(Phone), Address is null ? null : Mask.Address(Address));

    /// <summary>Those fields alone.</summary>
    public PersonalData Only(IReadOnlyCollection<PersonalField> fields) => new(
        fields.Contains(PersonalField.Name) ? Name : null, fields.Contains(PersonalField.Phone) ? Phone : null, fields.Contains(PersonalField.Address) ? Address : null);

    /// <summary>A text that somebody wrote about them, without their name, number and address, and without whatever else looks like a number.</summary>
    public string CoverIn(string text) => Mask.Text(CoverOwnIn(text));

    /// <summary>The same, but other numbers stay: for whoever works with them.</summary>
    public string CoverOwnIn(string text)
    {
        var (covered, shown) = (text, Masked());
        if (Address is { Length: > 0 }) covered = covered.Replace(Address, shown.Address, StringComparison.OrdinalIgnoreCase);
        if (Name is { Length: > 0 }) covered = CoverName(covered, Name, shown.Name!);
        if (Phone is { Length: > 0 }) covered = Regex.Replace(covered, string.Join(Mask.Between, Phone.Select(Figure)), shown.Phone!, RegexOptions.CultureInvariant);
        return covered;
    }

    /// <summary>A Chinese name also with something between its characters, 张 三; one of letters would then be found across words.</summary>
    private static string CoverName(string text, string name, string masked)
    {
        var characters = Elements(name).Where(e => !Parting().IsMatch(e)).ToList();
        return characters.Count > 1 && characters.All(e => Han().IsMatch(e))
            ? Regex.Replace(text, string.Join(Mask.Between, characters.Select(Regex.Escape)), masked, RegexOptions.CultureInvariant)
            : text.Replace(name, masked, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();) yield return elements.GetTextElement();
    }

    /// <summary>In whatever figures it is written.</summary>
    private static string Figure(char digit) => char.IsAsciiDigit(digit) ? $"[{digit}{(char)(digit - '0' + '０')}{Mask.Read[digit - '0']}]" : Regex.Escape($"{digit}");

    [GeneratedRegex(@"^[\p{Zs}\t\u200b._\-·・．]$")]
    private static partial Regex Parting();

    /// <summary>Of more than one piece where it stands outside the basic plane.</summary>
    [GeneratedRegex(@"^(?:[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud88d][\udc00-\udfff])$")]
    private static partial Regex Han();

    /// <summary>Never what it holds: it may come into a log.</summary>
    public override string ToString() => nameof(PersonalData);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
