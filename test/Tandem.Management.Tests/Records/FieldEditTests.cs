using System.Net;
using AngleSharp;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.Records;

/// <summary>One field changed where it stands in the list: the same rights, rules, versions and history as by the form.</summary>
public sealed class FieldEditTests
{
    private const string Unit = "/ai-systems/AIS-0001/field/unit";

    [Fact]
    public async Task Cells_OfTheList_OfferWhatThePersonMayChange()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");
        await ada.RegisterAsync("Old chat");
        await ada.SubmitAsync("/ai-systems/AIS-0002/archive", ("reason", "replaced"));
        var reader = await management.SignInAsAsync("Rita", Roles.Reader);

        await ada.OpenAsync("/ai-systems?show=all&columns=key,unit,updatedAt");
        Assert.Equal([Unit + "?columns=key%2Cunit%2CupdatedAt"], ada.Page.QuerySelectorAll("[data-edit]").Select(cell => cell.GetAttribute("data-edit")));
        await reader.OpenAsync("/ai-systems?show=all");
        Assert.Empty(reader.Page.QuerySelectorAll("[data-edit]"));
        Assert.NotEmpty(reader.Page.QuerySelectorAll("tbody th"));
    }

    [Fact]
    public async Task Fragment_Saved_BringsTheRowAsTheTableShowsIt()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        var editor = await GetAsync(browser, Unit + "?columns=key,unit");
        var row = await PostAsync(browser, editor, ("unit", " <b>Claims</b> "), ("reason", "moved"));

        Assert.Contains("id=\"field-unit\"", editor, StringComparison.Ordinal);
        Assert.StartsWith("<tr id=\"row-AIS-0001\">", row.Html.Trim(), StringComparison.Ordinal);
        Assert.Equal(2, row.Html.Split("<th").Length - 1 + row.Html.Split("<td").Length - 1);
        Assert.Contains("&lt;b&gt;Claims&lt;/b&gt;", row.Html, StringComparison.Ordinal);
        var (system, change) = await management.WithDatabaseAsync(async db => (await db.AiSystems.SingleAsync(), await db.ChangeEvents.OrderBy(e => e.Number).LastAsync(e => e.RecordType == "ai-system")));
        Assert.Equal(("<b>Claims</b>", 2), (system.Unit, system.Version));
        Assert.Equal(("moved", """{"unit":{"before":"","after":"<b>Claims</b>"}}"""), (change.Reason, change.Fields));
    }

    [Fact]
    public async Task Errors_AreShownInPlaceAndNothingIsLost()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        var tooLong = await PostAsync(browser, await GetAsync(browser, Unit), ("unit", new string('x', 300)));
        var otherField = await PostAsync(browser, await GetAsync(browser, "/ai-systems/AIS-0001/field/riskClass"), ("riskClass", "limited"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "#field-editor", "outerHTML"), (tooLong.Status, tooLong.Target, tooLong.Swap));
        Assert.Contains(new string('x', 300), tooLong.Html, StringComparison.Ordinal);
        Assert.Contains("shorten it to", tooLong.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherField.Status);
        Assert.Contains("Say why it has this class", otherField.Html, StringComparison.Ordinal);
        Assert.Contains("/ai-systems/AIS-0001/edit", otherField.Html, StringComparison.Ordinal);
        Assert.Equal(1, await management.WithDatabaseAsync(async db => (await db.AiSystems.SingleAsync()).Version));
    }

    [Fact]
    public async Task SameField_ChangedByTwo_ShowsBothAndTheSecondDecides()
    {
        await using var management = await ManagementFixture.StartAsync();
        var first = await management.SignInAsync();
        await first.RegisterAsync("Claims assistant");
        var second = await management.SignInAsync();
        var mine = await GetAsync(second, Unit);
        await PostAsync(first, await GetAsync(first, Unit), ("unit", "Claims"));

        var conflict = await PostAsync(second, mine, ("unit", "Service"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Claims", conflict.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Service\"", conflict.Html, StringComparison.Ordinal);
        Assert.Equal("Claims", await management.WithDatabaseAsync(async db => (await db.AiSystems.SingleAsync()).Unit));

        var saved = await PostAsync(second, conflict.Html, []);
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("Service", await management.WithDatabaseAsync(async db => (await db.AiSystems.SingleAsync()).Unit));
    }

    [Fact]
    public async Task Page_WithoutScript_SavesAndLeadsToTheRecord()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        await browser.OpenAsync(Unit);
        await browser.SubmitAsync(Unit, ("unit", new string('x', 300)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 300), (browser.Status, browser.Page.QuerySelector("#field-unit")!.GetAttribute("value")!.Length));
        await browser.SubmitAsync(Unit, ("unit", "Claims"));

        Assert.Equal((HttpStatusCode.OK, "/ai-systems/AIS-0001"), (browser.Status, browser.Path));
        Assert.Contains("Claims", browser.Page.QuerySelectorAll("dd").Select(fact => fact.TextContent.Trim()));
    }

    [Fact]
    public async Task Attacks_ChangeNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");
        var contributor = await management.SignInAsAsync("Carl", Roles.Contributor);
        var reader = await management.SignInAsAsync("Rita", Roles.Reader);
        var editor = await GetAsync(ada, Unit);

        // Not the owner; not allowed at all; a field that is none; a record that is none; a version that is none; other fields beside the one of the address.
        await contributor.OpenAsync(Unit);
        Assert.Equal(HttpStatusCode.Forbidden, contributor.Status);
        var foreign = await PostAsync(contributor, editor, ("unit", "mine"));
        await reader.OpenAsync(Unit);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (foreign.Status, reader.Status));
        foreach (var path in new[] { "/ai-systems/AIS-0001/field/version", "/ai-systems/AIS-0001/field/key", "/ai-systems/AIS-0001/field/nothing", "/ai-systems/AIS-9999/field/unit" })
        {
            await ada.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, ada.Status);
        }
        var future = await PostAsync(ada, editor, ("unit", "mine"), ("version", "99"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, future.Status);
        Assert.Equal(1, await management.WithDatabaseAsync(async db => (await db.AiSystems.SingleAsync()).Version));

        var beside = await PostAsync(ada, editor, ("unit", "Claims"), ("name", "Changed too"), ("owner", ""), ("createdBy", "Eve"));
        Assert.Equal(HttpStatusCode.OK, beside.Status);
        var system = await management.WithDatabaseAsync(db => db.AiSystems.SingleAsync());
        Assert.Equal(("Claims", "Claims assistant", "Ada Lovelace"), (system.Unit, system.Name, system.CreatedBy));
        Assert.NotEqual("", system.OwnerName);
    }

    private static async Task<string> GetAsync(Browser browser, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("HX-Request", "true");
        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends the form of a fragment as htmx does, with the token of the sender.</summary>
    private static async Task<(HttpStatusCode Status, string Html, string? Target, string? Swap)> PostAsync(Browser browser, string fragment, params (string Name, string Value)[] changes)
    {
        var parsed = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(fragment), TestContext.Current.CancellationToken);
        var form = parsed.QuerySelector("form.field-editor")!;
        var fields = form.QuerySelectorAll("input[name], select[name], textarea[name]").Select(input => (Name: input.GetAttribute("name")!, Value: input.GetAttribute("value") ?? input.TextContent))
            .Where(field => field.Name != "__RequestVerificationToken").ToList();
        await browser.OpenAsync("/account");
        var token = browser.Page.QuerySelector("form[action='/sign-out'] input")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("hx-post"));
        request.Headers.Add("HX-Request", "true");
        request.Content = new FormUrlEncodedContent(fields.Where(field => changes.All(change => change.Name != field.Name)).Concat(changes).Append(("__RequestVerificationToken", token))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), Header(answer, "HX-Retarget"), Header(answer, "HX-Reswap"));
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
