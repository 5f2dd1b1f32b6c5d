using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>A place, facility, point or team, as people choose it: typed, seen, taken.</summary>
internal static class Searching
{
    /// <param name="search">The whole field with its list.</param>
    /// <param name="name">Of the one that is taken.</param>
    /// <param name="text">What is typed: a few letters or characters.</param>
    public static async Task ChooseAsync(this ILocator search, string name, string text)
    {
        await search.GetByRole(AriaRole.Combobox).FillAsync(text);
        await search.GetByTestId("hit").Filter(new LocatorFilterOptions { HasText = name }).First.ClickAsync();
        await Assertions.Expect(search.GetByRole(AriaRole.Combobox)).ToHaveValueAsync(name);
    }
}
