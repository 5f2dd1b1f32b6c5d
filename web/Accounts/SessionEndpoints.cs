using System.Security.Claims;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <param name="Account">Null: nobody is signed in; then the rest is empty.</param>
/// <param name="Grants">What it may do now.</param>
/// <param name="Permissions">All that its grants hold, wherever; for a page's own buttons, nothing rests on it.</param>
internal sealed record SessionView(string? Account, string? Name, string? DisplayName, IReadOnlyList<Grant> Grants, IReadOnlyList<Permission> Permissions)
{
    public static readonly SessionView Nobody = new(null, null, null, [], []);
}

/// <summary>登录与退出</summary>
internal static class SessionEndpoints
{
    /// <summary>Of its rate limit, see <see cref="AccountLimits"/>.</summary>
    public const string Limit = "sign-in";

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("session");
        session.MapGet("/", ViewAsync).OpenToAll().Produces<SessionView>();
        session.MapPost("/", BeginAsync).OpenToAll().Produces<SessionView>().ProducesProblem(401).ProducesProblem(422).ProducesProblem(503).RequireRateLimiting(Limit);
        session.MapDelete("/", (Delegate)EndAsync).OpenToAll().Produces(204);
        session.MapGet("/demonstration", (DemonstrationAccounts demonstration) => Results.Ok(new { items = demonstration.Offered })).OpenToAll().Produces<object>();
    }

    public static void MapFirstAdministrator(this IEndpointRouteBuilder api)
        => api.MapPost("/first-administrator", FirstAsync).OpenToAll().WithTags("session").Produces(204).ProducesProblem(403).ProducesProblem(422).ProducesProblem(503).RequireRateLimiting(Limit);

    private static Task<IResult> FirstAsync(HttpContext http, FirstAdministrator administrator) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (token, name, displayName, password) = (body.Required("token"), body.Required("name"), body.Required("displayName"), body.Secret("password"));
        body.Close();
        faults.Text("name", name, 1, Person.MaxName);
        faults.Text("displayName", displayName, 1, Person.MaxName);
        if (password.Length > SignIn.MaxPassword) faults.Add("password", "too-long", $"最多 {SignIn.MaxPassword} 个字符", $"at most {SignIn.MaxPassword} characters");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return await administrator.OpenAsync(token, name, displayName, password) is { } refusal ? Problems.Of(http, refusal) : Results.NoContent();
    });

    private static async Task<IResult> ViewAsync(HttpContext http, UserManager<Person> people, IGrainFactory grains)
        => http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && await people.FindByIdAsync(id) is { } person
            ? Results.Ok(await ViewOfAsync(person, grains))
            : Results.Ok(SessionView.Nobody);

    private static Task<IResult> BeginAsync(HttpContext http, SignIn signIn, IGrainFactory grains) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (name, password, code) = (body.Required("name"), body.Secret("password"), body.Text("code"));
        body.Close();
        faults.Text("name", name, 1, Person.MaxName);
        if (password.Length is 0 or > SignIn.MaxPassword) faults.Add("password", "required", "请填写口令", "is required");
        if (code is { Length: > 10 }) faults.Add("code", "wrong-shape", "验证码为 6 位数字", "a code has 6 digits");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var (outcome, person) = await signIn.WithPasswordAsync(http, name, password, code);
        return outcome switch
        {
            SignIn.Outcome.Done => Results.Ok(await ViewOfAsync(person!, grains)),
            SignIn.Outcome.NeedsCode => Problems.Of(http, Refused("needs-code", "code", "请输入验证器上的 6 位验证码", "enter the code of your authenticator")),
            _ => Problems.Of(http, Refused(
                "wrong", "", "用户名、口令或验证码不对；连续输错五次后请等一分钟再试", "name, password or code is wrong; after five wrong tries wait a minute")),
        };
    });

    private static async Task<IResult> EndAsync(HttpContext http)
    {
        await http.SignOutAsync(AccountHosting.Scheme);
        return Results.NoContent();
    }

    private static async Task<SessionView> ViewOfAsync(Person person, IGrainFactory grains)
    {
        var grants = await grains.GetGrain<IAccountGrain>(person.Id).Grants();
        return grants.IsEmpty
            ? SessionView.Nobody
            : new SessionView(person.Id, person.UserName, person.DisplayName, grants, [.. grants.SelectMany(g => Roles.PermissionsOf(g.Role)).Distinct().Order()]);
    }

    private static Refusal Refused(string code, string field, string zh, string en) => new(RefusalKind.SignedOut, [new Fault(field, code, zh, en)]);
}
