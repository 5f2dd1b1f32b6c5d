using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Web.Accounts;
using Circle.Web.Journal;

namespace Circle.Web.Rights;

/// <summary>Who may call an endpoint. Every endpoint carries one; the page of rights shows it and a test walks all of them with every role.</summary>
/// <param name="Any">Any of these permissions; empty: see <paramref name="IsOpen"/>.</param>
/// <param name="IsOpen">True: nobody has to be signed in; false with no permission: whoever is signed in.</param>
internal sealed record EndpointRight(ImmutableArray<Permission> Any, bool IsOpen);

internal static class EndpointRights
{
    /// <summary>A key that could set a password or a passkey would outlive its being withdrawn.</summary>
    public static readonly Circle.Domain.Journal.Refusal ForPeople = new(Circle.Domain.Journal.RefusalKind.Forbidden,
        [new Circle.Domain.Journal.Fault("", "for-people", "接口密钥不能用在这里，请由人员登录办理", "not by a key: somebody has to sign in")]);

    /// <summary>Of what decides nothing yet, such as the address of a stream.</summary>
    public static readonly EndpointRight Open = new([], IsOpen: true);

    /// <summary>Of a stream, which is judged when it begins and while it lasts.</summary>
    public static readonly EndpointRight ToWatch = new([Permission.Watch], IsOpen: false);

    /// <summary>Nobody has to be signed in.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(Open);

    /// <summary>Whoever is signed in, on what is their own.</summary>
    public static RouteHandlerBuilder OpenToSignedIn(this RouteHandlerBuilder endpoint)
        => endpoint.WithMetadata(new EndpointRight([], IsOpen: false)).AddEndpointFilter((context, next) => JudgeAsync(context, [], next));

    /// <summary>As <see cref="OpenToSignedIn"/>, and also with one factor where two are needed: what is needed to set up the second.</summary>
    public static RouteHandlerBuilder OpenToHalfSignedIn(this RouteHandlerBuilder endpoint)
        => endpoint.WithMetadata(new EndpointRight([], IsOpen: false)).AddEndpointFilter(async (context, next)
            => context.HttpContext.User.Identity?.IsAuthenticated == true ? await next(context) : Problems.Of(context.HttpContext, Contracts.Journal.Caller.SignedOut));

    /// <summary>The silos judge it on what it is asked about; here it is said for people to read.</summary>
    public static TBuilder JudgedBySilo<TBuilder>(this TBuilder endpoint, params ReadOnlySpan<Permission> any) where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new EndpointRight([.. any], IsOpen: false));

    /// <summary>What lies with the web alone (credentials, sessions): asked of the silos' policy before the endpoint runs.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, params ReadOnlySpan<Permission> any)
    {
        ImmutableArray<Permission> permissions = [.. any];
        return endpoint.WithMetadata(new EndpointRight(permissions, IsOpen: false)).AddEndpointFilter((context, next) => JudgeAsync(context, permissions, next));
    }

    private static async ValueTask<object?> JudgeAsync(EndpointFilterInvocationContext context, ImmutableArray<Permission> any, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (AccountHosting.ActorOf(http.User) is null) return Problems.Of(http, SecondFactors.IsHalf(http.User) ? SecondFactors.Missing : Contracts.Journal.Caller.SignedOut);
        if (any.IsEmpty && ServiceKeyHandler.KeyOf(http.User) is not null) return Problems.Of(http, ForPeople);
        var rights = http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IRightsGrain>(0);
        Circle.Domain.Journal.Refusal? missing = null;
        foreach (var permission in any)
        {
            missing = await rights.Missing(new Need(permission));
            if (missing is null) break;
        }

        return missing is null ? await next(context) : Problems.Of(http, missing);
    }
}
