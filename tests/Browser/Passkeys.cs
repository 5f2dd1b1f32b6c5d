using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>Signing in without a password, on a device that chromium plays.</summary>
internal static class Passkeys
{
    public const string Offering = "offering";

    public static async Task EnterByPasskeyAsync(this IPage page, ProgramProcess web, string who)
    {
        await page.GotoAsync(Localhost(web, "/sign-in?to=/"));
        await page.GetByTestId("passkey-sign-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("account")).ToContainTextAsync(who);
    }

    /// <summary>Passkeys belong to a name, and a number is none.</summary>
    public static string Localhost(ProgramProcess web, string path) => $"http://localhost:{web.Port}{path}";

    /// <summary>
    /// A device that has its owner's finger on it. It answers what the page of signing in asks for typed names too, before anything
    /// can be pressed; so that is asked in a window of the name <see cref="Offering"/> alone.
    /// </summary>
    public static async Task HasPasskeysAsync(this IPage page)
    {
        await page.AddInitScriptAsync($"if (window.name !== '{Offering}') PublicKeyCredential.isConditionalMediationAvailable = async () => false;");
        await page.ReloadAsync();
        var chromium = await page.Context.NewCDPSessionAsync(page);
        await chromium.SendAsync("WebAuthn.enable");
        await chromium.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
