using Circle.Domain.Journal;

namespace Circle.Silo.Hosting;

/// <summary>
/// Section <c>Circle:Limits</c>, of web nodes: how much one address and one account may ask of a node. Each may save up ten seconds'
/// worth. 0: no limit.
/// </summary>
public sealed class LimitSettings
{
    private const int Most = 1_000_000;

    /// <summary>Requests a second from one address (of IPv6: one network of 64 bits). Default 500: an office of 200 behind one address.</summary>
    public int PerAddress { get; set; } = 500;

    /// <summary>Requests a second of one account. Default 50.</summary>
    public int PerAccount { get; set; } = 50;

    /// <summary>Walls and phones of one address that are connected at once. Default 600.</summary>
    public int Connections { get; set; } = 600;

    internal void Check(FaultList faults, string section)
    {
        faults.Range($"{section}:{nameof(PerAddress)}", PerAddress, 0, Most);
        faults.Range($"{section}:{nameof(PerAccount)}", PerAccount, 0, Most);
        faults.Range($"{section}:{nameof(Connections)}", Connections, 0, Most);
    }
}
