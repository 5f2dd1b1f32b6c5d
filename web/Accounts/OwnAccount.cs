using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>我的账号: what people do with what is their own. What a thief of a session must not do asks who they are again.</summary>
internal sealed class OwnAccount(UserManager<Person> people, Sessions sessions, SignIn signIn, IGrainFactory grains, AuditTrail audit)
{
    private static readonly Refusal NotRecent = new(RefusalKind.Forbidden,
    [
        new Fault("", "confirm", "登录已超过十分钟，请先输入口令确认是您本人", "you signed in more than ten minutes ago: enter the password first"),
    ]);

    private static readonly Refusal UseTheSecond = new(RefusalKind.Forbidden,
    [
        new Fault("", "use-passkey", "您已有通行密钥，请退出后用它登录", "you have a passkey: sign out and sign in with it"),
    ]);

    private static readonly Refusal WrongPassword = new(RefusalKind.Invalid,
    [
        new Fault("password", "wrong", "口令不对；连续输错五次后请等一分钟再试", "the password is wrong; after five wrong tries wait a minute"),
    ]);

    public Task<Person?> FindAsync(HttpContext http) => AccountHosting.PersonOf(http.User) is { } id ? people.FindByIdAsync(id.Value) : Task.FromResult<Person?>(null);

    public Task<bool> IsRecentAsync(HttpContext http) => sessions.IsRecentAsync(Sessions.IdOf(http.User)!);

    /// <summary>Of nobody whose account is disabled, even where a session of it was left over.</summary>
    public async Task<IResult> WithAsync(HttpContext http, Func<Person, Task<IResult>> then)
        => await FindAsync(http) is { } person && !(await grains.GetGrain<IAccountGrain>(person.Id).Grants()).IsEmpty ? await then(person) : Problems.Of(http, Caller.SignedOut);

    /// <summary>As <see cref="WithAsync"/>, of whoever has shown lately who they are: where there is a second factor already, by it too.</summary>
    public Task<IResult> RecentAsync(HttpContext http, Func<Person, Task<IResult>> then) => WithAsync(http, async person =>
    {
        if (!await IsRecentAsync(http)) return Problems.Of(http, NotRecent);
        var isHalf = SecondFactors.IsHalf(http.User) && (person.TwoFactorEnabled || (await people.GetPasskeysAsync(person)).Count > 0);
        return isHalf ? Problems.Of(http, UseTheSecond) : await then(person);
    });

    /// <returns>Why not; null: the password is right, and the sign-in is recent again.</returns>
    public async Task<IResult?> ConfirmAsync(HttpContext http, Person person, string password)
    {
        switch (await signIn.ConfirmAsync(http, person, password))
        {
            case SignIn.Outcome.Done:
                await sessions.ConfirmAsync(Sessions.IdOf(http.User)!);
                return null;
            case SignIn.Outcome.Busy:
                return Problems.Busy(http);
            default:
                return Problems.Of(http, WrongPassword);
        }
    }

    /// <summary>What its person did to it.</summary>
    public Task WriteAsync(HttpContext http, Person person, AuditAction action, string? note = null)
    {
        var actor = AccountId.Of(person.Id).Actor;
        return audit.WriteAsync(http, action, actor, actor.Value, note: note);
    }
}
