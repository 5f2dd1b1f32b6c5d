using System.Security.Claims;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <param name="Account">Null: nobody is signed in; then the rest is empty.</param>
/// <param name="Grants">What it may do now.</param>
/// <param name="Permissions">All that its grants hold, wherever; for a page's own buttons, nothing rests on it.</param>
/// <param name="NeedsSecondFactor">It may do nothing before it has set one up, so that the lists are empty; null: it need not.</param>
internal sealed record SessionView(string? Account, string? Name, string? DisplayName, IReadOnlyList<Grant> Grants, IReadOnlyList<Permission> Permissions, bool? NeedsSecondFactor = null)
{
    public static readonly SessionView Nobody = new(null, null, null, [], []);

    public static async Task<SessionView> OfAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var user = await services.GetRequiredService<SecondFactors>().JudgeAsync(http.User);
        if (user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || await services.GetRequiredService<UserManager<Person>>().FindByIdAsync(id) is not { } person) return Nobody;
        if (SecondFactors.IsHalf(user)) return new SessionView(person.Id, person.UserName, person.DisplayName, [], [], true);
        var grants = await services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(person.Id).Grants();
        return grants.IsEmpty
            ? Nobody
            : new SessionView(person.Id, person.UserName, person.DisplayName, grants, [.. grants.SelectMany(g => Roles.PermissionsOf(g.Role)).Distinct().Order()]);
    }
}

/// <param name="Code">Of an authenticator, or a recovery code, where the account has one.</param>
internal sealed record SignInBody(string Name, string Password, string? Code);

/// <param name="Token">Of the link that the log of the first start shows.</param>
internal sealed record FirstAdministratorBody(string Token, string Name, string DisplayName, string Password);

/// <summary>登录与退出</summary>
internal static class SessionEndpoints
{
    /// <summary>Of its rate limit, see <see cref="AccountLimits"/>.</summary>
    public const string Limit = "sign-in";

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("session");
        session.MapGet("/", (Delegate)ViewAsync).OpenToAll().WithSummary("Who is signed in, and what they may do.").Produces<SessionView>();
        session.MapPost("/", BeginAsync).OpenToAll().WithSummary("Signs in by name and password.").Takes<SignInBody>().Produces<SessionView>().ProducesProblem(StatusCodes.Status401Unauthorized).RequireRateLimiting(Limit);
        session.MapDelete("/", (Delegate)EndAsync).OpenToAll().WithSummary("Signs out.").Produces(204);
        session.MapPasskeySignIn();
        session.MapExternalSignIn();
        session.MapGet("/demonstration", (DemonstrationAccounts demonstration) => Results.Ok(new ListOf<DemonstrationAccount>(demonstration.Offered))).OpenToAll()
            .WithSummary("The made-up accounts of a rehearsal; none in a live system.").Produces<ListOf<DemonstrationAccount>>();
    }

    public static void MapFirstAdministrator(this IEndpointRouteBuilder api)
        => api.MapPost("/first-administrator", FirstAsync).OpenToAll().WithTags("session").WithSummary("Opens the first account of a live system.")
            .Takes<FirstAdministratorBody>().Produces(204).ProducesProblem(StatusCodes.Status403Forbidden).RequireRateLimiting(Limit);

    public static void Check(this FaultList faults, string field, string? code)
    {
        if (code is { Length: > SignIn.MaxCode }) faults.Add(field, "wrong-shape", "验证码为 6 位数字，恢复码为 10 个字符", "a code has 6 digits, a recovery code 10 characters");
    }

    /// <summary>What whoever wanted to come in hears.</summary>
    public static async Task<IResult> AnswerAsync(HttpContext http, SignIn.Outcome outcome) => outcome switch
    {
        SignIn.Outcome.Done => Results.Ok(await SessionView.OfAsync(http)),
        SignIn.Outcome.NeedsCode => Problems.Of(http, Refused("needs-code", "code", "请输入验证器上的 6 位验证码，或一个恢复码", "enter the code of your authenticator, or a recovery code")),
        SignIn.Outcome.Busy => Problems.Busy(http),
        _ => Problems.Of(http, Refused(
            "wrong", "", "用户名、口令或验证码不对；连续输错五次后请等一分钟再试", "name, password or code is wrong; after five wrong tries wait a minute")),
    };

    private static Task<IResult> FirstAsync(HttpContext http, FirstAdministrator administrator, PasswordGate gate, AuditTrail audit) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (token, name, displayName, password) = (body.Required("token"), body.Required("name"), body.Required("displayName"), body.Secret("password"));
        body.Close();
        faults.Text("name", name, 1, Person.MaxName);
        faults.Text("displayName", displayName, 1, Person.MaxName);
        if (password.Length > SignIn.MaxPassword) faults.Add("password", "too-long", $"最多 {SignIn.MaxPassword} 个字符", $"at most {SignIn.MaxPassword} characters");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        using var lease = await gate.EnterAsync(http, isKnown: false);
        if (!lease.IsAcquired) return Problems.Busy(http);
        var refusal = await administrator.OpenAsync(token, name, displayName, password);
        await audit.WriteAsync(http, AuditAction.InvitationUsed, null, "first-administrator", refusal is null);
        return refusal is null ? Results.NoContent() : Problems.Of(http, refusal);
    });

    private static async Task<IResult> ViewAsync(HttpContext http) => Results.Ok(await SessionView.OfAsync(http));

    private static Task<IResult> BeginAsync(HttpContext http, SignIn signIn) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (name, password, code) = (body.Required("name"), body.Secret("password"), body.Text("code"));
        body.Close();
        faults.Text("name", name, 1, Person.MaxName);
        if (password.Length is 0 or > SignIn.MaxPassword) faults.Add("password", "required", "请填写口令", "is required");
        faults.Check("code", code);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        return await AnswerAsync(http, (await signIn.WithPasswordAsync(http, name, password, code)).Outcome);
    });

    private static async Task<IResult> EndAsync(HttpContext http, AuditTrail audit)
    {
        if (AccountHosting.PersonOf(http.User) is { } account) await audit.WriteAsync(http, AuditAction.SignedOut, account.Actor, account.Actor.Value);
        await http.SignOutAsync(AccountHosting.Scheme);

        // Whoever uses the browser next finds nothing of what this session looked at.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Results.NoContent();
    }

    private static Refusal Refused(string code, string field, string zh, string en) => new(RefusalKind.SignedOut, [new Fault(field, code, zh, en)]);
}
