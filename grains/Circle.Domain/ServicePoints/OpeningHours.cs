using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Evidence;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>A time without a break in which a point is open; instants in UTC.</summary>
/// <param name="Closes">The first instant at which it is closed.</param>
public readonly record struct OpenInterval(DateTimeOffset Opens, DateTimeOffset Closes);

/// <summary>
/// 营业时间 of a service point, in a part of OpenStreetMap's <c>opening_hours</c>: weekdays, hours (over midnight too), months, public
/// holidays, <c>off</c>, <c>24/7</c>; a later rule takes the place of an earlier one on its days. Hours belong to the day on which they
/// begin: a night that began before a day off goes on to its end. Equal where the texts in the normal form are.
/// </summary>
[GenerateSerializer, Immutable, Alias("OpeningHours"), JsonConverter(typeof(OpeningHoursConverter))]
public sealed record OpeningHours
{
    /// <summary>Characters, as typed and in the normal form.</summary>
    public const int MaxLength = 200;

    /// <summary>Rules in a text.</summary>
    public const int MaxRules = 20;

    /// <summary>Ranges of hours in a rule.</summary>
    public const int MaxRanges = 8;

    /// <summary>How many days ahead the next opening or closing is looked for: a year, and the holidays at its ends.</summary>
    public const int HorizonDays = 400;

    /// <summary>Does not travel; whoever receives the text reads it again when it is first asked.</summary>
    [NonSerialized]
    private ImmutableArray<HoursRule> rules;

    private OpeningHours(ImmutableArray<HoursRule> rules)
    {
        this.rules = rules;
        Text = string.Join("; ", rules);
    }

    /// <summary>The normal form, as OpenStreetMap writes it: <c>Mo-Fr 08:00-12:00,14:00-18:00; PH off</c>.</summary>
    [Id(0)]
    public string Text { get; }

    private ImmutableArray<HoursRule> Rules
    {
        get
        {
            if (rules.IsDefault) rules = Parse(Text).rules;
            return rules;
        }
    }

    /// <summary>
    /// Reads what people type: small and capital letters, full-width signs, spaces, and 周一至周五, 每天, 周末, 节假日, 全天, 休息, 4月1日.
    /// </summary>
    /// <param name="fault">What is wrong first; null where hours are given.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out OpeningHours? hours, [NotNullWhen(false)] out HoursFault? fault)
    {
        (hours, fault) = (null, null);
        if (text.Length > MaxLength)
        {
            fault = HoursExpected.TooLong(text.Length);
            return false;
        }

        var reader = new HoursReader(text);
        if (!reader.Read())
        {
            fault = reader.Fault!;
            return false;
        }

        var read = new OpeningHours(reader.Rules);
        if (read.Text.Length > MaxLength)
        {
            fault = HoursExpected.TooLongWritten(text.Length, read.Text.Length);
            return false;
        }

        hours = read;
        return true;
    }

    /// <exception cref="FormatException">It is not what was written by <see cref="ToString"/>.</exception>
    public static OpeningHours Parse(string text)
        => TryParse(text, out var hours, out var fault) ? hours : throw new FormatException($"'{text}' is not opening hours: {fault.En}");

    /// <summary>Whether it is open, and until when it stays so; to the minute, a minute that has begun being the hours' own.</summary>
    public OpenState At(DateTimeOffset now, WorkCalendar calendar)
    {
        if (Rules[^1].IsAlways) return new OpenState.Open(null);
        var local = District.Local(now).DateTime;
        var (today, minute) = (DateOnly.FromDateTime(local), local.Hour * 60 + local.Minute);
        var (before, applied) = (AppliedOn(today.AddDays(-1), calendar), AppliedOn(today, calendar));
        var minutes = MinutesOf(before, applied);
        var isOpen = minutes.IsOpen(minute);
        var left = minutes.Next(!isOpen, minute);
        var changes = left < DayMinutes.Count ? Instant(today, left) : NextChange(today, applied, !isOpen, calendar);
        if (!isOpen) return new OpenState.Closed(changes);
        return changes is { } closes && closes - now <= OpenState.Soon
            ? new OpenState.ClosesSoon(closes, (int)Math.Ceiling((closes - now).TotalMinutes))
            : new OpenState.Open(changes);
    }

    /// <summary>When it is open in a span: in order, apart, none touching the next; cut off at the span's ends.</summary>
    /// <param name="days">0 to <see cref="HorizonDays"/>.</param>
    public ImmutableArray<OpenInterval> Intervals(DateOnly from, int days, WorkCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, HorizonDays);
        var intervals = ImmutableArray.CreateBuilder<OpenInterval>();
        DateTimeOffset? opens = null;
        var before = AppliedOn(from.AddDays(-1), calendar);
        for (var day = from; day < from.AddDays(days); day = day.AddDays(1))
        {
            var applied = AppliedOn(day, calendar);
            var minutes = MinutesOf(before, applied);
            before = applied;
            for (var minute = minutes.Next(opens is null, 0); minute < DayMinutes.Count; minute = minutes.Next(opens is null, minute))
            {
                if (opens is { } began) intervals.Add(new OpenInterval(began, Instant(day, minute)));
                opens = opens is null ? Instant(day, minute) : null;
            }
        }

        if (opens is { } still) intervals.Add(new OpenInterval(still, District.At(from.AddDays(days))));
        return intervals.ToImmutable();
    }

    /// <summary>As people are told them: a sentence a rule, in order, a later one holding on its days.</summary>
    public ImmutableArray<Reason> Told() => [.. Rules.Select(HoursTold.Of)];

    public bool Equals(OpeningHours? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;

    /// <summary>The first instant after today at which it is open, or closed. A day to which the same rules apply as to the one before is the same.</summary>
    /// <param name="applied">The rules that apply today.</param>
    private DateTimeOffset? NextChange(DateOnly today, uint applied, bool open, WorkCalendar calendar)
    {
        if (open && Rules.All(rule => rule.IsOff)) return null;
        (uint, uint)? searched = null;
        for (var ahead = 1; ahead <= HorizonDays; ahead++)
        {
            var day = today.AddDays(ahead);
            var before = applied;
            applied = AppliedOn(day, calendar);
            if (searched == (before, applied)) continue;
            var minute = MinutesOf(before, applied).Next(open, 0);
            if (minute < DayMinutes.Count) return Instant(day, minute);
            searched = (before, applied);
        }

        return null;
    }

    /// <summary>Which rules apply to a day, a bit each.</summary>
    private uint AppliedOn(DateOnly day, WorkCalendar calendar)
    {
        var applied = 0u;
        for (var i = 0; i < Rules.Length; i++)
        {
            if (Rules[i].AppliesOn(day, calendar)) applied |= 1u << i;
        }

        return applied;
    }

    /// <summary>A day's own hours, and what is left of the night that the day before began.</summary>
    private DayMinutes MinutesOf(uint before, uint applied)
    {
        var (own, night) = (default(DayMinutes), default(DayMinutes));
        for (var i = 0; i < Rules.Length; i++)
        {
            if ((before >> i & 1) != 0) Rules[i].ApplyTo(ref night, ref own, DayMinutes.Count);
            if ((applied >> i & 1) != 0) Rules[i].ApplyTo(ref own, ref night, 0);
        }

        own.Add(night);
        return own;
    }

    /// <param name="minute">0 to 1,439.</param>
    private static DateTimeOffset Instant(DateOnly day, int minute) => District.At(day, TimeOnly.MinValue.AddMinutes(minute));
}

/// <summary>Writes opening hours as a bare JSON string, in the normal form.</summary>
public sealed class OpeningHoursConverter() : BareTextConverter<OpeningHours>(
    text => OpeningHours.TryParse(text, out var hours, out var fault) ? hours : throw new JsonException($"not opening hours: {fault.En}"),
    hours => hours.Text);
