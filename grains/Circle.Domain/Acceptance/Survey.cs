using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Circle.Domain.Journal;
using Circle.Domain.Standards;
using Orleans;

namespace Circle.Domain.Acceptance;

/// <param name="Value">1 to 5, of a yes-or-no question 0 or 1.</param>
[GenerateSerializer, Immutable, Alias("CriterionAnswer")]
public sealed record CriterionAnswer([property: Id(0)] Criterion Criterion, [property: Id(1)] int Value);

/// <summary>One numbered card 问卷; who lives behind the number stands in the paper register alone.</summary>
/// <param name="Answers">Empty: nobody has answered, or not yet.</param>
[GenerateSerializer, Immutable, Alias("SurveyCard")]
public sealed record SurveyCard([property: Id(0)] int Card, [property: Id(1)] ImmutableArray<CriterionAnswer> Answers);

/// <param name="Cards">In the order of drawing.</param>
[GenerateSerializer, Immutable, Alias("SurveySheet")]
public sealed record SurveySheet([property: Id(0)] int Population, [property: Id(1)] string Seed, [property: Id(2)] ImmutableArray<SurveyCard> Cards)
{
    /// <summary>Households of a paper register.</summary>
    public const int MaxPopulation = 20_000;

    public SurveySheet With(SurveyCard answered) => this with { Cards = [.. Cards.Select(c => c.Card == answered.Card ? answered : c)] };

    /// <summary>Every criterion exactly once, each in its own scale.</summary>
    internal static void Check(FaultList faults, ImmutableArray<CriterionAnswer> answers, SurveyRule rule)
    {
        foreach (var criterion in Enum.GetValues<Criterion>())
        {
            var told = answers.Where(a => a.Criterion == criterion).ToImmutableArray();
            if (told.Length != 1) faults.Add("answers", "each-once", $"五项标准各答一次（{criterion}）", $"each criterion is answered once ({criterion})");
            else if (rule.YesNo.Contains(criterion)) faults.Range($"answers/{criterion}", told[0].Value, 0, 1);
            else faults.Range($"answers/{criterion}", told[0].Value, 1, 5);
        }
    }
}

/// <summary>Of one criterion. 满意率 is favourable ÷ answered.</summary>
/// <param name="Favourable">4 and 5, or yes.</param>
[GenerateSerializer, Immutable, Alias("CriterionResult")]
public sealed record CriterionResult([property: Id(0)] Criterion Criterion, [property: Id(1)] int Answered, [property: Id(2)] int Favourable)
{
    /// <summary>In thousandths, rounded down, so that a bound that is not reached never reads as reached; null: nobody answered.</summary>
    public int? Rate => Answered == 0 ? null : (int)(1_000L * Favourable / Answered);
}

/// <summary>What a survey found so far.</summary>
/// <param name="Drawn">n: cards that were drawn.</param>
/// <param name="IsMet">满意度达标: enough answered, and enough of these are satisfied.</param>
[GenerateSerializer, Immutable, Alias("SurveyResult")]
public sealed record SurveyResult(
    [property: Id(0)] int Population, [property: Id(1)] int Drawn, [property: Id(2)] int Answered, [property: Id(3)] ImmutableArray<CriterionResult> Criteria, [property: Id(4)] bool IsMet)
{
    private const int Favourable = 4;

    public static SurveyResult Of(SurveySheet sheet, SurveyRule rule)
    {
        var answered = sheet.Cards.Where(c => !c.Answers.IsEmpty).ToImmutableArray();
        ImmutableArray<CriterionResult> criteria = [.. Enum.GetValues<Criterion>().Select(c => new CriterionResult(c, answered.Length, answered.Count(card => Favours(card, c, rule))))];
        var satisfied = criteria.First(c => c.Criterion == Criterion.Satisfied);
        // Of a small register fewer are drawn than the rule asks to answer: then all of them have to.
        var least = Math.Min(rule.LeastAnswered, sheet.Cards.Length);
        return new(sheet.Population, sheet.Cards.Length, answered.Length, criteria, answered.Length >= least && 100L * satisfied.Favourable >= (long)rule.Bound * satisfied.Answered);
    }

    private static bool Favours(SurveyCard card, Criterion criterion, SurveyRule rule)
        => card.Answers.First(a => a.Criterion == criterion).Value is var value && (rule.YesNo.Contains(criterion) ? value == 1 : value >= Favourable);
}

/// <summary>
/// 抽样: numbers of a register in the order of a hash of each with the seed, and the first of them. The seed is made by chance when it is drawn and
/// journaled, so that nobody chooses who is asked, and whoever has the journal can draw the same again.
/// </summary>
public sealed record CardDraw(string Seed, ImmutableArray<int> Cards)
{
    public static CardDraw Of(string seed, int population, int size)
        => new(seed, [.. Enumerable.Range(1, population).OrderBy(n => Hash($"{seed}\n{n}"), StringComparer.Ordinal).ThenBy(n => n).Take(size)]);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
