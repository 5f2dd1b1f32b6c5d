using System.Globalization;
using System.Text.Json;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>Nobody reads what moves inside five seconds; and a wall on which nothing happens does nothing.</summary>
public sealed class StillnessTests(Suite suite)
{
    /// <summary>How long a list keeps its order, less a second for a machine that is slow to show the first of two changes.</summary>
    private static readonly Dictionary<string, double> Holds = new() { ["ticker"] = 5_000 - 1_000, ["places"] = 30_000 - 1_000, ["tasks"] = 30_000 - 1_000 };

    /// <summary>
    /// Notes when the entries of a list are others, or in another order, and any panel that is not where it was. Figures may
    /// change in place; an entry on its way out is gone.
    /// </summary>
    private const string Record =
        """
        () => {
          const ids = new WeakMap();
          let made = 0;
          const idOf = (entry) => ids.get(entry) ?? (ids.set(entry, ++made), made);
          const list = { ticker: 'ol', places: 'tbody', tasks: 'ol' };
          const orderOf = (name) => {
            const entries = document.querySelector(`[data-testid=${name}] ${list[name]}`)?.children ?? [];
            return [...entries].filter((entry) => !/-leave-/.test(entry.className)).map(idOf).join(' ');
          };
          const boxes = () => [...document.querySelectorAll('header.header, section.panel, section.headline, [data-testid=places] thead')]
            .map((panel) => { const { x, y, width, height } = panel.getBoundingClientRect(); return `${panel.className || panel.tagName}: ${[x, y, width, height].map(Math.round)}`; });
          const names = Object.keys(list);
          const orders = Object.fromEntries(names.map((name) => [name, orderOf(name)]));
          const still = boxes();
          window.record = { changes: Object.fromEntries(names.map((name) => [name, []])), shifts: [], mutations: 0 };
          new MutationObserver(() => {
            window.record.mutations++;
            for (const name of names) {
              const order = orderOf(name);
              if (order !== orders[name]) window.record.changes[name].push(performance.now());
              orders[name] = order;
            }
            boxes().forEach((box, i) => { if (box !== still[i] && window.record.shifts.length < 10) window.record.shifts.push(`${still[i]} is now ${box}`); });
          }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    private static string Notes => Path.Combine(Repository.Root, "tests", "artifacts", "browser", "idle.txt");

    /// <summary>Enough to count; CIRCLE_IDLE_SECONDS for a measurement of the processor.</summary>
    private static TimeSpan Seconds => TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("CIRCLE_IDLE_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 10);

    [Fact]
    public async Task At_600_times_the_speed_no_list_takes_two_orders_within_its_time_and_no_panel_moves()
    {
        await suite.PostAsync("rehearsal/speed", new { speed = 600 });
        await suite.PostAsync("rehearsal/resume");
        await using var visit = await suite.VisitAsync("/wall");
        foreach (var name in (string[])["ticker", "places", "tasks"]) await visit.Page.GetByTestId(name).GetByRole(AriaRole.Link).First.WaitForAsync();
        await Assertions.Expect(visit.Page.GetByTestId("latency")).ToContainTextAsync("ms", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await visit.Page.EvaluateAsync(Record);

        // Longer than the longest time, and long enough for the ticker to have wanted to move many times.
        await visit.Page.WaitForFunctionAsync(
            "began => performance.now() - began >= 40000 && window.record.changes.ticker.length >= 3",
            await visit.Page.EvaluateAsync<double>("() => performance.now()"),
            new PageWaitForFunctionOptions { PollingInterval = 500, Timeout = 180_000 });

        var record = await visit.Page.EvaluateAsync<JsonElement>("() => window.record");
        foreach (var (name, hold) in Holds)
        {
            var times = record.GetProperty("changes").GetProperty(name).EnumerateArray().Select(t => t.GetDouble()).ToList();
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(
                pair.Second - pair.First >= hold,
                $"{name} took another order {pair.Second - pair.First:0} ms after the last; all changes at {string.Join(", ", times.Select(t => t.ToString("0", CultureInfo.InvariantCulture)))}"));
        }

        Assert.Empty(record.GetProperty("shifts").EnumerateArray().Select(s => s.GetString()));
        Assert.True(record.GetProperty("mutations").GetInt32() > 40, "figures change in place meanwhile, else this test says nothing");
    }

    [Fact]
    public async Task On_an_idle_wall_nothing_is_written_but_the_delay_and_hardly_anything_is_laid_out()
    {
        await using var visit = await suite.StandingWallAsync("/wall");
        await Assertions.Expect(visit.Page.GetByTestId("latency")).ToContainTextAsync("ms", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await visit.Page.WaitForFunctionAsync("() => document.getAnimations().length === 0");
        await visit.Page.EvaluateAsync(
            """
            () => {
              window.written = [];
              new MutationObserver((all) => all.forEach(({ target }) => {
                const holder = target.nodeType === 1 ? target : target.parentElement;
                if (!holder?.closest('[data-testid=latency]')) window.written.push(holder?.outerHTML.slice(0, 200) ?? 'gone');
              })).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
            }
            """);
        await using var effort = await Effort.OfAsync(visit.Page);

        var (spent, seconds) = await effort.OverAsync(Seconds);

        var note = string.Create(CultureInfo.InvariantCulture, $"idle near wall over {seconds:0.0} s: {spent}\n");
        Directory.CreateDirectory(Path.GetDirectoryName(Notes)!);
        await File.WriteAllTextAsync(Notes, note, TestContext.Current.CancellationToken);
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("() => window.written"));

        // The delay is written once in five seconds.
        Assert.True(spent.Layouts <= seconds, note);
        Assert.True(spent.StyleRecalculations <= seconds, note);
    }
}
