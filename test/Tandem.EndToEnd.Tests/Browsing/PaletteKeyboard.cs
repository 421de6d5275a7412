using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>The command palette used with the keyboard alone.</summary>
[Collection(DemoCollection.Name)]
public sealed class PaletteKeyboard(DemoFixture fixture)
{
    private const string Focused = "() => document.activeElement.id || document.activeElement.className";

    [Fact]
    public async Task CtrlK_WordsArrowsEnter_GoesWhereTheChosenLineLeads()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, "/tasks");

        await page.Keyboard.PressAsync("Control+k");
        await page.WaitForFunctionAsync("() => document.getElementById('palette').open && document.activeElement.id === 'palette-q'");
        await AskAsync(page, "document");
        Assert.True(await page.Locator("#palette [role=option]").CountAsync() > 2, "too little is found to choose from");
        var path = new List<int>();
        foreach (var key in new[] { "", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown" })
        {
            if (key.Length > 0)
                await page.Keyboard.PressAsync(key);
            path.Add(await ChosenAsync(page));
        }
        var last = await page.Locator("#palette [role=option]").CountAsync() - 1;
        Assert.Equal([0, 1, 2, 1, 0, last, 0, 1], path);
        Assert.Equal("palette-q", await page.EvaluateAsync<string>(Focused)); // the focus never leaves the words
        Assert.Empty(await Accessibility.ViolationsAsync(page));

        var chosen = await page.Locator("#palette [aria-selected=true]").GetAttributeAsync("href");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith(chosen!, StringComparison.Ordinal));
        Assert.NotEqual("/tasks", chosen);
    }

    [Fact]
    public async Task CtrlK_KeyOfARecord_EnterOpensTheRecord()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, "/");

        await page.Keyboard.PressAsync("Control+k");
        await AskAsync(page, "AIS-0001");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/ai-systems/AIS-0001");
    }

    [Fact]
    public async Task Escape_ClosesIt_AndTheFocusIsWhereItWas()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, "/ai-systems");
        await page.Locator("#table-ai-systems-q").FocusAsync();

        await page.Keyboard.PressAsync("Control+k");
        await AskAsync(page, "claims");
        await page.Keyboard.PressAsync("Tab");
        Assert.Contains("palette-close", await page.EvaluateAsync<string>(Focused), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Tab"); // nothing behind it is reached
        Assert.Equal("palette-q", await page.EvaluateAsync<string>(Focused));
        await page.Keyboard.PressAsync("Escape");

        Assert.False(await page.EvaluateAsync<bool>("() => document.getElementById('palette').open"));
        Assert.Equal("table-ai-systems-q", await page.EvaluateAsync<string>(Focused));
        Assert.EndsWith("/ai-systems", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Control+k"); // again, and with nothing left of the time before
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'palette-q' && document.activeElement.value === ''");
    }

    [Fact]
    public async Task Enter_BeforeTheAnswer_LeadsToThePageOfTheSearch_AndNotToWhatWasListedBefore()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, "/tasks");
        await page.Keyboard.PressAsync("Control+k");
        await AskAsync(page, "AIS-0001");
        // Never answered: the words are typed and sent faster than any server answers.
        await page.RouteAsync("**/api/search*", _ => Task.CompletedTask);

        await page.Locator("#palette-q").FillAsync("AIS-0002");
        Assert.Equal(0, await page.Locator("#palette [aria-selected=true]").CountAsync());
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/search?q=AIS-0002");
    }

    private async Task<IPage> OpenAsync(Chromium browser, string path)
    {
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync(path);
        return page;
    }

    // Types into the palette and waits for the answer to these words.
    private static async Task AskAsync(IPage page, string words)
    {
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'palette-q'");
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.TypeAsync(words), answer => answer.Url.EndsWith($"/api/search?q={words}", StringComparison.Ordinal));
        await page.Locator("#palette [aria-selected=true]").WaitForAsync();
    }

    // Place of the chosen line among all; the screen reader is told of the same one.
    private static Task<int> ChosenAsync(IPage page) => page.EvaluateAsync<int>("""
        () => {
          const options = [...document.querySelectorAll('#palette [role=option]')];
          const chosen = options.filter(option => option.getAttribute('aria-selected') === 'true');
          return chosen.length === 1 && document.activeElement.getAttribute('aria-activedescendant') === chosen[0].id ? options.indexOf(chosen[0]) : -1;
        }
        """);
}
