using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>Who an account is. Its id is the account's; names and credentials stay here and never enter the journal.</summary>
internal sealed class Person : IdentityUser
{
    public const int MaxName = 50;

    /// <summary>已删除: what whoever was erased is called from then on.</summary>
    public const string Erased = "已删除";

    /// <summary>As colleagues know them.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When they were here last: milliseconds of UTC, to the minute; null: never.</summary>
    public long? Seen { get; set; }
}
