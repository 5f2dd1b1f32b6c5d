using Circle.Domain.Journal;
using Circle.Web.Journal;

namespace Circle.Web.Accounts;

/// <summary>
/// What a device sends later than it was entered says by whom: where somebody else is signed in by then it is refused, so that nobody's word is
/// taken for another's. Where nobody is, it hears that, as everything does.
/// </summary>
internal static class OwnerHeader
{
    /// <summary>The account's id.</summary>
    public const string Name = "Circle-Account";

    public const string Code = "other-account";

    private static readonly Refusal Others = Refusal.NotNow(
        Code, "这一条由另一个账号填写，现在登录的不是该账号；请本人登录后再上传", "another account entered this than the one that is signed in: it is sent once they sign in");

    public static void UseOwnerHeader(this WebApplication app) => app.Use((http, next) =>
        http.Request.Headers[Name] is { Count: > 0 } owner && AccountHosting.PersonOf(http.User) is { } person && owner.ToString() != person.Value
            ? Problems.Of(http, Others).ExecuteAsync(http)
            : next(http));
}
