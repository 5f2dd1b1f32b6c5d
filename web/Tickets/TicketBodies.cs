using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;

namespace Circle.Web.Tickets;

/// <summary>A ticket 工单; see <see cref="TicketCommand.Receive"/>.</summary>
/// <param name="About">What it is about: <c>facility:…</c>, <c>point:…</c> or <c>place:…</c>.</param>
/// <param name="Matter">诉求内容, 1 to <see cref="TicketTexts.MaxMatter"/> characters.</param>
/// <param name="Wish">When and how to call back, at most <see cref="TicketTexts.MaxNote"/> characters.</param>
/// <param name="Caller">Of personal data that was recorded before; null: nobody who could be called back.</param>
/// <param name="Call">通话编号 of the telephone system, and <paramref name="Recording"/> the address of its recording.</param>
/// <param name="CityNumber">Of the city's 12345 alone, as is its deadline.</param>
/// <param name="Unit">提交并派单: whose it is to do: a street or a community; of a lead unit the district, with <paramref name="UnitLine"/>.</param>
/// <param name="Answer">当场答复; not with a unit.</param>
internal sealed record TicketBody(
    TicketId Id, TicketKind Kind, TicketCategoryId Category, Urgency Urgency, TicketSource Source, string About, string Matter, string? Wish, SubjectId? Caller, string? Call, string? Recording,
    string? CityNumber, DateTimeOffset? CityDeadline, PlaceId? Unit, LineId? UnitLine, string? Answer);

/// <param name="Note">派单意见; null: none.</param>
internal sealed record DispatchBody(PlaceId Unit, LineId? UnitLine, string? Note);

internal sealed record AtOnceBody(string Answer);

internal sealed record LinkBody(TicketId Parent);

internal sealed record ClassificationBody(TicketCategoryId Category, Urgency Urgency);

internal sealed record TargetBody(string About);

/// <param name="Satisfaction">Null: nothing was said of it.</param>
internal sealed record CallBackBody(bool IsReached, bool? IsSolved, Satisfaction? Satisfaction, string? Note);

internal sealed record TicketReasonBody(string Reason);

internal sealed record ClosureBody(TicketEnd End, string Reason);

/// <param name="Files">Sent before, for this ticket.</param>
internal sealed record TicketAnswerBody(string Answer, TicketFinding Finding, ImmutableArray<ReplyFile> Files);

/// <param name="Days">Of an extension: working days.</param>
/// <param name="Until">Of a suspension: its last day.</param>
internal sealed record AskBody(TicketAsk Ask, string Reason, int? Days, DateOnly? Until);

/// <summary>What a call being taken is about, as far as it is known.</summary>
/// <param name="Matter">As far as it is written.</param>
internal sealed record SimilarBody(string? About, SubjectId? Caller, TicketCategoryId? Category, string? Matter);

/// <summary>Lengths of what is written into tickets.</summary>
internal static class TicketTexts
{
    public const int MaxMatter = 2_000;
    public const int MaxAnswer = 2_000;
    public const int MaxNote = 500;
    public const int MaxAddress = 500;
}
