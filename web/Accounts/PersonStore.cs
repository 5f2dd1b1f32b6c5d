using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>Identity's own store of people; keys of authenticators and recovery codes lie in it encrypted.</summary>
internal sealed class PersonStore(Credentials context, IDataProtectionProvider protection) : UserOnlyStore<Person, Credentials>(context)
{
    private readonly IDataProtector protector = protection.CreateProtector("Circle.PersonTokens.v1");

    public override Task SetTokenAsync(Person user, string loginProvider, string name, string? value, CancellationToken cancellationToken)
        => base.SetTokenAsync(user, loginProvider, name, value is null ? null : protector.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(Person user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        if (await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is not { } value) return null;
        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            // The key that encrypted it is gone: as if there were none.
            return null;
        }
    }
}
