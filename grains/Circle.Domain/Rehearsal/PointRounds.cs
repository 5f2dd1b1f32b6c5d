using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// 走访: what streets, communities and the bureau do with service points. Streets find them in the first six weeks; shops go their way
/// to the bureau and on, some are sent back, closed for a while or for good; some are not verified for long.
/// </summary>
internal sealed class PointRounds(Setting setting)
{
    private const int DaysOfFinding = 40;
    private const int NeverFiled = 10;
    private const int SentBack = 6;
    private const int Pauses = 7;
    private const int Closes = 3;
    private const int Corrects = 8;
    private const int Disqualified = 2;

    /// <summary>An older list is copied: what it says was seen months ago.</summary>
    private const int FromOldList = 16;

    private const int NeverSeen = 12;

    public IEnumerable<FieldDeed> Deeds(ImmutableArray<PointDraft> points)
    {
        var numbers = points.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i + 1);
        var fallen = setting.Seed.Shuffle(points.Where(p => KindOf(p) is { IsRegistered: true }), p => p.Id.Value, "disqualified").Take(Disqualified).Select(p => p.Id).ToHashSet();
        return points.Where(p => KindOf(p) is not null && setting.StreetOf(p.Place) is not null)
            .SelectMany(p => new Round(setting, p, KindOf(p)!, numbers[p.Id], fallen.Contains(p.Id)).Walk());
    }

    private PointKind? KindOf(PointDraft point) => setting.Plan.Directory?.Find(point.Kind);

    /// <summary>What becomes of one of them, in order of time.</summary>
    private sealed class Round(Setting setting, PointDraft point, PointKind kind, int number, bool falls)
    {
        private readonly Dice dice = setting.Seed.For("point", point.Id.Value);
        private readonly List<FieldDeed> deeds = [];
        private readonly Actor street = Cast.Street(setting.StreetOf(point.Place)!.Value);
        private readonly Actor bureau = Cast.Lead(kind.Line);
        private DateTime last = Season.First.ToDateTime(new TimeOnly(8, 30));

        private Actor Verifier => setting.Places.Find(point.Place)?.Kind == PlaceKind.Community ? Cast.Community(point.Place) : street;

        public IEnumerable<FieldDeed> Walk()
        {
            var found = Do(Season.First.AddDays(falls ? dice.Below(4) : dice.Below(DaysOfFinding)), street, _ => new ServicePointCommand.Find(point));
            Verify(found);
            if (kind.IsRegistered && dice.Chance(70)) Do(found, street, _ => new ServicePointCommand.Note(Record()));
            if (kind.IsRegistered && (falls || !dice.Chance(NeverFiled))) Register(found);
            if (dice.Chance(Corrects)) Do(After(8, 30), street, _ => new ServicePointCommand.Correct(point.Listing with { Phones = [new(Wording.Telephone(dice), PhoneType.Landline)] }));
            if (falls) Fall();
            else if (dice.Chance(Closes)) End(found, day => new ServicePointCommand.Close(dice.Pick<string>(["店面到期不再续租", "经营者停业"]), day));
            else if (dice.Chance(Pauses)) Pause(found);
            return deeds.OrderBy(d => d.At);
        }

        /// <summary>By the way of §三(二)1, as fast as people are.</summary>
        private void Register(DateOnly found)
        {
            Do(found.AddDays(falls ? 1 : dice.Between(2, 16)), street, day => new ServicePointCommand.File(day));
            if (!falls && dice.Chance(SentBack))
            {
                Do(After(2, 6), bureau, _ => new ServicePointCommand.Return(dice.Pick<string>(["营业执照号码与登记名称不符", "缺联系电话", "地址写到门牌"])));
                if (dice.Chance(40)) return;
                Do(After(3, 9), street, day => new ServicePointCommand.File(day));
            }

            Do(After(3, 12), bureau, day => new ServicePointCommand.Register(Numbered("金商备〔2013〕演练"), day));
            Do(After(2, 9), street, day => new ServicePointCommand.Agree(Numbered("演练协议-"), day, day.AddYears(1)));
            Do(After(3, 12), street, day => new ServicePointCommand.HangSign(Numbered("演练-"), day));
            Do(After(5, 20), street, day => new ServicePointCommand.Supervise(day));
        }

        private void Verify(DateOnly found)
        {
            if (dice.Chance(NeverSeen)) return;
            var isOld = dice.Chance(FromOldList);
            foreach (var group in FieldGroups.All.Where(group => FieldGroups.Missing(point.Listing, group, isRegistered: true).IsEmpty))
            {
                var on = isOld ? new DateOnly(2013, 4, 10).AddDays(dice.Below(110)) : found;
                Do(found, Verifier, _ => new ServicePointCommand.Verify(group, isOld ? VerifiedBy.Document : VerifiedBy.Visit, on));
            }
        }

        /// <summary>Found while people still look, closed for a while some days before they meet the district.</summary>
        private void Pause(DateOnly found)
        {
            if (Late(found) is not { } day) return;
            DateOnly? until = dice.Chance(40) ? null : day.AddDays(dice.Between(10, 40));
            Put(day, street, new ServicePointCommand.Pause(dice.Pick<string>(["店面装修", "设备检修", "经营者外出"]), until));
        }

        /// <summary>What was to come after it does not.</summary>
        private void End(DateOnly found, Func<DateOnly, ServicePointCommand> command)
        {
            if (Late(found) is not { } day) return;
            deeds.RemoveAll(d => District.DateOf(d.At) > day);
            Put(day, street, command(day));
        }

        private void Fall()
        {
            var day = setting.Calendar.OnOrAfter(Season.Meeting.AddDays(-dice.Between(5, 8)));
            if (deeds.FindIndex(d => d is FieldDeed.OfPoint { Command: ServicePointCommand.Register } && District.DateOf(d.At) <= day) < 0) return;
            deeds.RemoveAll(d => District.DateOf(d.At) > day);
            Put(day, bureau, new ServicePointCommand.Disqualify(Numbered("演练投诉-"), "多次收费高于公示价，投诉查实后未整改", day));
        }

        /// <summary>A working day shortly before people meet the district; null: it was not found by then.</summary>
        private DateOnly? Late(DateOnly found)
        {
            var day = setting.Calendar.OnOrAfter(Season.Meeting.AddDays(-dice.Between(2, 14)));
            return day > found ? day : null;
        }

        private PointRecord Record() => new(
            null,
            null,
            [new Licence("营业执照", $"演练{number:0000}", new DateOnly(2013, 11, 1).AddDays(dice.Between(-20, 900)))],
            dice.Between(1, 9),
            dice.Chance(30) ? dice.Pick<string>(["愿意为困难老人优惠", "周末人多，须提醒排队", "门口台阶待加坡道"]) : null);

        private DateOnly After(int least, int most) => DateOnly.FromDateTime(last).AddDays(dice.Between(least, most));

        private string Numbered(string before) => string.Create(CultureInfo.InvariantCulture, $"{before}{number:0000}");

        /// <summary>In the afternoon, when nothing else is done to it.</summary>
        private void Put(DateOnly day, Actor actor, ServicePointCommand command)
            => deeds.Add(new FieldDeed.OfPoint(District.At(day, new TimeOnly(16, dice.Below(60), dice.Below(60))), actor, point.Id, command));

        /// <summary>On a working day, in the morning or after what came before it.</summary>
        private DateOnly Do(DateOnly planned, Actor actor, Func<DateOnly, ServicePointCommand> command)
        {
            var slot = setting.Calendar.OnOrAfter(planned).ToDateTime(new TimeOnly(9, 0)).AddSeconds(dice.Below(14_400));
            if (slot <= last) slot = last.AddSeconds(dice.Between(60, 900));
            last = slot;
            deeds.Add(new FieldDeed.OfPoint(District.At(DateOnly.FromDateTime(slot), TimeOnly.FromDateTime(slot)), actor, point.Id, command(DateOnly.FromDateTime(slot))));
            return DateOnly.FromDateTime(slot);
        }
    }
}
