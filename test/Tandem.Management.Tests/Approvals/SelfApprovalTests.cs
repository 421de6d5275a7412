using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Approvals;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Approvals;

/// <summary>Every way we could think of to approve one's own work, or to decide without being the person.</summary>
public sealed class SelfApprovalTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Author_IsNotAsked_AlsoAfterTheOwnerWasSwapped(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await management.SignInAsAsync("Jaan Kask", Roles.SecurityLead);
        await ada.EnterSystemAsync();
        await (await mari.ChangeAsync(1, "Claims")).ReadAsync(HttpStatusCode.OK);
        // The owner is somebody else now, and the state was moved by another; the history still says who wrote it.
        await (await ada.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { owner = "PER-0003" }, version = 2 })).ReadAsync(HttpStatusCode.OK);

        foreach (var author in new[] { "PER-0001", "PER-0002" })
        {
            var refused = await (await ada.PutForwardAsync(3, [author])).ReadAsync(HttpStatusCode.UnprocessableEntity);
            Assert.Contains("worked on this version", refused.GetProperty("errors").GetProperty("approvers")[0].GetString(), StringComparison.Ordinal);
        }
        await ada.OpenAsync("/approvals/new?type=ai-system&key=AIS-0001");
        Assert.Equal(["PER-0003"], ada.Page.QuerySelectorAll("input[name=approvers]").Select(i => i.GetAttribute("value")));
        await (await ada.PutForwardAsync(3, ["PER-0003"])).ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task WhoPutsForward_AndWhoMovedTheStateOnly_AreToldApart()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.SecurityLead);
        await ada.EnterSystemAsync("inDevelopment");
        await (await mari.MoveAsync("validate", 1)).ReadAsync(HttpStatusCode.OK);

        // Jaan wrote nothing; but what he puts forward he cannot approve.
        await (await jaan.PutForwardAsync(2, ["PER-0003"])).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await jaan.PutForwardAsync(2, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task LastEditor_StaysAnAuthor_AfterAnApprovalForSomethingElse_AndAfterOneForTheSame()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.SecurityLead);
        await ada.EnterSystemAsync();
        // A colleague approves a harmless sentence; that does not make the version somebody else's work.
        await (await ada.PutForwardAsync(1, ["PER-0002"], purpose: "", sentence: "I have seen it.")).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);
        await (await jaan.PutForwardAsync(1, ["PER-0001"])).ReadAsync(HttpStatusCode.UnprocessableEntity);

        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync("APR-0002")).ReadAsync(HttpStatusCode.OK);
        await (await jaan.PutForwardAsync(1, ["PER-0001"])).ReadAsync(HttpStatusCode.UnprocessableEntity);

        // Mari writes the next version: now Ada, whose work was approved before, may approve it, and Mari may not.
        await (await mari.ChangeAsync(1, "Claims")).ReadAsync(HttpStatusCode.OK);
        await (await jaan.PutForwardAsync(2, ["PER-0002"])).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await jaan.PutForwardAsync(2, ["PER-0001"])).ReadAsync(HttpStatusCode.Created);
        await (await ada.DecideAsync("APR-0003")).ReadAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Deputy_DecidesDuringTheAbsenceOnly_NeverOnOwnWork_NeverTwice(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.SecurityLead);
        var kai = await management.SignInAsAsync("Kai Saar", Roles.ImsManager);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002", "PER-0003"], quorum: 2)).ReadAsync(HttpStatusCode.Created);
        await (await jaan.DecideAsync(seat: "PER-0002")).ReadAsync(HttpStatusCode.Forbidden);

        // Mari's deputy is first Ada, whose work it is.
        await AwayAsync("PER-0001", 1);
        var own = await (await ada.DecideAsync(seat: "PER-0002")).ReadAsync(HttpStatusCode.Forbidden);
        Assert.Contains("you worked on this version", own.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await AwayAsync("PER-0003", 2);
        await jaan.OpenAsync("/approvals/APR-0001");
        Assert.Contains("for Mari Tamm, who is absent today", jaan.Text, StringComparison.Ordinal);
        await (await jaan.DecideAsync(seat: "PER-0002")).ReadAsync(HttpStatusCode.OK);
        var twice = await (await jaan.DecideAsync()).ReadAsync(HttpStatusCode.Forbidden);
        Assert.Contains("each person decides once", twice.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.Conflict);

        Assert.Equal("open", await ada.StateAsync());
        await ada.OpenAsync("/approvals/APR-0001");
        Assert.Contains("by Jaan Kask for Mari Tamm", ada.Text, StringComparison.Ordinal);

        async Task AwayAsync(string deputy, int version) => await (await kai.CallAsync(
            HttpMethod.Patch, "/api/people/PER-0002", new { fields = new { deputy, absentFrom = "2020-01-01" }, version })).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Deputy_OfAnAuthor_DoesNotDecideEither()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.SecurityLead);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await ada.CallAsync(HttpMethod.Patch, "/api/people/PER-0002", new { fields = new { deputy = "PER-0003", absentFrom = "2020-01-01" }, version = 1 })).ReadAsync(HttpStatusCode.OK);
        // As it would be had Mari a hand in the version: her line is written into the history past the program.
        await management.WithDatabaseAsync(async db =>
        {
            var mari = await db.Users.SingleAsync(u => u.PersonKey == "PER-0002");
            return await db.ChangeEvents.Where(e => e.RecordType == "ai-system").ExecuteUpdateAsync(set => set.SetProperty(e => e.ActorId, mari.Id.ToString()));
        });

        var refused = await (await jaan.DecideAsync(seat: "PER-0002")).ReadAsync(HttpStatusCode.Forbidden);

        Assert.Contains("a deputy cannot decide either", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approver_WithoutAccountOrRole_IsNotAskedAndDoesNotDecide()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        await ada.EnterSystemAsync();
        await (await ada.CallAsync(HttpMethod.Post, "/api/people", new { fields = new { name = "Jaan Kask" } })).ReadAsync(HttpStatusCode.Created);

        var refused = await (await ada.PutForwardAsync(1, ["PER-0002", "PER-0003", "PER-0099"])).ReadAsync(HttpStatusCode.UnprocessableEntity);
        var errors = string.Join('\n', refused.GetProperty("errors").GetProperty("approvers").EnumerateArray().Select(e => e.GetString()));
        Assert.Contains("Mari Tamm has no role that may approve", errors, StringComparison.Ordinal);
        Assert.Contains("Jaan Kask has no account", errors, StringComparison.Ordinal);
        Assert.Contains("nobody in the register of people is `PER-0099`", errors, StringComparison.Ordinal);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task FreshSignIn_IsNeededForEachDecision_AndWrongOnesLockTheAccount()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await ada.PutForwardAsync(1, ["PER-0002"], purpose: "", sentence: "I have seen it.")).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);

        // What was proved for one decision is worth nothing for the next.
        await (await mari.DecideAsync("APR-0002", password: "")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        for (var i = 0; i < 5; i++)
            await (await mari.DecideAsync("APR-0002", password: $"guess number {i} of a thief")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        var locked = await (await mari.DecideAsync("APR-0002")).ReadAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("locked", locked.GetProperty("errors").GetProperty("password")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("open", await ada.StateAsync("APR-0002"));
    }

    [Fact]
    public async Task Code_OfTheAuthenticator_IsNeededAndCountsOnce()
    {
        var clock = new FrozenClock();
        await using var management = await ApprovalSteps.StartAsync(clock: clock);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await mari.OpenAsync("/account/second-factor");
        var key = Decode(mari.Page.QuerySelector("main code")!.TextContent);
        await mari.SubmitAsync("/account/second-factor", ("code", TimeCode.At(key, clock.GetUtcNow())), ("password", ManagementFixture.Password));
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await ada.PutForwardAsync(1, ["PER-0002"], purpose: "", sentence: "I have seen it.")).ReadAsync(HttpStatusCode.Created);
        clock.Advance(TimeSpan.FromMinutes(1));
        var code = TimeCode.At(key, clock.GetUtcNow());

        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.UnprocessableEntity);
        var decided = await (await mari.DecideAsync(code: code)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("password and code", decided.GetProperty("seats")[0].GetProperty("signedWith").GetString());
        var replayed = await (await mari.DecideAsync("APR-0002", code: code)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("used already", replayed.GetProperty("errors").GetProperty("code")[0].GetString(), StringComparison.Ordinal);
        // Minutes later the same code is old.
        clock.Advance(TimeSpan.FromMinutes(5));
        await (await mari.DecideAsync("APR-0002", code: code)).ReadAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task SignIn_OfAnAccountWithoutPassword_CountsForOneDecisionAndForMinutes()
    {
        var clock = new FrozenClock();
        await using var management = await ApprovalSteps.StartAsync(clock: clock);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await management.WithDatabaseAsync(db => db.Users.Where(u => u.PersonKey == "PER-0002").ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        await ada.EnterSystemAsync();
        foreach (var sentence in new[] { "I have seen it.", "" })
            await (await ada.PutForwardAsync(1, ["PER-0002"], purpose: sentence.Length > 0 ? "" : "use", sentence: sentence)).ReadAsync(HttpStatusCode.Created);

        var decided = await (await mari.DecideAsync(password: "")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("password", decided.GetProperty("seats")[0].GetProperty("signedWith").GetString()); // what this session was begun with
        var again = await (await mari.DecideAsync("APR-0002", password: "")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("used for another decision already", again.GetProperty("errors").GetProperty("")[0].GetString(), StringComparison.Ordinal);
        var thief = mari.Copy();
        await (await thief.DecideAsync("APR-0002", password: "")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        clock.Advance(TimeSpan.FromMinutes(6));
        var late = await (await mari.DecideAsync("APR-0002", password: "")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("too long ago", late.GetProperty("errors").GetProperty("")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_OfADecision_AreNowhereStored()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);

        Assert.DoesNotContain(ManagementFixture.Password, new DecisionRequest("", "", "", ManagementFixture.Password, "123456").ToString(), StringComparison.Ordinal);
        var stored = await management.WithDatabaseAsync(db => db.ChangeEvents.Select(e => e.Fields + e.Reason).ToListAsync());
        Assert.DoesNotContain(stored, text => text.Contains(ManagementFixture.Password, StringComparison.Ordinal));
    }

    private static byte[] Decode(string text)
    {
        var bits = string.Concat(Base32.Normalise(text).Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
