using Circle.Domain.Plans;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

/// <summary>On 2013-11-12 nobody has built anything: only what the document wanted by then may be red.</summary>
public sealed class NovemberTwelfthTests
{
    private static readonly Line[] Lines =
    [
        Line("service-centre",
            Step("12-31", Stage.Prepared, Each(1, Answerer.Street)),
            Step("2014-12-31", Stage.Completed, Each(1, Answerer.Street))),
        Line("service-station", Step("12-31", Stage.Completed, Percent(50)), Step("2014-12-31", Stage.Completed, Percent(100))),
        Line("living-circle",
            Step("11-30", Stage.Completed, Each(1, Answerer.Community)),
            Step("12-05", Stage.Filed, Each(1, Answerer.Community)),
            Step("12-20", Stage.Accepted, Each(1, Answerer.Community))),
        Line("living-station", Step("11-30", Stage.Completed, Each(1, Answerer.Street))),
        Line("platform", Step("2014-06-30", Stage.Completed, Number(1))),
        Line("clinic", Step("09-30", Stage.Completed, Each(1, Answerer.Community))),
        Line("pharmacy", Step("2014-03-31", Stage.Completed, Number(436))),
        Line("culture-centre", Step("10-31", Stage.Delivered, Number(53)), Step("12-31", Stage.Completed, Each(1, Answerer.Community))),
        Line("kindergarten", Step("12-31", Stage.Completed, Number(10))),
        Line("training", Step("12-31", Stage.Completed, Number(10))),
        Line("fitness", Step("10-15", Stage.Delivered, Each(3, Answerer.Community)), Step("12-31", Stage.Completed, Number(3))),
        Line("park", Step("12-31", Stage.Completed, Number(4))),
        Line("day-care", Step("11-30", Stage.Completed, Number(8))),
        Line("elder-room", Step("11-30", Stage.Completed, Number(5))),
        Line("civility-station", Step("12-31", Stage.Completed, Each(1, Answerer.Community))),
        Line("rehabilitation", Step("12-31", Stage.Completed, Number(28))),
        Line("library", Step("12-31", Stage.Completed, Number(43))),
        Line("volunteer-team", Step("12-31", Stage.Completed, Each(2, Answerer.Street))),
        SecurityLine("peace-station"),
        SecurityLine("police-room"),
        SecurityLine("patrol-team"),
        SecurityLine("mediation-room"),
        SecurityLine("watch-team"),
        SecurityLine("peace-volunteers"),
    ];

    [Fact]
    public void Only_lines_with_a_step_that_passed_are_red()
    {
        var places = Tree(Enumerable.Repeat(3, 17));
        Assert.Equal(24, Lines.Length);
        var red = Lines
            .Where(line => new World(line, places, Targets.WriteOut(line, places), []).At(District, Day("11-12")).Status.IsRed())
            .Select(line => line.Id.Value);

        Assert.Equal(
            [
                "clinic", "culture-centre", "fitness",
                "peace-station", "police-room", "patrol-team", "mediation-room", "watch-team", "peace-volunteers",
            ],
            red);
    }
}
