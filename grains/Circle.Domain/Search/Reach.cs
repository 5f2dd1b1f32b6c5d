namespace Circle.Domain.Search;

/// <summary>How far into a query the names of a place lead: bit i, its first i units are them; and for what.</summary>
internal sealed record Reach(ulong Mask, uint[] Costs, ulong Ends)
{
    /// <summary>None of them.</summary>
    public static Reach None { get; } = new(0, [], 0);
}
