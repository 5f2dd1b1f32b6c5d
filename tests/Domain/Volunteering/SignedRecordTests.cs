using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>签名 is of exactly what was signed.</summary>
public sealed class SignedRecordTests
{
    /// <summary>The phone's own program makes the same: its test holds this text too.</summary>
    [Fact]
    public void The_text_is_as_the_phone_makes_it()
        => Assert.Equal(
            """
            10:activity-1
            32:0000000000000000000000000000000a
            7:youth-1
            11:free-clinic
            4:s1c1
            10:1384237800
            10:1384245000
            14:chen:120 li:90
            2:12
            66:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a:0
            1:0
            13:量了血压，
            还教我怎么吃。
            0:

            """.ReplaceLineEndings("\n"),
            SignedRecord.TextOf(Team.Log("a", photos: 1), "量了血压，\n还教我怎么吃。", null));

    [Fact]
    public void Whatever_is_changed_afterwards_makes_another_hash()
    {
        var log = Team.Log("a", photos: 1);
        string[] hashes =
        [
            SignedRecord.HashOf(log, "好", null),
            SignedRecord.HashOf(log, "好 ", null),
            SignedRecord.HashOf(log, null, "好"),
            SignedRecord.HashOf(log, null, null),
            .. ((ActivityLog[])
            [
                log with { Id = Team.IdOf("b") }, log with { Place = PlaceId.Of("s1") }, log with { Start = log.Start.AddMinutes(-1) }, log with { End = log.End.AddMinutes(1) }, log with { Kind = Team.Patrol },
                log with { People = [log.People[0]] }, log with { People = [log.People[0], log.People[1] with { Minutes = 91 }] }, log with { Helped = 13 }, log with { Attachments = [] },
                log with { Attachments = [log.Attachments[0] with { Use = AttachmentUse.Page }] }, log with { Rating = Satisfaction.Satisfied }, log with { Rating = null },
            ]).Select(l => SignedRecord.HashOf(l, "好", null)),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData("0,0 10,10 20,20 30,30 40,40 50,50 60,60 70,70", null)]
    [InlineData("0,0 10,10 20,20 30,30;40,40 50,50 60,60 1000,400", null)]
    [InlineData("0,0 10,10", "required")]
    [InlineData("", "wrong-shape")]
    [InlineData("0,0 10,10 20,20 30,30 40,40 50,50 60,60 70,401", "wrong-shape")]
    [InlineData("0,0 10,10 20,20 30,30 40,40 50,50 60,60 -7,4", "wrong-shape")]
    [InlineData("<script>", "wrong-shape")]
    public void Strokes_are_points_in_their_box(string text, string? code)
    {
        var faults = new FaultList();
        SignatureStrokes.Check(faults, "signature", text);
        Assert.Equal(code, faults.Any ? faults.ToRefusal().Faults[0].Code : null);
    }

    [Fact]
    public void Strokes_without_end_are_refused()
    {
        var faults = new FaultList();
        SignatureStrokes.Check(faults, "signature", string.Join(' ', Enumerable.Repeat("100,100", 1_000)));
        Assert.Equal("too-long", faults.ToRefusal().Faults[0].Code);
    }
}
