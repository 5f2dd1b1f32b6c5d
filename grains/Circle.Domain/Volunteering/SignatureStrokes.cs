using System.Globalization;
using Circle.Domain.Journal;

namespace Circle.Domain.Volunteering;

/// <summary>
/// 笔画 of a signature as text: points <c>x,y</c> of a stroke with blanks between them, strokes with a semicolon between. In a box of <see cref="Width"/> by
/// <see cref="Height"/>, whole numbers.
/// </summary>
public static class SignatureStrokes
{
    public const int Width = 1_000;
    public const int Height = 400;
    public const int MaxText = 5_000;

    /// <summary>Fewer are a slip of the finger.</summary>
    public const int FewestPoints = 8;

    public static void Check(FaultList faults, string field, string text)
    {
        if (text.Length > MaxText) faults.Add(field, "too-long", "签名笔画太多，请重签", "the signature has too many strokes: sign again");
        else if (PointsOf(text) is not { } points) faults.Add(field, "wrong-shape", "签名读不出来，请重签", "the signature cannot be read: sign again");
        else if (points < FewestPoints) faults.Add(field, "required", "签名太短，请居民写下姓名", "the signature is too short: let the resident write a name");
    }

    /// <returns>Null: it is none.</returns>
    private static int? PointsOf(string text)
    {
        var points = 0;
        foreach (var stroke in text.Split(';'))
        {
            foreach (var point in stroke.Split(' '))
            {
                if (point.Split(',') is not [var x, var y] || !IsIn(x, Width) || !IsIn(y, Height)) return null;
                points++;
            }
        }

        return points;
    }

    private static bool IsIn(string text, int most) => text.Length <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;
}
