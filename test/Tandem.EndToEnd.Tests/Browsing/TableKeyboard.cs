using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>A table used with the keyboard alone, and a cell changed where it stands.</summary>
[Collection(DemoCollection.Name)]
public sealed class TableKeyboard(DemoFixture fixture)
{
    private const string Focused = "() => document.activeElement.closest('tr') ? document.activeElement.closest('tr').rowIndex + ':' + document.activeElement.cellIndex : document.activeElement.tagName";

    [Fact]
    public async Task Arrows_MoveBetweenCells_EnterOpensTheRow()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/ai-systems?columns=key,name,applications,updatedAt");
        await page.Locator(".grid-table tbody th").First.FocusAsync();

        var path = new List<string>();
        foreach (var key in new[] { "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp", "End", "Home", "Control+End", "Control+Home", "PageDown", "PageUp" })
        {
            await page.Keyboard.PressAsync(key);
            path.Add(await page.EvaluateAsync<string>(Focused));
        }
        var last = await page.EvaluateAsync<int>("() => document.querySelectorAll('.grid-table tbody tr').length");
        Assert.Equal(["1:1", "2:1", "2:0", "1:0", "1:0", "1:3", "1:0", $"{last}:3", "1:0", $"{last}:0", "1:0"], path);
        Assert.Equal(1, await page.Locator(".grid-table tbody tr > [tabindex='0']").CountAsync());

        await page.Keyboard.PressAsync("?");
        Assert.Equal("SUMMARY", await page.EvaluateAsync<string>(Focused));
        Assert.True(await page.Locator(".table-keys[open]").IsVisibleAsync());
        await page.Keyboard.PressAsync("Escape");

        await page.Locator(".grid-table tbody tr").First.Locator("td").Nth(2).ClickAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/ai-systems/AIS-0001");
    }

    [Fact]
    public async Task Filter_Chosen_KeepsMenuAndFocusAndSaysTheCount()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/ai-systems");
        await page.Locator("#table-ai-systems-state > summary").ClickAsync();
        await page.Locator("#table-ai-systems-state .facet-count").First.WaitForAsync();
        await page.Locator("#table-ai-systems-state input[value=operating]").FocusAsync();
        await page.Keyboard.PressAsync("Space");

        await page.WaitForFunctionAsync("() => location.search.includes('state=operating') && document.querySelector('#table-ai-systems-state[open] .facet-count') && document.activeElement.value === 'operating'");
        Assert.Contains("of", await page.Locator("#said").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await Accessibility.ViolationsAsync(page));
    }

    [Fact]
    public async Task Cell_EditedInPlace_IsSavedShownAndKeepsTheFocus()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Desktop);
        await SignIn.AsAsync(page, fixture.Demo.Access);
        await page.GotoAsync("/ai-systems?columns=key,name,unit,updatedAt");
        var cell = page.Locator("#row-AIS-0003 td[data-label=Unit]");
        var unit = (await cell.InnerTextAsync()).Trim();

        await cell.ClickAsync();
        await page.Keyboard.PressAsync("F2");
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'field-unit'");
        Assert.Empty(await Accessibility.ViolationsAsync(page));
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(unit, (await cell.InnerTextAsync()).Trim());
        Assert.Equal("3:2", await page.EvaluateAsync<string>(Focused));

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'field-unit'");
        await page.Locator("#field-unit").FillAsync(new string('x', 190));
        await page.EvaluateAsync("() => document.getElementById('field-unit').removeAttribute('maxlength')");
        await page.Locator("#field-unit").FillAsync(new string('x', 500));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#field-editor .field-error").WaitForAsync();
        await page.Locator("#field-unit").FillAsync("Platform");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForFunctionAsync("() => document.querySelector('#row-AIS-0003 td[data-label=Unit]')?.textContent.trim() === 'Platform' && document.activeElement.cellIndex === 2");
        await page.ReloadAsync();
        Assert.Equal("Platform", (await cell.InnerTextAsync()).Trim());

        await cell.DblClickAsync();
        await page.Locator("#field-unit").FillAsync(unit);
        await page.Locator("#field-editor button[type=submit]").ClickAsync();
        await page.WaitForFunctionAsync("unit => document.querySelector('#row-AIS-0003 td[data-label=Unit]')?.textContent.trim() === unit", unit);
    }
}
