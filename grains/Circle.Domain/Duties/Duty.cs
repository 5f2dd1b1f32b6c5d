using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Duties;

public enum DutyKind
{
    /// <summary>责任人</summary>
    Lead,

    /// <summary>代理责任人: answers instead of the lead while the lead is away.</summary>
    StandIn,
}

/// <summary>责任: one person answers for one line, or for all of a place, from a day to a day.</summary>
/// <param name="Number">From 1, never used again in its place.</param>
/// <param name="Line">Null: the place as a whole, 主管网格工作副书记 of a street, 负责人 of a community.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null: until it is ended or handed over.</param>
[GenerateSerializer, Immutable, Alias("Duty")]
public sealed record Duty(
    [property: Id(0)] int Number,
    [property: Id(1)] LineId? Line,
    [property: Id(2)] DutyKind Kind,
    [property: Id(3)] AccountId Holder,
    [property: Id(4)] DateOnly From,
    [property: Id(5)] DateOnly? Until)
{
    public bool IsOn(DateOnly day) => From <= day && (Until is not { } until || day <= until);

    /// <summary>Whether some day is in both; a last day of null is never reached.</summary>
    public bool Meets(DateOnly from, DateOnly? until) => From <= (until ?? DateOnly.MaxValue) && from <= (Until ?? DateOnly.MaxValue);
}

/// <summary>交接: duties that wait for their receiver. Until then whoever held them answers.</summary>
/// <param name="Number">From 1, never used again in its place.</param>
/// <param name="Duties">As they were when it was proposed; all of one holder.</param>
/// <param name="On">First day of the receiver.</param>
/// <param name="Note">未办事项: what is open, at most <see cref="DutyRoster.MaxNote"/> characters.</param>
[GenerateSerializer, Immutable, Alias("HandOver")]
public sealed record HandOver(
    [property: Id(0)] int Number,
    [property: Id(1)] ImmutableArray<Duty> Duties,
    [property: Id(2)] AccountId To,
    [property: Id(3)] DateOnly On,
    [property: Id(4)] string? Note);

/// <summary>Who answered a hand-over.</summary>
public enum AnsweredBy
{
    /// <summary>接手人 in person.</summary>
    Receiver,

    /// <summary>Whoever names people there, for the receiver.</summary>
    Appointer,
}

/// <summary>岗位: who answers for one line of a place, or for all of it, on a day.</summary>
/// <param name="Lead">Null: 未录责任人.</param>
/// <param name="StandIn">Null: nobody stands in.</param>
/// <param name="NextChange">First later day on which one of the two is another; null: none is known.</param>
/// <param name="Upcoming">Duties that begin later, earliest first.</param>
[GenerateSerializer, Immutable, Alias("Post")]
public sealed record Post(
    [property: Id(0)] LineId? Line,
    [property: Id(1)] Duty? Lead,
    [property: Id(2)] Duty? StandIn,
    [property: Id(3)] DateOnly? NextChange,
    [property: Id(4)] ImmutableArray<Duty> Upcoming)
{
    /// <summary>Every post that has somebody on the day or later; the place's own first, then by line.</summary>
    public static ImmutableArray<Post> On(IEnumerable<Duty> duties, DateOnly day)
        => [.. duties.Where(d => d.Until is not { } until || day <= until).GroupBy(d => d.Line).OrderBy(g => g.Key?.Value, StringComparer.Ordinal).Select(g => Of(g.Key, [.. g], day))];

    private static Post Of(LineId? line, Duty[] duties, DateOnly day)
    {
        var changes = duties.SelectMany(d => (DateOnly?[])[d.From, d.Until is { } until && until < DateOnly.MaxValue ? until.AddDays(1) : null]).Where(c => c > day);
        return new(
            line,
            duties.FirstOrDefault(d => d.Kind == DutyKind.Lead && d.IsOn(day)),
            duties.FirstOrDefault(d => d.Kind == DutyKind.StandIn && d.IsOn(day)),
            changes.Min(),
            [.. duties.Where(d => d.From > day).OrderBy(d => d.From).ThenBy(d => d.Number)]);
    }
}
