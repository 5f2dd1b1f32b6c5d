using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>Nobody reads what moves inside five seconds: when a wall's lists took another order, and what did not stay where it was.</summary>
internal static class Orders
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
          window.record = { began: performance.now(), changes: Object.fromEntries(names.map((name) => [name, []])), shifts: [], mutations: 0 };
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

    public static async Task RecordOrdersAsync(this IPage page)
    {
        foreach (var name in Holds.Keys) await page.GetByTestId(name).GetByRole(AriaRole.Link).First.WaitForAsync();
        await Assertions.Expect(page.GetByTestId("latency")).ToContainTextAsync("ms", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await page.EvaluateAsync(Record);
    }

    /// <summary>Longer than the longest time, and long enough for the ticker to have wanted to move many times.</summary>
    public static async Task<JsonElement> RecordedOrdersAsync(this IPage page)
    {
        await page.WaitForFunctionAsync(
            "() => performance.now() - window.record.began >= 40000 && window.record.changes.ticker.length >= 3",
            null,
            new PageWaitForFunctionOptions { PollingInterval = 500, Timeout = 180_000 });
        return await page.EvaluateAsync<JsonElement>("() => window.record");
    }

    public static void KeptTheirTime(JsonElement record)
    {
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
}
