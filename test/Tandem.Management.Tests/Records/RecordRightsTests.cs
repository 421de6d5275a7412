using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.Records;

/// <summary>Who may change which record, by page and API alike.</summary>
public sealed class RecordRightsTests
{
    [Theory]
    [InlineData(Roles.ImsManager, true, true, true)]
    [InlineData(Roles.SecurityLead, true, true, true)]
    [InlineData(Roles.DataProtectionOfficer, true, true, true)]
    [InlineData(Roles.AiSystemOwner, true, true, false)]
    [InlineData(Roles.Contributor, true, true, false)]
    [InlineData(Roles.Approver, false, false, false)]
    [InlineData(Roles.TopManagement, false, false, false)]
    [InlineData(Roles.InternalAuditor, false, false, false)]
    [InlineData(Roles.Reader, false, false, false)]
    public async Task Role_EntersAndChanges_WhatItMay(string role, bool mayEnter, bool mayEditOwn, bool mayEditAny)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var other = await management.SignInAsAsync("Mari Tamm", role);
        await ada.RegisterAsync("Of Ada", ("owner", "PER-0001"));
        await ada.RegisterAsync("Of Mari", ("owner", "PER-0002"));

        using var entered = await other.CallAsync(HttpMethod.Post, "/api/ai-systems", new { fields = new { name = "New", purpose = "Drafts", owner = "PER-0002" } });
        using var own = await other.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0002", new { fields = new { unit = "Claims" }, version = 1 });
        using var foreign = await other.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { unit = "Claims" }, version = 1 });
        using var archived = await other.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = mayEditAny ? 2 : 1, reason = "replaced" });

        Assert.Equal(mayEnter ? HttpStatusCode.Created : HttpStatusCode.Forbidden, entered.StatusCode);
        Assert.Equal(mayEditOwn ? HttpStatusCode.OK : HttpStatusCode.Forbidden, own.StatusCode);
        Assert.Equal(mayEditAny ? HttpStatusCode.OK : HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(mayEditAny ? HttpStatusCode.OK : HttpStatusCode.Forbidden, archived.StatusCode);
        await other.OpenAsync("/ai-systems/AIS-0001");
        Assert.Equal(mayEditAny ? 1 : 0, other.Page.QuerySelectorAll("form[action='/ai-systems/AIS-0001/restore']").Length);
        await other.OpenAsync("/ai-systems/AIS-0002");
        Assert.Equal(mayEditOwn ? 1 : 0, other.Page.QuerySelectorAll("a[href='/ai-systems/AIS-0002/edit']").Length);
    }

    [Fact]
    public async Task ForeignRecord_ByForm_SaysWhyNotAndChangesNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.AiSystemOwner);
        await ada.RegisterAsync("Of Ada", ("owner", "PER-0001"));

        await mari.OpenAsync("/ai-systems/AIS-0001/edit");
        Assert.Equal(HttpStatusCode.Forbidden, mari.Status);
        Assert.Contains("owned by Ada Lovelace", mari.Text, StringComparison.Ordinal);

        // The form of an own record, sent to the address of a foreign one.
        await mari.RegisterAsync("Of Mari", ("owner", "PER-0002"));
        await mari.OpenAsync("/ai-systems/AIS-0002/edit");
        var fields = mari.Page.QuerySelectorAll("form.record-form input[name], form.record-form textarea[name]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? input.TextContent)).ToList();
        await mari.PostAsync("/ai-systems/AIS-0001/edit", fields);

        Assert.Equal(HttpStatusCode.Forbidden, mari.Status);
        Assert.Equal(["Of Ada", "Of Mari"], await management.WithDatabaseAsync(db => db.AiSystems.OrderBy(s => s.Number).Select(s => s.Name).ToListAsync()));
    }

    [Fact]
    public async Task Owner_GivenAway_EndsTheRight()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.AiSystemOwner);
        await mari.RegisterAsync("Of Mari", ("owner", "PER-0002"));

        using var given = await mari.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { owner = "PER-0001" }, version = 1 });
        using var after = await mari.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { unit = "Claims" }, version = 2 });

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], new[] { given.StatusCode, after.StatusCode });
        var problem = await after.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains("owned by Ada Lovelace", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
