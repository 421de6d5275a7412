using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.AiSystems;
using Tandem.Management.Records.Fields;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Approvals;

namespace Tandem.Management.Tests.Records;

/// <summary>States with guards, on the register that has them: no way of changing a record goes round them.</summary>
public sealed class WorkflowTests
{
    [Fact]
    public void Workflow_LeadsFromEveryState_AndNamesEachStepOnce()
    {
        var transitions = Lifecycle.Workflow.Transitions;

        Assert.Equal(transitions.Count, transitions.Select(t => t.Name).Distinct().Count());
        Assert.All(Enum.GetValues<LifecycleState>(), state => Assert.NotEmpty(Lifecycle.Workflow.From(ChoiceNames.Of(state))));
        Assert.All(transitions, t => Assert.All(t.From.Append(t.To), name => Assert.NotNull(ChoiceNames.Parse<LifecycleState>(name))));
        // Two steps between the same states would leave open whose guards hold.
        Assert.All(transitions.SelectMany(t => t.From.Select(from => (from, t.To))).GroupBy(pair => pair), group => Assert.Single(group));
    }

    [Fact]
    public async Task Page_OffersTheNextSteps_AndSaysInWordsWhatBlocksOne()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant", ("owner", "PER-0001"), ("state", "inDevelopment"));

        await ada.OpenAsync("/ai-systems/AIS-0001");
        await ada.SubmitAsync("/ai-systems/AIS-0001/transitions/validate", ("reason", "ready for tests"));

        Assert.Equal("/ai-systems/AIS-0001", ada.Path);
        var blocked = ada.Page.QuerySelector("#blocked-approve")!;
        Assert.Contains("Needs an approval for use of AIS-0001 as it is now", blocked.TextContent, StringComparison.Ordinal);
        Assert.Equal("/approvals/new?type=ai-system&key=AIS-0001&purpose=use", blocked.QuerySelector("a")!.GetAttribute("href"));
        Assert.Empty(ada.Page.QuerySelectorAll("form[action='/ai-systems/AIS-0001/transitions/approve']"));
        await ada.OpenAsync("/ai-systems/AIS-0001?tab=history");
        Assert.Contains("“ready for tests”", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/ai-systems/AIS-0001/edit");
        Assert.Null(ada.Page.QuerySelector("[name=state]"));
        await ada.SubmitAsync("/ai-systems/AIS-0001/edit", ("unit", "Claims"));
        Assert.Equal("/ai-systems/AIS-0001", ada.Path);
        Assert.Equal(LifecycleState.InValidation, (await management.WithDatabaseAsync(db => db.AiSystems.SingleAsync())).State);
    }

    [Fact]
    public async Task State_ByFormPatchOrStep_PassesTheSameGuards()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant", ("owner", "PER-0001"), ("state", "inValidation"));

        await ada.OpenAsync("/ai-systems/AIS-0001/edit");
        await ada.SubmitAsync("/ai-systems/AIS-0001/edit", ("state", "approvedForUse"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        foreach (var state in new[] { "approvedForUse", "operating" })
            await (await ada.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { state }, version = 1 })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await ada.MoveAsync("approve", 1)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        var elsewhere = await (await ada.MoveAsync("operate", 1)).ReadAsync(HttpStatusCode.Conflict);
        Assert.Contains("`Put into operation` does not lead", elsewhere.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await (await ada.MoveAsync("fly", 1)).ReadAsync(HttpStatusCode.NotFound);

        Assert.Equal((LifecycleState.InValidation, 1), await management.WithDatabaseAsync(async db => (await db.AiSystems.SingleAsync()) is var s ? (s.State, s.Version) : default));
        using var listed = await ada.CallAsync(HttpMethod.Get, "/api/ai-systems/AIS-0001/transitions");
        var steps = (await listed.ReadAsync(HttpStatusCode.OK)).GetProperty("transitions").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!, t => t.GetProperty("isPossible").GetBoolean());
        Assert.Equal(new Dictionary<string, bool> { ["develop"] = true, ["approve"] = false, ["reject"] = true }, steps);
    }

    [Fact]
    public async Task Step_OnAVersionThatSomebodyChanged_IsNotTaken()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant", ("owner", "PER-0001"), ("state", "operating"));
        await ada.OpenAsync("/ai-systems/AIS-0001");
        var form = ada.Page;
        await (await ada.ChangeAsync(1, "Claims")).ReadAsync(HttpStatusCode.OK);
        var version = form.QuerySelector("form[action$='/transitions/retire'] input[name=version]")!.GetAttribute("value")!;

        await ada.SubmitAsync("/ai-systems/AIS-0001/transitions/retire", ("version", version));
        Assert.Equal(HttpStatusCode.Conflict, ada.Status);
        Assert.Contains("Ada Lovelace changed AIS-0001 meanwhile", ada.Text, StringComparison.Ordinal);
        await (await ada.MoveAsync("retire", 1)).ReadAsync(HttpStatusCode.Conflict);
        await (await ada.MoveAsync("retire", 2)).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Step_OfAForeignRecord_IsForbidden()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.AiSystemOwner);
        var reader = await management.SignInAsAsync("Jaan Kask", Roles.Reader);
        await ada.RegisterAsync("Claims assistant", ("owner", "PER-0001"), ("state", "operating"));

        await (await mari.MoveAsync("suspend", 1)).ReadAsync(HttpStatusCode.Forbidden);
        await (await reader.MoveAsync("suspend", 1)).ReadAsync(HttpStatusCode.Forbidden);
        await mari.OpenAsync("/ai-systems/AIS-0001");
        Assert.Empty(mari.Page.QuerySelectorAll("form[action*='/transitions/']"));

        // Archived records stand still.
        await (await ada.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 1, reason = "gone" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveAsync("suspend", 2)).ReadAsync(HttpStatusCode.Conflict);
    }
}
