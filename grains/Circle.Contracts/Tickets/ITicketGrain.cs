using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Supervisions;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Tickets;
using Orleans.Concurrency;

namespace Circle.Contracts.Tickets;

/// <summary>工单; its own key is the <see cref="TicketId"/>. What it says names words and people, and holds none.</summary>
[Alias("ITicketGrain")]
public interface ITicketGrain : ICommandGrain<TicketCommand>
{
    /// <summary>As the hotline sees it; null: it was never received.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Intake)]
    Task<TicketView?> View();

    /// <summary>As the unit sees it that has it, or had it last: of a 举报 nobody is named who called. Null: there is no such ticket.</summary>
    [Alias("Assigned"), AlwaysInterleave, Needs(Permission.Answer)]
    Task<TicketView?> Assigned();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Intake)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>Keeps a file for an answer to this ticket and no other; what no answer names is removed a day later.</summary>
    /// <param name="mediaType">By its content, whatever was said of it.</param>
    /// <returns>Null: there is no such ticket, or no unit has it.</returns>
    [Alias("Keep"), AlwaysInterleave, Needs(Permission.Answer), ResponseTimeout("00:00:30")]
    Task<BlobId?> Keep(string mediaType, ImmutableArray<byte> content);

    /// <summary>A file that one of its answers names; null: none does.</summary>
    [Alias("File"), AlwaysInterleave, Needs(Permission.Intake), ResponseTimeout("00:00:30")]
    Task<EvidenceContent?> File(BlobId id);

    /// <inheritdoc cref="File"/>
    [Alias("AssignedFile"), AlwaysInterleave, Needs(Permission.Answer), ResponseTimeout("00:00:30")]
    Task<EvidenceContent?> AssignedFile(BlobId id);
}

/// <summary>工单号登记簿 of a day; the key is <see cref="TicketBook.IdOf"/>. Only silos speak to it.</summary>
[Alias("ITicketBookGrain")]
public interface ITicketBookGrain : ICommandGrain<TicketBookCommand>
{
    /// <summary>A number that nobody was given before; null: the day's are used up, or none can be reserved at present.</summary>
    [Alias("Next"), AlwaysInterleave, Needs(Permission.Intake), ResponseTimeout("00:00:15")]
    Task<TicketNumber?> Next();
}
