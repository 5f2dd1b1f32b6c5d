namespace Circle.Web.Accounts;

/// <summary>A sign-in that lasts. The browser holds a key, and this the key's hash: who reads the table signs in as nobody.</summary>
internal sealed class Session
{
    /// <summary>SHA-256 (hex) of the key.</summary>
    public string Id { get; set; } = "";

    public string PersonId { get; set; } = "";

    /// <summary>Protected by Data Protection.</summary>
    public byte[] Ticket { get; set; } = [];

    /// <summary>Milliseconds of UTC, as the following.</summary>
    public long Began { get; set; }

    /// <summary>To the minute.</summary>
    public long Seen { get; set; }

    /// <summary>However much it is used.</summary>
    public long Ends { get; set; }

    /// <summary>When whoever holds it last showed who they are: at its beginning, or by the password since.</summary>
    public long Confirmed { get; set; }

    public string? Address { get; set; }

    /// <summary>What the browser calls itself, shortened.</summary>
    public string? Agent { get; set; }

    /// <summary>What an enrolled phone is called; null: a browser before which somebody has signed in.</summary>
    public string? Phone { get; set; }

    /// <summary>The team that a phone is enrolled to.</summary>
    public string? Team { get; set; }

    /// <summary>When a phone was last given its cookie; 0 for browsers.</summary>
    public long Renewed { get; set; }
}
