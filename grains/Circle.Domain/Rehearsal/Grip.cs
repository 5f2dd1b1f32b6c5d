using System.Collections.Frozen;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>How firmly a lead unit holds its line to the year's end.</summary>
internal enum Grip
{
    /// <summary>All built by early December and accepted within the year.</summary>
    Firm,

    Usual,

    /// <summary>The last ones run into January.</summary>
    Loose,
}

internal static class Grips
{
    public static readonly DateOnly FirmEnd = new(2013, 12, 8);

    private const int Firm = 5;
    private const int Loose = 3;

    /// <summary>Of the lines that end in December 2013 five are firm and three loose; the others are usual.</summary>
    public static FrozenDictionary<LineId, Grip> Draw(Setting setting)
    {
        var ending = setting.Plan.Lines.Where(EndsInDecember).Select(l => l.Id);
        var drawn = setting.Seed.Shuffle(ending, id => id.Value, "grip");
        return setting.Plan.Lines.ToFrozenDictionary(l => l.Id, l => drawn.IndexOf(l.Id) switch
        {
            < 0 => Grip.Usual,
            < Firm => Grip.Firm,
            < Firm + Loose => Grip.Loose,
            _ => Grip.Usual,
        });
    }

    private static bool EndsInDecember(Line line)
        => line.Steps.Select(s => s.Due).DefaultIfEmpty().Max() is { Year: 2013, Month: 12 };
}
