using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>What a person at four metres would complain about, measured in the page itself.</summary>
internal static class Inspection
{
    /// <summary>
    /// Text that is cut, that lies outside of the screen or over the edge of its panel, and a page that scrolls. A line that
    /// was wrapped wholly out of sight is not cut: the wall leaves out a whole fact rather than half of one.
    /// </summary>
    private const string Overflow =
        """
        () => {
          const faults = [];
          const root = document.documentElement;
          if (root.scrollWidth > innerWidth + 1 || root.scrollHeight > innerHeight + 1)
            faults.push(`the page is ${root.scrollWidth}x${root.scrollHeight}`);
          window.scrollTo(0, 100);
          if (scrollX !== 0 || scrollY !== 0) faults.push('the page scrolls');
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            const holder = node.parentElement;
            if (!node.textContent.trim() || holder.closest('.spoken, script, style, noscript')) continue;
            range.selectNodeContents(node);
            const size = parseFloat(getComputedStyle(holder).fontSize);
            const words = `"${node.textContent.trim().slice(0, 30)}" in ${holder.tagName.toLowerCase()}.${holder.className}`;
            for (const box of range.getClientRects()) {
              if (box.width === 0) continue;
              let hidden = false;
              for (let above = holder; above && above !== document.body; above = above.parentElement) {
                const style = getComputedStyle(above);
                if (style.display === 'contents' || style.display === 'inline') continue;
                const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
                const edge = above.getBoundingClientRect();
                const panel = above.matches('section, li, header, footer, .panel, .tile, .cell');
                if (!clips && !panel) continue;
                if (clips && (box.top >= edge.bottom - size * 0.3 || box.bottom <= edge.top + size * 0.3)) { hidden = true; break; }
                // A font's own box is taller than its glyphs by about this much.
                if (box.top < edge.top - size * 0.3 || box.bottom > edge.bottom + size * 0.3 || box.left < edge.left - 1 || box.right > edge.right + 1) {
                  faults.push(`${clips ? 'cut' : 'over the edge'}: ${words} by ${above.tagName.toLowerCase()}.${above.className}`);
                  break;
                }
              }
              if (!hidden && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
                faults.push(`off the screen: ${words}`);
            }
          }
          return faults;
        }
        """;

    private const string SmallText =
        """
        pixels => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const small = [];
          for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            const holder = node.parentElement;
            if (!node.textContent.trim() || holder.closest('.spoken, script, style, noscript')) continue;
            const size = parseFloat(getComputedStyle(holder).fontSize);
            if (size < pixels - 0.01) small.push(`${size}px: "${node.textContent.trim().slice(0, 30)}"`);
          }
          return small;
        }
        """;

    private static readonly Lazy<Task<string>> Axe = new(
        () => File.ReadAllTextAsync(Path.Combine(TestServers.Repository.Web, "ui", "node_modules", "axe-core", "axe.min.js")));

    public static Task<string[]> OverflowAsync(this IPage page) => page.EvaluateAsync<string[]>(Overflow);

    public static Task<string[]> TextSmallerThanAsync(this IPage page, double pixels) => page.EvaluateAsync<string[]>(SmallText, pixels);

    public static async Task FitsAsync(this IPage page) => Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));

    /// <summary>Serious and critical violations that axe finds, one a line.</summary>
    public static async Task<string[]> ViolationsAsync(this IPage page)
    {
        // Half a megabyte, of which most pages are asked more than once. What passed is not read, so it is not collected either; nor are
        // rules asked whose violations are never serious.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(await Axe.Value);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ['violations'], rules: Object.fromEntries(axe._audit.rules.filter(r => r.impact === 'minor' || r.impact === 'moderate').map(r => [r.id, { enabled: false }])) })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => `${v.impact} ${v.id}: ${v.nodes.map(n => n.html.slice(0, 120)).join(' | ')}`)
            """);
    }

    /// <summary>Leaves a mark that a reload would wipe out.</summary>
    public static Task MarkAsync(this IPage page) => page.EvaluateAsync("() => { window.marked = true; }");

    public static Task<bool> IsMarkedAsync(this IPage page) => page.EvaluateAsync<bool>("() => window.marked === true");

    public static async Task<long> FigureAsync(this IPage page, string testid)
        => long.Parse(await page.GetByTestId(testid).InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
}
