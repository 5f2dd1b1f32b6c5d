using Circle.Domain.Accounts;
using Circle.Domain.Subjects;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>
/// 演练个人信息: invented callers, residents and volunteers, so that a rehearsal's page is not empty, those who call its hotline (<see cref="Domain.Rehearsal.Callers"/>) and those of its teams (<see cref="Domain.Rehearsal.Volunteers"/>).
/// Nobody has these numbers and names on purpose.
/// </summary>
internal sealed class DemonstrationSubjects(IDbContextFactory<Credentials> credentials, SubjectStore store, TimeProvider real, ILogger<DemonstrationSubjects> log)
{
    private const int Callers = 24;
    private const int Residents = 8;
    private const int Volunteers = 6;

    private static readonly string[] Surnames = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫"];
    private static readonly string[] Given = ["演练", "示例", "测试", "样例", "虚构"];
    private static readonly string[] Streets = ["大石桥街道", "花园路街道", "经八路街道", "丰庆路街道", "文化路街道"];
    private static readonly AccountId Volunteer = AccountId.Of("demonstration-volunteer");

    /// <summary>Where there never was anybody: whoever was erased does not come back by a restart.</summary>
    /// <returns>False: not now.</returns>
    public async Task<bool> OpenAsync()
    {
        await using var db = await credentials.CreateDbContextAsync();
        if (await db.Subjects.AnyAsync() || await db.Erasures.AnyAsync()) return true;
        var now = real.GetUtcNow();
        var number = 0;
        try
        {
            await AddAsync(SubjectKind.Caller, Callers, 7);
            await AddAsync(SubjectKind.Resident, Residents, 44);
            await AddAsync(SubjectKind.Volunteer, Volunteers, 13);
            await AddHotlineAsync();
            for (var i = 0; i < Domain.Rehearsal.Volunteers.Count; i++, number++)
                await store.AddAsync(SubjectKind.Volunteer, new PersonalData(NameOf(number), null, null), null, now.AddDays(-3), now, Domain.Rehearsal.Volunteers.IdOf(i));
        }
        catch (DbUpdateException e)
        {
            // Another web node does it at this moment.
            log.LogDebug(e, "Demonstration subjects are another node's");
            return true;
        }

        log.LogInformation("Demonstration subjects: {Count}", number);
        return true;

        // Used within the days that a caller is kept for, some of them nearly as long ago; each has a number, since each is called back.
        async Task AddHotlineAsync()
        {
            for (var i = 0; i < Domain.Rehearsal.Callers.Count; i++, number++)
            {
                var used = now.AddDays(-(i % Callers * 7) - 1);
                var person = PersonOf(number);
                await store.AddAsync(SubjectKind.Caller, person with { Phone = PhoneOf(number) }, null, used.AddDays(-3), used, Domain.Rehearsal.Callers.IdOf(i));
            }
        }

        async Task AddAsync(SubjectKind kind, int count, int apart)
        {
            for (var i = 0; i < count; i++, number++)
            {
                var used = now.AddDays(-(i * apart) - 1);
                await store.AddAsync(kind, PersonOf(number), kind == SubjectKind.Volunteer && i == 0 ? Volunteer : null, used.AddDays(-3), used);
            }
        }
    }

    /// <summary>Some parts of some are missing, as they are of callers.</summary>
    private static PersonalData PersonOf(int number) => new(
        number % 7 == 6 ? null : NameOf(number),
        number % 9 == 8 ? null : PhoneOf(number),
        number % 3 == 2 && number % 9 != 8 ? null : $"金水区{Streets[number % Streets.Length]}示例小区{number + 1}号楼{(number % 4) + 1}单元");

    private static string NameOf(int number) => Surnames[number % Surnames.Length] + Given[number % Given.Length];

    private static string PhoneOf(int number) => $"1380000{1_000 + number}";
}
