using System.Collections.Immutable;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;

namespace Circle.Web.Tickets;

/// <summary>What a row of a 市 12345 export would do.</summary>
internal enum CityRowState
{
    /// <summary>新工单</summary>
    New,

    /// <summary>已受理: the city's number is here already.</summary>
    Standing,

    /// <summary>已受理, and the file has another deadline than was handed over then; that one stays.</summary>
    Changed,

    /// <summary>有误</summary>
    Faulty,
}

/// <summary>A row of the dry run. Whoever called is in no answer, and numbers in what they said are covered.</summary>
/// <param name="Row">As the file numbers it, from 1.</param>
/// <param name="Number">工单编号 of the city; null: none that could be read.</param>
/// <param name="About">What it would be about; null where there are faults, as all that follows.</param>
/// <param name="Matter">The beginning of 诉求内容.</param>
/// <param name="HasCaller">Somebody is named who could be called back.</param>
/// <param name="Ticket">工单号 of the ticket that is here already, and its id.</param>
/// <param name="Handed">Deadline with which that one was handed over.</param>
/// <param name="Notes">What was taken otherwise than it is written.</param>
internal sealed record CityImportRow(
    int Row, string? Number, CityRowState State, TicketKind? Kind, TicketCategoryId? Category, Urgency? Urgency, StreamId? About, string? AboutName, DateTimeOffset? Called,
    DateTimeOffset? Deadline, string? Matter, bool HasCaller, string? Ticket, TicketId? TicketId, DateTimeOffset? Handed, ImmutableArray<ImportFault> Faults, ImmutableArray<ImportFault> Notes);

/// <summary>预检: what a file would do, of which nothing is done and nothing is kept.</summary>
/// <param name="Fingerprint">Of the file and of all that is made of it: whoever enters it names what was shown.</param>
internal sealed record CityImportView(string Fingerprint, ImmutableArray<CityImportRow> Rows);

internal enum CityRowOutcome
{
    /// <summary>已受理, by this import.</summary>
    Received,

    /// <summary>It was here already.</summary>
    Standing,

    /// <summary>有误，未受理</summary>
    Faulty,

    /// <summary>被拒绝，未受理</summary>
    Refused,

    /// <summary>Not taken this time, or it is not known: importing the file again tells, and does the rest.</summary>
    Unsure,
}

/// <summary>What became of a row.</summary>
/// <param name="Zh">Why not; null: there is nothing to say.</param>
internal sealed record CityRowResult(int Row, string? Number, CityRowOutcome Outcome, string? Ticket, TicketId? TicketId, string? Zh, string? En);

/// <summary>A line of the answer while a file is entered.</summary>
/// <param name="Rows">Of this line, in the file's order.</param>
/// <param name="Done">Rows so far.</param>
/// <param name="IsEnd">It is the last one: an answer without it was broken off, and what it told of is done.</param>
internal sealed record CityImportProgress(ImmutableArray<CityRowResult> Rows, int Done, int All, bool IsEnd);
