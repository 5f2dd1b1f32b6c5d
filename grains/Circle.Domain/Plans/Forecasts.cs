namespace Circle.Domain.Plans;

/// <summary>预测: when the present pace meets a step (a rule of ours, not of the document). Warns, and never makes anything red.</summary>
/// <remarks>
/// With k items reached in the last 28 days the rate per day is Gamma(shape k + 0.5, rate 28), which is Jeffreys' prior for a
/// Poisson count. Items to come in n days are then negative binomial, and the time T of the r-th item is a Gamma of a Gamma:
/// P(T ≤ n) = P(at least r in n days) = I(n / (28 + n); r, k + 0.5), the regularised incomplete beta function.
/// Time is in whole days of which today is the first, since a step due today can still be met today.
/// </remarks>
public static class Forecasts
{
    /// <summary>Days that the pace is taken from, today included.</summary>
    public const int Window = 28;

    /// <summary>Fewer reached in the window than this: 样本少，暂不预测.</summary>
    public const int FewestReached = 3;

    /// <summary>Finishes further off than this are not told.</summary>
    public const int HorizonYears = 3;

    private const double Prior = 0.5;

    /// <summary>Answers that are kept, a power of two: walls ask the same of the same few figures at every picture, and one costs 15 µs.</summary>
    private const int MostAnswered = 4_096;

    private static readonly Answer?[] Answered = new Answer?[MostAnswered];

    /// <summary>Null when nothing remains.</summary>
    /// <param name="reached">Items of the step's stage reached within <see cref="Window"/>.</param>
    /// <param name="remaining">Items that the step still needs, those overdue from earlier steps of its stage with them.</param>
    /// <returns>
    /// From, To and Median are null when there were too few to tell; the odds are given even so. Beyond the horizon To and Median
    /// are null and From is the horizon ("not before"), so that From null always means too few.
    /// </returns>
    public static Forecast? Of(long reached, long remaining, DateOnly dueOn, DateOnly today)
    {
        if (remaining <= 0) return null;
        var asked = new Question(Math.Max(0, reached), remaining, dueOn, today);
        ref var known = ref Answered[asked.GetHashCode() & (MostAnswered - 1)];
        if (known is { } answer && answer.Question == asked) return answer.Forecast;
        var forecast = Of(asked);
        known = new Answer(asked, forecast);
        return forecast;
    }

    private static Forecast Of(Question asked)
    {
        var (reached, remaining, dueOn, today) = asked;
        var pace = new Pace(reached, remaining);
        var odds = pace.OddsWithin(dueOn.DayNumber - today.DayNumber + 1);
        if (reached < FewestReached) return new(null, null, null, odds);

        var horizon = today.AddYears(HorizonYears);
        var days = horizon.DayNumber - today.DayNumber + 1;
        var from = pace.DaysUntil(0.1, 1, days) ?? days;
        var median = pace.DaysUntil(0.5, from, days);
        var to = median is { } m ? pace.DaysUntil(0.9, m, days) : null;
        return new(On(from), to is { } t ? On(t) : null, median is { } half ? On(half) : null, odds);

        DateOnly On(int day) => today.AddDays(day - 1);
    }

    /// <summary>The continued fraction of the incomplete beta function, by Lentz's method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        const double precision = 1e-13;
        const int mostTerms = 20_000;
        var c = 1.0;
        var d = 1 / Apart(1 - ((a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; m <= mostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Apart(1 + (even * d));
            c = Apart(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Apart(1 + (odd * d));
            c = Apart(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < precision) break;
        }

        return value;

        static double Apart(double from0) => Math.Abs(from0) < tiny ? tiny : from0;
    }

    /// <summary>ln Γ(x) for x &gt; 0: Stirling's series, after lifting small x to where it is exact to 13 digits.</summary>
    private static double LogGamma(double x)
    {
        var lifted = 1.0;
        for (; x < 12; x++) lifted *= x;
        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(lifted);
    }

    private readonly record struct Question(long Reached, long Remaining, DateOnly DueOn, DateOnly Today);

    private sealed record Answer(Question Question, Forecast Forecast);

    /// <summary>The time until <paramref name="remaining"/> items, when <paramref name="reached"/> were reached in the window.</summary>
    private readonly struct Pace(long reached, long remaining)
    {
        private readonly double a = remaining;
        private readonly double b = reached + Prior;
        private readonly double scale = LogGamma(remaining + (reached + Prior)) - LogGamma(remaining) - LogGamma(reached + Prior);

        /// <summary>The first day by whose end the odds are at least <paramref name="odds"/>; null: not by <paramref name="last"/>.</summary>
        public int? DaysUntil(double odds, int first, int last)
        {
            if (OddsWithin(last) < odds) return null;
            while (first < last)
            {
                var middle = first + ((last - first) / 2);
                if (OddsWithin(middle) >= odds) last = middle;
                else first = middle + 1;
            }

            return first;
        }

        public double OddsWithin(int days)
            => days <= 0 ? 0 : IncompleteBeta((double)days / (Window + days), (double)Window / (Window + days));

        /// <summary>I(x; a, b) for y = 1 − x; the side that converges fast is chosen, about √max(a, b) terms.</summary>
        private double IncompleteBeta(double x, double y)
        {
            var front = Math.Exp(scale + (a * Math.Log(x)) + (b * Math.Log(y)));
            var odds = x < (a + 1) / (a + b + 2)
                ? front * Fraction(x, a, b) / a
                : 1 - (front * Fraction(y, b, a) / b);
            return Math.Clamp(odds, 0, 1);
        }
    }
}
