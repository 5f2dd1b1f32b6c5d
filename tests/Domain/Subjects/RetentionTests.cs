using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Subjects;

public sealed class RetentionTests
{
    private static readonly Retention Rules = new(new KeepDays(180, 365, 90));
    private static readonly Gen<DateTimeOffset> Times = Gen.Long[1_700_000_000, 1_900_000_000].Select(DateTimeOffset.FromUnixTimeSeconds);
    private static readonly Gen<SubjectKind> Kinds = Gen.Int[0, 2].Select(i => (SubjectKind)i);

    private static readonly Gen<int?> Held = Gen.Int[-100, 800].Select(d => d < 0 ? (int?)null : d);

    [Theory]
    [InlineData(SubjectKind.Caller, "2026-06-30")]
    [InlineData(SubjectKind.Resident, "2027-01-01")]
    [InlineData(SubjectKind.Volunteer, "2026-04-01")]
    public void Each_kind_has_its_days_after_its_last_use(SubjectKind kind, string due)
        => Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Rules.DueOn(kind, District.At(new DateOnly(2026, 1, 1), new TimeOnly(23, 59)), null));

    [Theory]
    [InlineData("2026-04-01", "2026-04-02")]
    [InlineData("2026-03-31", "2026-04-01")]
    [InlineData("2026-08-15", "2026-08-16")]
    public void A_hold_puts_it_off_and_never_forward(string held, string due)
        => Assert.Equal(Day(due), Rules.DueOn(SubjectKind.Volunteer, District.At(new DateOnly(2026, 1, 1)), Day(held)));

    [Fact]
    public void It_is_due_from_its_day_on_and_not_a_moment_before()
        => Gen.Select(Kinds, Times, Held, Times).Sample((kind, used, held, now) =>
        {
            DateOnly? until = held is { } days ? District.DateOf(used).AddDays(days) : null;
            var due = Rules.DueOn(kind, used, until);

            Assert.True(due >= District.DateOf(used).AddDays(Rules.Keep.Of(kind)) && !(until >= due));
            Assert.True(Rules.IsDue(kind, used, until, District.At(due)));
            Assert.False(Rules.IsDue(kind, used, until, District.At(due).AddTicks(-1)));
            Assert.Equal(due <= District.DateOf(now), Rules.IsDue(kind, used, until, now));
        });

    [Fact]
    public void A_store_that_looks_by_time_finds_the_same()
        => Gen.Select(Kinds, Times, Held, Times).Sample((kind, used, held, now) =>
        {
            DateOnly? until = held is { } days ? District.DateOf(used).AddDays(days) : null;
            var today = District.DateOf(now);

            Assert.Equal(Rules.IsDue(kind, used, until, now), used < Rules.UsedBefore(kind, today) && (until is null || until < today));
        });

    [Fact]
    public void A_later_use_never_makes_it_due_earlier()
        => Gen.Select(Kinds, Times, Gen.Int[0, 400]).Sample((kind, used, days) => Assert.True(Rules.DueOn(kind, used, null) <= Rules.DueOn(kind, used.AddDays(days), null)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(365, true)]
    [InlineData(366, false)]
    [InlineData(-1, false)]
    public void A_hold_lasts_a_year_at_most(int days, bool isRight)
    {
        var now = District.At(new DateOnly(2026, 11, 29), new TimeOnly(12, 0));
        var faults = new FaultList();
        Retention.CheckHold(faults, District.DateOf(now).AddDays(days), "案件", now);

        Assert.Equal(isRight, !faults.Has("until"));
    }

    [Fact]
    public void A_hold_has_a_reason_and_every_fault_is_named()
    {
        var faults = new FaultList();
        Retention.CheckHold(faults, new DateOnly(2020, 1, 1), " ", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

        Assert.Equal(["until", "reason"], faults.ToRefusal().Faults.Select(f => f.Field));
    }

    [Theory]
    [InlineData(RevealReason.CallBack, null, true)]
    [InlineData(RevealReason.Identity, "", true)]
    [InlineData(RevealReason.Emergency, null, false)]
    [InlineData(RevealReason.Request, " ", false)]
    [InlineData(RevealReason.Emergency, "老人走失", true)]
    public void Some_reasons_need_a_note(RevealReason reason, string? note, bool isRight)
    {
        var faults = new FaultList();
        Reveals.Check(faults, [PersonalField.Phone], reason, note);

        Assert.Equal(isRight, !faults.Any);
    }

    [Fact]
    public void A_reveal_says_what_it_shows()
    {
        var faults = new FaultList();
        Reveals.Check(faults, [], RevealReason.Emergency, new string('长', 201));

        Assert.Equal(["fields", "note"], faults.ToRefusal().Faults.Select(f => f.Field));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
