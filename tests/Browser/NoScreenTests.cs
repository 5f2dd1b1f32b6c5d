using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>Screens are paired where a wall is not for everybody.</summary>
[Collection(Lanes.Second)]
public sealed class NoScreenTests(Suite suite)
{
    [Fact]
    public async Task In_a_rehearsal_the_wall_needs_nobody_and_the_desk_says_that_there_is_no_screen()
    {
        await using var wall = await suite.VisitAsync("/wall?view=far");
        await Assertions.Expect(wall.Page.GetByTestId("wall")).ToBeVisibleAsync();
        await using var desk = await suite.VisitAsync("/screens", 1440, 900, signedIn: ("programme", ProgramProcess.DemonstrationPassword));
        await Assertions.Expect(desk.Page.GetByTestId("none")).ToBeVisibleAsync();
        Assert.Empty(await desk.Page.ViolationsAsync());
        await using var street = await suite.VisitAsync("/screens", 1440, 900, signedIn: ("street", ProgramProcess.DemonstrationPassword));
        await Assertions.Expect(street.Page.GetByTestId("barred")).ToBeVisibleAsync();
        await Assertions.Expect(street.Page.GetByTestId("approve")).ToHaveCountAsync(0);
    }
}
