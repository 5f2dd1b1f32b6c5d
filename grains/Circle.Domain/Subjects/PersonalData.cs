using Circle.Domain.Audit;
using Circle.Domain.Journal;

namespace Circle.Domain.Subjects;

/// <summary>个人信息: who somebody is. Stands in no event, no log and no address, and only encrypted in a store.</summary>
/// <param name="Name">1 to 50 characters; null: not known, as each of them.</param>
/// <param name="Phone">Digits alone, see <see cref="PhoneNumber"/>.</param>
/// <param name="Address">1 to 200 characters.</param>
public sealed record PersonalData(string? Name, string? Phone, string? Address)
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
        var covered = text;
        foreach (var (own, masked) in (ReadOnlySpan<(string?, string?)>)[(Address, Masked().Address), (Name, Masked().Name), (Phone, Masked().Phone)])
        {
            if (own is { Length: > 0 }) covered = covered.Replace(own, masked, StringComparison.OrdinalIgnoreCase);
        }

        return covered;
    }

    /// <summary>Never what it holds: it may come into a log.</summary>
    public override string ToString() => nameof(PersonalData);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
