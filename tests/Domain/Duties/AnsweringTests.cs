using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Duties;

/// <summary>Who answers for line park in community s1c1, as a table: what is named where, and who it is then.</summary>
public sealed class AnsweringTests
{
    private static readonly PlaceTree Tree = Sample.Tree(2, 1);
    private static readonly PlaceNode[] Up = [.. Tree.PathUp(PlaceId.Of("s1c1"))];
    private static readonly DateOnly Today = Sample.Day("10-08");

    /// <summary>Written as place/line, place/ for the place as a whole, with ! behind for a stand-in.</summary>
    [Theory]
    [InlineData("", null)]
    [InlineData("s1c1/clinic s1/clinic", null)]
    [InlineData("s1c1/park s1c1/ s1/park s1/ district/park district/", "s1c1/park")]
    [InlineData("s1c1/park! s1c1/park s1c1/", "s1c1/park!")]
    [InlineData("s1c1/ s1/park s1/", "s1c1/")]
    [InlineData("s1c1/! s1c1/ s1/park", "s1c1/!")]
    [InlineData("s1/park s1/ district/park", "s1/park")]
    [InlineData("s1/park! district/park", "s1/park!")]
    [InlineData("s1/ district/park", "s1/")]
    [InlineData("district/park district/", "district/park")]
    [InlineData("district/", "district/")]
    public void The_nearest_answers(string named, string? expected)
    {
        var answering = Answering.Of(Rosters(named.Split(' ', StringSplitOptions.RemoveEmptyEntries)), LineId.Of("park"));

        Assert.Equal(expected is null ? null : AccountOf(expected), answering.Path[^1].Duty?.Holder);
        Assert.All(answering.Path.SkipLast(1), step => Assert.Null(step.Duty));
    }

    [Fact]
    public void The_way_up_is_told()
    {
        var answering = Answering.Of(Rosters(["district/"]), LineId.Of("park"));

        Assert.Equal(
            ["s1c1/park", "s1c1/", "s1/park", "s1/", "district/park", "district/"],
            answering.Path.Select(s => $"{s.Place.Id}/{s.Line}"));
    }

    [Fact]
    public void Of_the_place_as_a_whole_no_line_s_lead_answers()
        => Assert.Equal(AccountOf("s1/"), Answering.Of(Rosters(["s1c1/park", "s1/"]), null).Path[^1].Duty?.Holder);

    /// <summary>Naming one more never leaves anybody without an answer, and never moves it further up.</summary>
    [Fact]
    public void More_names_bring_the_answer_nearer()
    {
        string[] all = ["s1c1/park", "s1c1/park!", "s1c1/", "s1c1/!", "s1/park", "s1/", "s1/!", "district/park", "district/"];
        Gen.Select(Gen.Int[0, all.Length - 1].Array[0, 6], Gen.Int[0, all.Length - 1]).Sample((some, one) =>
        {
            var before = Answering.Of(Rosters([.. some.Select(i => all[i]).Distinct()]), LineId.Of("park"));
            var after = Answering.Of(Rosters([.. some.Append(one).Select(i => all[i]).Distinct()]), LineId.Of("park"));
            return after.Path[^1].Duty is not null && after.Path.Length <= before.Path.Length;
        });
    }

    private static AccountId AccountOf(string named) => AccountId.Of(named.Replace("/", "--", StringComparison.Ordinal).Replace("!", "-in", StringComparison.Ordinal));

    private static IEnumerable<(PlaceNode Place, ImmutableArray<Post> Posts)> Rosters(string[] named) => Up.Select(place => (place, Post.On(
        named.Select(n => (Name: n, Parts: n.TrimEnd('!').Split('/'))).Where(n => n.Parts[0] == place.Id.Value).Select((n, i) => new Duty(
            i + 1,
            n.Parts[1].Length == 0 ? null : LineId.Of(n.Parts[1]),
            n.Name.EndsWith('!') ? DutyKind.StandIn : DutyKind.Lead,
            AccountOf(n.Name),
            Today.AddDays(-1),
            Today.AddDays(1))),
        Today)));
}
