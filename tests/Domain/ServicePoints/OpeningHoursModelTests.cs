using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>Generated hours, against a model that asks each minute for itself.</summary>
public sealed class OpeningHoursModelTests
{
    /// <summary>How far ahead the model looks.</summary>
    private const int Ahead = 10;

    private static readonly string[] Pieces = ["Mo", "-", ",", ";", ":", "24/7", "月", "周", "至", "15", "off", "PH", "Feb 30", "全天", " "];

    [Fact]
    public void It_is_open_when_the_model_is()
        => Gen.Select(HoursModel.Any, HoursModel.Day, Gen.Int[0, 1439], HoursModel.Calendar).Sample(
            (model, day, minute, calendar) => Assert.Equal(model.IsOpen(day, minute, calendar), IsOpen(Hours(model).At(At(day, minute), calendar))),
            iter: 5_000);

    [Fact]
    public void The_next_change_is_the_next()
        => Gen.Select(HoursModel.Any, HoursModel.Day, Gen.Int[0, 1439], HoursModel.Calendar).Sample((model, day, minute, calendar) =>
        {
            var now = At(day, minute);
            var state = Hours(model).At(now, calendar);
            var isOpen = model.IsOpen(day, minute, calendar);
            DateTimeOffset? change = null;
            for (var i = 1; change is null && i < Ahead * 1440; i++)
            {
                if (model.IsOpen(day.AddDays((minute + i) / 1440), (minute + i) % 1440, calendar) != isOpen) change = now.AddMinutes(i);
            }

            var told = Change(state);
            if (change is null) Assert.True(told is null || told >= now.AddMinutes(Ahead * 1440), $"{state} though nothing changes for {Ahead} days");
            else Assert.Equal(change, told);
            Assert.Equal(isOpen && told - now <= OpenState.Soon, state is OpenState.ClosesSoon);
        });

    /// <summary>Minute by minute, over a week.</summary>
    [Fact]
    public void Intervals_are_the_minutes_at_which_it_is_open()
        => Gen.Select(HoursModel.Any, HoursModel.Day, Gen.Int[0, 7], HoursModel.Calendar).Sample((model, from, days, calendar) =>
        {
            var expected = new List<OpenInterval>();
            for (var i = 0; i < days * 1440; i++)
            {
                if (!model.IsOpen(from.AddDays(i / 1440), i % 1440, calendar)) continue;
                var at = At(from, 0).AddMinutes(i);
                if (expected.Count > 0 && expected[^1].Closes == at) expected[^1] = expected[^1] with { Closes = at.AddMinutes(1) };
                else expected.Add(new OpenInterval(at, at.AddMinutes(1)));
            }

            Assert.Equal(expected, Hours(model).Intervals(from, days, calendar));
        });

    [Fact]
    public void Intervals_and_the_state_at_a_time_agree()
        => Gen.Select(HoursModel.Any, HoursModel.Day, Gen.Int[0, 1439], HoursModel.Calendar).Sample(
            (model, day, minute, calendar) =>
            {
                const int days = 100;
                var (hours, now, end) = (Hours(model), At(day, minute), At(day.AddDays(days), 0));
                var intervals = hours.Intervals(day, days, calendar);
                var around = intervals.Where(i => i.Opens <= now && now < i.Closes).Select(i => (DateTimeOffset?)i.Closes).SingleOrDefault();
                var next = around ?? intervals.Where(i => i.Opens > now).Select(i => (DateTimeOffset?)i.Opens).FirstOrDefault();

                var state = hours.At(now, calendar);

                Assert.Equal(around is not null, IsOpen(state));
                if (next is null || next == end) Assert.True(Change(state) is null || Change(state) >= end);
                else Assert.Equal(next, Change(state));
            },
            iter: 500);

    [Fact]
    public void The_normal_form_means_the_same_and_stays_as_it_is()
        => Gen.Select(HoursModel.Any, HoursModel.Day, HoursModel.Calendar).Sample(
            (model, day, calendar) =>
            {
                var hours = Hours(model);
                var again = OpeningHours.Parse(hours.ToString());

                Assert.Equal(hours, again);
                Assert.Equal(hours.ToString(), again.ToString());
                Assert.Equal(hours.Intervals(day, 14, calendar), again.Intervals(day, 14, calendar));
            },
            iter: 500);

    [Fact]
    public void Whatever_keyboard_typed_it_the_hours_are_the_same()
        => Gen.Select(HoursModel.Any, Gen.Int[0, 2].Array[1, 40]).Sample(
            (model, keys) => Assert.Equal(Hours(model), OpeningHours.Parse(string.Concat(model.ToString().Select((c, i) => Typed(c, keys[i % keys.Length]))))),
            iter: 500);

    /// <summary>Neither an exception nor a fault that lies outside the text.</summary>
    [Fact]
    public void Any_text_is_read_or_refused_within_it()
        => Gen.Select(HoursModel.Any, Gen.Int[0, 200], Gen.Int[0, 3], Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]))).Sample(
            (model, at, cut, put) =>
            {
                var text = model.ToString();
                at = Math.Min(at, text.Length);
                text = string.Concat(text.AsSpan(0, at), put, text.AsSpan(Math.Min(text.Length, at + cut)));

                if (OpeningHours.TryParse(text, out var hours, out var fault)) Assert.Equal(hours, OpeningHours.Parse(hours.Text));
                else Assert.True(fault.Position >= 0 && fault.Length >= 0 && fault.Position + fault.Length <= text.Length, $"{fault} in '{text}'");
            },
            iter: 5_000);

    private static OpeningHours Hours(HoursModel model)
    {
        Assert.True(OpeningHours.TryParse(model.ToString(), out var hours, out var fault), $"'{model}': {fault}");
        return hours;
    }

    private static string Typed(char c, int key) => (c, key) switch
    {
        (_, 0) => c.ToString(),
        (' ', _) => "　",
        (_, 1) => ((char)(c + 0xFEE0)).ToString(),
        _ => char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c).ToString() : char.ToLowerInvariant(c).ToString(),
    };

    private static bool IsOpen(OpenState state) => state is OpenState.Open or OpenState.ClosesSoon;

    private static DateTimeOffset? Change(OpenState state) => state switch
    {
        OpenState.Open open => open.ClosesAt,
        OpenState.ClosesSoon soon => soon.ClosesAt,
        OpenState.Closed closed => closed.OpensAt,
        _ => throw new InvalidOperationException(),
    };

    private static DateTimeOffset At(DateOnly day, int minute) => District.At(day, new TimeOnly(minute / 60, minute % 60));
}
