using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Circle.Web.Accounts;

/// <summary>What an operator sets of signing in; checked when the program starts.</summary>
/// <param name="Origin">At which browsers reach the system, e.g. https://circle.example; null: whatever host a request names.</param>
/// <param name="Lockout">How long five wrong tries keep whoever made them waiting.</param>
/// <param name="Issuer">统一身份认证: where else people may sign in; null: nowhere.</param>
/// <param name="KeyCertificate">By which the keys of cookies are encrypted where they lie; null: by none.</param>
/// <param name="OldKeyCertificates">By which they were encrypted before.</param>
internal sealed record AccountSettings(
    Uri? Origin, TimeSpan Lockout, ExternalIssuer? Issuer, X509Certificate2? KeyCertificate, ImmutableArray<X509Certificate2> OldKeyCertificates);

/// <summary>An OpenID Connect provider.</summary>
/// <param name="Authority">Its issuer, under which its discovery document lies; a linked identity is stored under it.</param>
/// <param name="DisplayName">As people know it, for the button.</param>
internal sealed record ExternalIssuer(string Authority, string ClientId, string ClientSecret, string DisplayName);
