using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Circle.Web.Rights;

/// <param name="Method">Of HTTP; <c>*</c>: any.</param>
/// <param name="Path">With the names of what it takes in braces.</param>
/// <param name="Needs">In words.</param>
/// <param name="IsOpen">Nobody has to be signed in.</param>
/// <param name="Any">Any of these permissions; empty: none in particular.</param>
/// <param name="Roles">That hold one of them, each within its scope.</param>
internal sealed record EndpointView(string Method, string Path, Words Needs, bool IsOpen, ImmutableArray<Permission> Any, ImmutableArray<Role> Roles);

/// <param name="Scope">What a grant of it is limited to.</param>
internal sealed record RoleRights(Role Role, Words Name, Scope Scope, Words Within, ImmutableArray<Permission> Permissions);

internal sealed record PermissionView(Permission Permission, Words Name);

/// <summary>Who may call what: made of the endpoints themselves and of the one table of roles.</summary>
internal sealed record RightsView(ImmutableArray<EndpointView> Endpoints, ImmutableArray<RoleRights> Roles, ImmutableArray<PermissionView> Permissions);

/// <summary>权限一览</summary>
internal static class RightEndpoints
{
    public static void MapRights(this IEndpointRouteBuilder api)
        => api.MapGet("/rights", (EndpointDataSource endpoints) => Results.Ok(ViewOf(endpoints))).OpenToSignedIn()
            .WithTags("rights").WithSummary("Every endpoint and the roles that may call it; roles, their permissions and their scope.").Produces<RightsView>().ProducesProblem(401);

    private static RightsView ViewOf(EndpointDataSource endpoints) => new(
        [.. endpoints.Endpoints.OfType<RouteEndpoint>().SelectMany(ViewsOf).Distinct(PathAndMethod.Same).OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal)],
        [.. Roles.All.Select(role => new RoleRights(role, RightWords.Of(role), Roles.ScopeOf(role), RightWords.Of(Roles.ScopeOf(role)), Roles.PermissionsOf(role)))],
        [.. Enum.GetValues<Permission>().Select(permission => new PermissionView(permission, RightWords.Of(permission)))]);

    private static IEnumerable<EndpointView> ViewsOf(RouteEndpoint endpoint)
    {
        // There is one, or the program had not started.
        var right = endpoint.Metadata.GetRequiredMetadata<EndpointRight>();
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : ["*"];
        return methods.Select(method => new EndpointView(method, PathOf(endpoint.RoutePattern), RightWords.Of(right), right.IsOpen, right.Any, RightWords.RolesOf(right)));
    }

    private static string PathOf(RoutePattern pattern) => $"/{pattern.RawText?.Trim('/')}";

    private sealed class PathAndMethod : IEqualityComparer<EndpointView>
    {
        public static readonly PathAndMethod Same = new();

        public bool Equals(EndpointView? x, EndpointView? y) => (x?.Method, x?.Path) == (y?.Method, y?.Path);

        public int GetHashCode(EndpointView view) => HashCode.Combine(view.Method, view.Path);
    }
}
