namespace Circle.Contracts.Journal;

public enum JournalFault
{
    /// <summary>Rolled back for sure; the same batch may pass when tried again (serialization, deadlock, busy, starting up).</summary>
    Transient,

    /// <summary>Rolled back for sure; something in the batch can never be stored.</summary>
    Poison,

    /// <summary>Connection lost or timed out: it may have been committed.</summary>
    Unknown,
}

/// <summary>The journal could not do what it was asked; an edge that meets it says "busy".</summary>
/// <param name="cause">Stays on this machine: whoever has no driver of the database could not read it, and would hear of nothing.</param>
[GenerateSerializer, Alias("JournalException")]
public sealed class JournalException(JournalFault fault, string message, Exception? cause = null) : Exception(message)
{
    [Id(0)]
    public JournalFault Fault { get; } = fault;

    [NonSerialized]
    private readonly Exception? inner = cause;

    public override string ToString() => inner is null ? base.ToString() : $"{base.ToString()}{Environment.NewLine} ---> {inner}";
}
