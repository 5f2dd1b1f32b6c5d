using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Circle.Web.Accounts;

/// <summary>How often a password is hashed: Identity's PBKDF2 with HMAC-SHA512 as often as OWASP advises. A hash of fewer rounds is made anew at the next sign-in.</summary>
internal static class PasswordRounds
{
    public const int Count = 210_000;

    /// <summary>For what is hashed outside the services.</summary>
    public static IOptions<PasswordHasherOptions> Options { get; } = Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Count });
}
