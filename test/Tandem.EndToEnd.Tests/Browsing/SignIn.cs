using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>Signs in as a person does.</summary>
internal static class SignIn
{
    public static async Task AsAsync(IPage page, DemoAccess access)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync(access.Account);
        await page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(access.Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
