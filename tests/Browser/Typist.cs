using System.Globalization;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>
/// Somebody who types 250 characters a minute, one key after the other, and never touches a mouse. Keys are pressed; a Chinese character comes as
/// an input method gives it to a page, by itself and without a key of its own. What the page makes them wait for is measured in the page.
/// </summary>
internal sealed class Typist(IPage page)
{
    private static readonly TimeSpan Stroke = TimeSpan.FromMinutes(1) / 250;

    /// <summary>From each key to the next picture: what is longer than until the next key holds a typist up. And all that a mouse would do.</summary>
    private const string Watch =
        """
        window.typed = { strokes: 0, painted: 0, slowest: 0, awaited: 0, last: 0, mice: 0 };
        let isPressed = false;
        const stroke = (since) => {
          Object.assign(window.typed, { strokes: window.typed.strokes + 1, last: since });
          requestAnimationFrame(() => setTimeout(() => {
            const ms = performance.now() - since;
            window.typed.painted += ms;
            window.typed.slowest = Math.max(window.typed.slowest, ms);
          }));
        };
        addEventListener('keydown', (event) => { isPressed = true; stroke(event.timeStamp); }, true);
        addEventListener('keyup', () => { isPressed = false; }, true);
        addEventListener('input', (event) => { if (!isPressed) stroke(event.timeStamp); }, true);
        // A browser tells a page of moves that nobody made, where something came to lie under the pointer.
        for (const kind of ['pointerdown', 'mousedown', 'mouseup', 'auxclick', 'dblclick', 'wheel', 'touchstart'])
          addEventListener(kind, () => { window.typed.mice++; }, true);
        window.seen = (selector, text) => new Promise((done) => {
          const look = () => {
            if (![...document.querySelectorAll(selector)].some((one) => one.textContent.includes(text))) return requestAnimationFrame(look);
            const ms = performance.now() - window.typed.last;
            window.typed.awaited += ms;
            done(ms);
          };
          look();
        });
        """;

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly List<string> _awaited = [];
    private long _began;
    private long _next;

    /// <summary>Before the page goes anywhere.</summary>
    public static Task WatchAsync(IPage page) => page.AddInitScriptAsync(Watch);

    public async Task PressAsync(string key)
    {
        await ComeToAsync();
        await page.Keyboard.PressAsync(key);
    }

    public async Task TypeAsync(string text)
    {
        foreach (var one in text)
        {
            await ComeToAsync();
            if (char.IsAscii(one)) await page.Keyboard.PressAsync(one.ToString());
            else await page.Keyboard.InsertTextAsync(one.ToString());
        }
    }

    /// <summary>Waits for what has to be seen before the next key: the program's time, from the last key on.</summary>
    public async Task SeesAsync(string selector, string text)
    {
        var ms = await page.EvaluateAsync<double>("([selector, text]) => window.seen(selector, text)", new[] { selector, text }).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        _awaited.Add(string.Create(CultureInfo.InvariantCulture, $"{text} {ms:0} ms"));
    }

    /// <summary>How many events of a mouse there were.</summary>
    public Task<int> MiceAsync() => page.EvaluateAsync<int>("() => window.typed.mice");

    public async Task<string> ToldAsync()
    {
        var typed = await page.EvaluateAsync<System.Text.Json.JsonElement>("() => window.typed");
        double Of(string name) => typed.GetProperty(name).GetDouble();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Of("strokes")} strokes in {_time.GetElapsedTime(_began).TotalSeconds:0.0} s; of these the program was waited for {Of("awaited"):0} ms ({string.Join(", ", _awaited)}); from a stroke to its picture {Of("painted") / Of("strokes"):0} ms, the slowest {Of("slowest"):0} ms");
    }

    /// <summary>At a person's pace: a stroke comes when it is its turn, or at once where the page was slower.</summary>
    private async Task ComeToAsync()
    {
        var now = _time.GetTimestamp();
        if (_began == 0) (_began, _next) = (now, now);
        if (_next > now) await Task.Delay(_time.GetElapsedTime(now, _next), TestContext.Current.CancellationToken);
        _next = Math.Max(_next, now) + (long)(Stroke.TotalSeconds * _time.TimestampFrequency);
    }
}
