using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Facilities;

public sealed class ValidationTests
{
    private const string Nul = "a\0b";
    private const string HalfPair = "a\ud800b";
    private static readonly string Long = new('长', 1_001);

    public static TheoryData<string, FacilityCommand, string> Faulty() => new()
    {
        {
            "register",
            new FacilityCommand.Register(new FacilityDraft(
                FacilityId.Of("f"), LineId.Of("nothing"), PlaceId.Of("nowhere"), Nul, Origin.Existing,
                ImmutableDictionary<MeasureId, long>.Empty.Add(Site.Bench, -1),
                new FacilityDetails(HalfPair, new string('1', 41), "\u0085", ["", Long], new Position(double.NaN, 0, Datum.Wgs84)),
                Sample.Day("11-21"), Long)),
            "name bad-character, source too-long, details/address bad-character, details/phone too-long, details/hours bad-character, "
            + "details/services/0 required, details/services/1 too-long, details/position out-of-range, since after-now, "
            + "quantities/bench out-of-range, place unknown, line unknown"
        },
        {
            "import",
            new FacilityCommand.Import(Site.Draft(Site.Park) with { Name = " ", Since = Sample.Day("11-21"), Quantities = ImmutableDictionary<MeasureId, long>.Empty }),
            "name required, since required, since after-now, quantities/bench required"
        },
        {
            "correct",
            new FacilityCommand.Correct("", new FacilityDetails(null, null, null, [.. Enumerable.Repeat("a", 31)], new Position(0, 181, Datum.Gcj02))),
            "name required, details/services too-many, details/position out-of-range"
        },
        {
            "progress",
            new FacilityCommand.ReportProgress(null, Stage.Accepted, FacilityCommand.MaxQuantity + 1, Sample.Day("11-21"), HalfPair),
            "stage wrong-stage, quantity out-of-range, on after-now, note bad-character"
        },
        { "complete", new FacilityCommand.ReportCompletion(Sample.Day("09-19"), Long), "on too-early, note too-long" },
        { "file", new FacilityCommand.File(Sample.Day("11-21")), "on after-now" },
        { "retract", new FacilityCommand.Retract(Stage.Accepted, "\t "), "stage wrong-stage, reason required" },
        { "accept", new FacilityCommand.Accept(-1, Sample.Day("11-21"), Nul), "score out-of-range, on after-now, note bad-character" },
        {
            "return",
            new FacilityCommand.Return([new string('长', 201), Nul, HalfPair, "a\nb"], Sample.Day("11-21"), -1, Sample.Day("11-21")),
            "shortcomings/0 too-long, shortcomings/1 bad-character, shortcomings/2 bad-character, shortcomings/3 bad-character, "
            + "score out-of-range, on after-now, rectifyBy out-of-range"
        },
        { "return nothing", new FacilityCommand.Return([], new DateOnly(2016, 1, 1), 101, Sample.Day("11-01")), "shortcomings required, score out-of-range, rectifyBy out-of-range" },
        { "suspend", new FacilityCommand.Suspend(Long, Sample.Day("11-19")), "reason too-long, until out-of-range" },
        { "withdraw", new FacilityCommand.Withdraw(Nul), "reason bad-character" },
        { "move", new FacilityCommand.Move(PlaceId.Of("s1"), ""), "reason required" },
    };

    [Theory, MemberData(nameof(Faulty))]
    public void Every_fault_is_named_at_once(string name, FacilityCommand command, string expected)
    {
        Assert.NotNull(name);
        var refusal = command.Check(Site.At("11-20", Story.Reporter));

        Assert.NotNull(refusal);
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(expected, string.Join(", ", refusal.Faults.Select(f => $"{f.Field} {f.Code}")));
        Assert.All(refusal.Faults, f => Assert.True(f.Zh.Length > 0 && f.En.Length > 0));
    }

    /// <summary>Faults of the input come before what the state would say, whatever the state is.</summary>
    [Fact]
    public void A_faulty_input_is_invalid_in_every_state()
    {
        var command = new FacilityCommand.Accept(-1, Sample.Day("11-21"), Nul);
        var withdrawn = Story.Registered(Site.Room).Then(new FacilityCommand.Withdraw("重复登记"));

        Assert.Equal("out-of-range", new Story().Refused(command));
        Assert.Equal("out-of-range", withdrawn.Refused(command));
    }

    [Fact]
    public void Notes_may_have_line_breaks_and_emoji_and_be_exactly_as_long_as_is_allowed()
    {
        var note = "第一行\r\n\t第二行 \U0001F600".PadRight(Facility.MaxNote, '长');

        Assert.Null(new FacilityCommand.ReportCompletion(Sample.Day("11-20"), note).Check(Site.At("11-20", Story.Reporter)));
        Assert.NotNull(new FacilityCommand.ReportCompletion(Sample.Day("11-20"), note + "长").Check(Site.At("11-20", Story.Reporter)));
    }

    [Theory]
    [InlineData("11-19", "23:59", "11-20", false)]
    [InlineData("11-20", "00:00", "11-20", true)]
    public void Today_begins_at_midnight_in_Shanghai(string day, string time, string on, bool allowed)
        => Assert.Equal(allowed, new FacilityCommand.File(Sample.Day(on)).Check(Site.At(day, Story.Reporter, time)) is null);

    [Fact]
    public void Details_without_a_list_of_services_are_as_good_as_with_an_empty_one()
    {
        var draft = Site.Draft(Site.Room) with { Details = FacilityDetails.Unknown with { Services = default } };

        Assert.Null(new Story().Refused(new FacilityCommand.Register(draft)));
    }
}
