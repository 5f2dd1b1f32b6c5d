using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Tests.Volunteering;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using CsCheck;

namespace Circle.Domain.Tests.ServiceRecords;

/// <summary>What a record lists, what it credits, and what its hash and its code tell apart.</summary>
public sealed class ListedEntriesTests
{
    private static readonly FacilityId Other = FacilityId.Of("patrol-1");
    private static readonly DateOnly Today = District.DateOf(Team.Now);

    private static readonly Gen<ServiceEntry> Entry = Gen.Select(
        Gen.Int[0, 6_000], Gen.Int[1, 240], Gen.Int[1, 240], Gen.Int[0, 3], Gen.Bool,
        (from, length, minutes, stage, own) => new ServiceEntry(
            Team.IdOf("0"), own ? Team.Id : Other, Team.Clinic, Team.Now.AddMinutes(from), Team.Now.AddMinutes(from + length), Math.Min(minutes, length),
            new[] { ActivityStage.Complete, ActivityStage.Approved, ActivityStage.Incomplete, ActivityStage.Returned }[stage]));

    private static readonly Gen<ServiceEntry[]> All = Entry.Array[0, 12].Select(entries => entries.Select((e, i) => e with { Activity = Team.IdOf($"{i}") }).ToArray());

    [Fact]
    public void Records_of_two_teams_never_credit_more_than_the_person_s_hours()
        => All.Sample(entries =>
        {
            var whole = entries.Where(e => e.Stage != ActivityStage.Incomplete).ToArray();
            var credited = List(whole, Team.Id).Concat(List(whole, Other)).Sum(e => e.Minutes);
            Assert.Equal(ServiceHours.MinutesOf(whole), credited);
            Assert.True(List(entries, Team.Id).Concat(List(entries, Other)).Sum(e => e.Minutes) <= ServiceHours.MinutesOf(entries));
        });

    [Fact]
    public void Only_what_counts_and_has_its_pictures_is_listed_oldest_first_and_of_the_period_alone()
        => Gen.Select(All, Gen.Int[0, 5], Gen.Int[0, 5]).Sample((entries, from, days) =>
        {
            var (first, last) = (Today.AddDays(from), Today.AddDays(from + days));
            var listed = ListedEntries.Of(entries, Team.Id, first, last).Select(l => l.Entry).ToArray();
            var expected = entries.Where(e => e.Team == Team.Id && e.Stage is ActivityStage.Complete or ActivityStage.Approved && e.Team == Team.Id && District.DateOf(e.Began) >= first && District.DateOf(e.Began) <= last);
            Assert.Equal(expected.Select(e => e.Activity.Value).Order(StringComparer.Ordinal), listed.Select(e => e.Activity.Value).Order(StringComparer.Ordinal));
            Assert.Equal(listed.OrderBy(e => e.Began).Select(e => e.Began), listed.Select(e => e.Began));
        });

    [Fact]
    public void A_review_or_the_order_of_rows_moves_no_hash_and_every_correction_does()
        => Gen.Select(All.Where(a => List(a, Team.Id).Any()), Gen.Int[0, 1_000], Gen.Int[0, 4]).Sample((entries, seed, what) =>
        {
            var hash = Hash(entries);
            ServiceEntry[] turned = [.. entries.Select(e => e.Stage == ActivityStage.Complete ? e with { Stage = ActivityStage.Approved } : e)];
            new Random(seed).Shuffle(turned);
            Assert.Equal(hash, Hash(turned));

            var one = List(entries, Team.Id).First().Entry;
            var corrected = what switch
            {
                0 => one with { Minutes = one.Minutes + 1 },
                1 => one with { Ended = one.Ended.AddMinutes(1) },
                2 => one with { Kind = Team.Patrol },
                3 => one with { Activity = Team.IdOf("99") },
                _ => one with { Stage = ActivityStage.Returned },
            };
            Assert.NotEqual(hash, Hash([.. entries.Select(e => e == one ? corrected : e)]));
        });

    [Fact]
    public void A_code_is_read_however_it_is_typed_and_nothing_else_is()
        => Gen.Select(Gen.Char[VerificationCode.Alphabet].Array[VerificationCode.Length], Gen.Int[0, 3]).Sample((signs, way) =>
        {
            var code = new string(signs);
            var grouped = VerificationCode.Grouped(code);
            var typed = way switch { 0 => grouped, 1 => code.ToLowerInvariant(), 2 => $" {grouped.Replace('-', ' ')} ", _ => string.Concat(grouped.Select(c => (char)(c - '!' + '！'))) };
            Assert.Equal(code, VerificationCode.Read(typed));
            Assert.Null(VerificationCode.Read(code[1..]));
            Assert.Null(VerificationCode.Read($"{code}A"));
            Assert.Null(VerificationCode.Read($"{code[1..]}0"));
            Assert.Null(VerificationCode.Read(new string(' ', VerificationCode.MaxTyped) + code));
        });

    [Fact]
    public void A_code_has_eighty_bits_and_more() => Assert.True(VerificationCode.Length * Math.Log2(VerificationCode.Alphabet.Distinct().Count()) >= 80);

    private static ImmutableArray<ListedEntry> List(IEnumerable<ServiceEntry> entries, FacilityId team) => ListedEntries.Of(entries, team, Today, Today.AddDays(10));

    private static string Hash(ServiceEntry[] entries) => ListedEntries.HashOf(List(entries, Team.Id));
}
