using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>Who an account is. Its id is the account's; names and credentials stay here and never enter the journal.</summary>
internal sealed class Person : IdentityUser
{
    public const int MaxName = 50;

    /// <summary>As colleagues know them.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When they were here last: milliseconds of UTC, to the minute; null: never.</summary>
    public long? Seen { get; set; }
}
