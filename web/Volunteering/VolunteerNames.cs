using Circle.Domain.Accounts;
using Circle.Domain.Subjects;
using Circle.Domain.Volunteering;
using Circle.Web.Accounts;
using Circle.Web.Subjects;

namespace Circle.Web.Volunteering;

/// <summary>What a team calls its own: an account's name, or, of whoever has none, that in the store of personal data.</summary>
internal sealed class VolunteerNames(PersonNames accounts, SubjectStore subjects, SubjectCipher cipher)
{
    /// <summary>Those that there are.</summary>
    public async Task<IReadOnlyDictionary<VolunteerId, string>> OfAsync(IEnumerable<VolunteerId> volunteers)
    {
        var names = new Dictionary<VolunteerId, string>();
        foreach (var some in volunteers.Distinct().Chunk(PersonNames.MaxAsked))
        {
            foreach (var (account, name) in await accounts.OfAsync(some.Select(v => AccountId.Of(v.Value)))) names[VolunteerId.Of(account.Value)] = name;
            foreach (var row in await subjects.FindAsync([.. some.Where(v => !names.ContainsKey(v)).Select(v => SubjectId.Of(v.Value))]))
            {
                if (cipher.Open(row)?.Name is { } name) names[VolunteerId.Of(row.Id)] = name;
            }
        }

        return names;
    }
}
