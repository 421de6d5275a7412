using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>A passkey from its making to its removal, in a real browser with a device simulated by it.</summary>
[Collection(DemoCollection.Name)]
public sealed class Passkeys(DemoFixture fixture)
{
    [Fact]
    public async Task Passkey_IsAddedSignsInIsRenamedAndRemoved()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop);
        var device = await VirtualAuthenticator.ConnectAsync(page);
        await SignIn.AsAsync(page, fixture.Demo.Access);

        await page.GotoAsync("/account/passkeys");
        await AddAsync(page, "laptop", "not the password");
        await page.GetByText("This is not your password").WaitForAsync();
        Assert.Empty(await device.PasskeysAsync()); // the device was not even asked
        await AddAsync(page, "laptop", fixture.Demo.Access.Password);
        await page.GetByText("The passkey is added").WaitForAsync();
        Assert.Equal("localhost", Assert.Single(await device.PasskeysAsync()).GetProperty("rpId").GetString());

        // A device that holds one says so itself and makes no second.
        await AddAsync(page, "laptop again", fixture.Demo.Access.Password);
        await page.GetByText("This device holds a passkey of your account already").WaitForAsync();

        await SignOutAsync(page);
        await SignInAsync(page, "/ai-systems");
        await page.WaitForURLAsync("**/ai-systems");
        await page.GotoAsync("/account/passkeys");
        await page.GetByText("last used").WaitForAsync();
        await page.Locator("summary", new() { HasText = "Rename" }).ClickAsync();
        await page.GetByLabel("New name").FillAsync("old laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "old laptop" }).WaitForAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(page));

        await RemoveAsync(page);
        await SignOutAsync(page);
        await SignInAsync(page, "/");
        await page.GetByText("This passkey is not one of an account here").WaitForAsync();
    }

    [Fact]
    public async Task Passkey_WhoseDeviceDoesNotRecogniseThePerson_SignsNobodyIn()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Phone, isDark: true);
        var device = await VirtualAuthenticator.ConnectAsync(page);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/account/passkeys");
        await AddAsync(page, "phone", fixture.Demo.Access.Password);
        await page.GetByText("The passkey is added").WaitForAsync();
        await SignOutAsync(page);

        await device.RecogniseAsync(false);
        await SignInAsync(page, "/");

        await page.GetByText("No passkey was used").WaitForAsync();
        Assert.EndsWith("/sign-in?returnUrl=%2F", page.Url, StringComparison.Ordinal);
        Assert.Empty(await Accessibility.ViolationsAsync(page));
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/account/passkeys");
        await RemoveAsync(page);
    }

    private static async Task AddAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.Locator("form[data-passkey] input[name=password]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
    }

    private async Task RemoveAsync(IPage page)
    {
        await page.Locator("summary", new() { HasText = "Remove" }).ClickAsync();
        await page.Locator("form[action$='/remove'] input[name=password]").FillAsync(fixture.Demo.Access.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.GetByText("The passkey is removed").WaitForAsync();
    }

    private static async Task SignInAsync(IPage page, string returnUrl)
    {
        await page.GotoAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator("details.person-menu > summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
    }
}
