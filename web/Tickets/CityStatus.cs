using System.Globalization;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Contracts.Tickets;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Web.Tickets;

/// <summary>状态回写: how the city's tickets stand, as the city takes it back. Nobody who called stands in it; of an answer numbers and names are covered.</summary>
internal sealed class CityStatus(IGrainFactory grains, TicketReading reading)
{
    public const int MostRows = 20_000;

    public static readonly IReadOnlyList<string> Heads =
        ["工单编号", "本系统工单号", "状态", "承办单位", "签收时间", "首次联系时间", "办结时间", "办结方式", "满意度", "是否解决", "答复内容"];

    private static readonly Refusal TooMany = Refusal.NotNow("too-many", $"超过 {MostRows} 件，请选较近的日期", $"more than {MostRows} tickets: choose a later day");

    /// <summary>The newest first.</summary>
    public async Task<(IReadOnlyList<IReadOnlyList<string>>? Rows, Refusal? Refusal)> RowsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var tickets = new List<TicketView>();
        for (TicketCursor? after = null; ;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await grains.GetGrain<ITicketQueries>(0).OfCity(since, after);
            tickets.AddRange(page.Tickets);
            if (tickets.Count > MostRows) return (null, TooMany);
            if (page.Next is null) break;
            after = page.Next;
        }

        var places = (await grains.GetGrain<IPlaceQueries>(0).List(null)).ToDictionary(p => p.Id, p => p.Name);
        var lines = (await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).View())?.Document.Lines.ToDictionary(l => l.Id, l => l.Name) ?? [];
        var answers = await reading.ReadAsync([.. tickets.Select(AnswerOf).OfType<WordsId>().Distinct()], isInside: false);
        return ([.. tickets.Select(t => RowOf(t, places, lines, AnswerOf(t) is { } words ? answers.GetValueOrDefault(words) : null))], null);
    }

    private static WordsId? AnswerOf(TicketView ticket) => ticket.End == TicketEnd.AtOnce ? ticket.EndedFor : ticket.Answers.IsEmpty ? null : ticket.Answers[^1].Words;

    private static IReadOnlyList<string> RowOf(TicketView ticket, Dictionary<PlaceId, string> places, Dictionary<LineId, string> lines, string? answer)
    {
        // What counts is what was said last.
        var said = ticket.Calls.LastOrDefault(c => c.IsReached);
        return
        [
            ticket.Intake.City!.Number,
            ticket.Number.ToString(),
            CityWords.Of(ticket.Stage),
            ticket.Unit is { } unit ? NameOf(unit, places, lines) : "",
            At(ticket.Dispatch?.SignedFor?.At),
            At(ticket.Dispatches.Select(d => d.Contacted?.At).Min()),
            At(ticket.Ended?.At),
            ticket.End is { } end ? CityWords.Of(end) : "",
            said?.Satisfaction is { } satisfaction ? CityWords.Of(satisfaction) : "",
            said is null ? "" : said.IsSolved ? "是" : "否",
            answer ?? "",
        ];
    }

    private static string NameOf(AnsweringUnit unit, Dictionary<PlaceId, string> places, Dictionary<LineId, string> lines)
        => unit.Line is { } line ? $"{lines.GetValueOrDefault(line, line.Value)}牵头单位" : places.GetValueOrDefault(unit.Place, unit.Place.Value);

    private static string At(DateTimeOffset? at) => at is { } moment ? District.Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
}
