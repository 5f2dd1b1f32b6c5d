namespace Circle.Web.Accounts;

/// <summary>Wrong tries in a row, by whom they count against, see <see cref="Attempts"/>. Times are milliseconds of UTC.</summary>
internal sealed class Attempt
{
    /// <summary>SHA-256 (hex) of the person and a browser or an address.</summary>
    public string Key { get; set; } = "";

    public int Failures { get; set; }

    public long Last { get; set; }

    /// <summary>0: it is not.</summary>
    public long LockedUntil { get; set; }
}

/// <summary>The newest one-time code that a person used: it and all older ones are used up.</summary>
internal sealed class UsedCode
{
    public string PersonId { get; set; } = "";

    /// <summary>Half minutes since 1970.</summary>
    public long Step { get; set; }
}
