using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>What activities add up to.</summary>
/// <param name="People">人次: whoever took part in two is counted twice.</param>
/// <param name="Minutes">Of all of them.</param>
/// <param name="Rated">Activities that a resident rated.</param>
/// <param name="Satisfied">Of these, 基本满意 and better.</param>
[GenerateSerializer, Immutable, Alias("ActivitySums")]
public sealed record ActivitySums(
    [property: Id(0)] long Activities, [property: Id(1)] long People, [property: Id(2)] long Minutes, [property: Id(3)] long Rated, [property: Id(4)] long Satisfied)
{
    public static ActivitySums None { get; } = new(0, 0, 0, 0, 0);

    public ActivitySums Plus(ActivitySums other)
        => new(Activities + other.Activities, People + other.People, Minutes + other.Minutes, Rated + other.Rated, Satisfied + other.Satisfied);
}
