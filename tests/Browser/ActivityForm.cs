using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>A volunteer's hand on the page that logs an activity.</summary>
internal static class ActivityForm
{
    public const string Opinion = "量了血压，还教我怎么吃。";

    public static async Task FillAsync(IPage page, int photos)
    {
        await page.GetByTestId("person").Nth(2).ClickAsync();
        await page.GetByTestId("kinds").Locator("label").First.ClickAsync();
        await page.GetByTestId("place").FillAsync("gdsq");
        await page.GetByTestId("place").PressAsync("Enter");
        for (var taken = 1; taken <= photos; taken++)
        {
            // What the page looks like is as good a photo as any, and another one each time.
            var picture = await page.ScreenshotAsync();
            await page.GetByTestId("camera").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = picture });
            await Assertions.Expect(page.GetByTestId("photo-tile")).ToHaveCountAsync(taken);
        }

        await page.GetByTestId("rating").Locator("label").First.ClickAsync();
        await page.GetByTestId("opinion").FillAsync(Opinion);
        await Assertions.Expect(page.GetByTestId("saved")).ToBeVisibleAsync();
    }

    public static async Task SignAsync(IPage page)
    {
        var pad = page.GetByTestId("pad");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 40, box.Y + 30);
        await page.Mouse.DownAsync();
        for (var i = 1; i <= 20; i++) await page.Mouse.MoveAsync(box.X + 40 + (i * 8), box.Y + 30 + (i % 4 * 12));
        await page.Mouse.UpAsync();
        await page.GetByTestId("sign-again").WaitForAsync();
    }
}
