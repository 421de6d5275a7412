using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Management.Access;
using Tandem.Management.Approvals;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Approvals;

/// <summary>From a version that is put forward to a decision that anyone can prove; the same on both engines.</summary>
public sealed class ApprovalTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Quorum_OfTwo_ApprovesWithTheSecondDecision_AndUnblocksTheState(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        var jaan = await management.SignInAsAsync("Jaan Kask", Roles.TopManagement);
        await management.SignInAsAsync("Liis Mets", Roles.Approver);
        await ada.EnterSystemAsync();

        var blocked = await (await ada.MoveAsync("approve", 1)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("needs an approval for use", blocked.GetProperty("errors").GetProperty("state")[0].GetString(), StringComparison.Ordinal);
        var asked = await (await ada.PutForwardAsync(1, ["PER-0002", "Jaan Kask", "liis.mets@example.org"], quorum: 2)).ReadAsync(HttpStatusCode.Created);
        Assert.Equal("I approve version 1 of AIS-0001 for use.", asked.GetProperty("sentence").GetString());
        var first = await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("open", first.GetProperty("state").GetString());
        var second = await (await jaan.DecideAsync(reason: "looked at the tests")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("approved", second.GetProperty("state").GetString());
        var seat = second.GetProperty("seats").EnumerateArray().Single(s => s.GetProperty("person").GetString() == "PER-0003");
        Assert.Equal(("approve", "password", "looked at the tests"), (seat.GetProperty("verdict").GetString(), seat.GetProperty("signedWith").GetString(), seat.GetProperty("reason").GetString()));
        Assert.Equal(second.GetProperty("contentHash").GetString(), seat.GetProperty("contentHash").GetString());
        var moved = await (await ada.MoveAsync("approve", 1)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(("approvedForUse", 2), (moved.GetProperty("fields").GetProperty("state").GetString(), moved.GetProperty("version").GetInt32()));
        // The state is no part of what was approved: it goes on to hold, until the content changes.
        await ada.OpenAsync("/approvals/APR-0001");
        Assert.DoesNotContain("Changed since", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_AnswersWhenTheLogHoldsIt_AndItsFilesProveIt()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);

        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.OK);

        var change = await management.WithDatabaseAsync(db => db.ChangeEvents.SingleAsync(e => e.RecordType == "approval-seat" && e.RecordVersion == 2));
        Assert.NotNull(change.LedgerIndex);
        Assert.Equal(("APR-0001/PER-0002", "Mari Tamm"), (change.RecordKey, change.ActorName));
        Assert.Contains("I approve version 1 of AIS-0001 for use.", change.Fields, StringComparison.Ordinal);
        await management.WaitForLedgerAsync();
        // A checkpoint that covers it follows within the second.
        for (var wait = 0; wait < 200 && (await mari.CallAsync(HttpMethod.Get, $"/history/{change.Number}/files/entry.note")).StatusCode == HttpStatusCode.Conflict; wait++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        var files = new Dictionary<string, byte[]>();
        foreach (var name in new[] { "entry.note", "entry.tlog-proof", "key.note", "key.tlog-proof", "change.txt" })
        {
            using var file = await mari.CallAsync(HttpMethod.Get, $"/history/{change.Number}/files/{name}");
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
            files[name] = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        }
        var logKey = VerifierKey.Parse((await File.ReadAllTextAsync(Path.Combine(management.Options.DataFolder, "log.vkey"), TestContext.Current.CancellationToken)).Trim());
        var proof = RecordProof.Read(files["entry.note"], files["entry.tlog-proof"]);
        Assert.True(proof.Check(logKey, recordKey: null).IsValid);
        Assert.Equal(EventRecord.Hash(proof.Record), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(files["change.txt"])));
        using var content = await mari.CallAsync(HttpMethod.Get, "/approvals/APR-0001/content");
        var signed = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await content.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        Assert.Contains(signed, Encoding.UTF8.GetString(files["change.txt"]), StringComparison.Ordinal);
        using var none = await mari.CallAsync(HttpMethod.Get, $"/history/{change.Number}/files/other");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Decision_WhileTheLogCannotBeWritten_IsStoredAndSaysThatItWaits()
    {
        await using var management = await ApprovalSteps.StartAsync(configure: services =>
        {
            // Nothing carries changes into the log.
            services.Remove(services.Single(s => s.ImplementationFactory?.Method.ReturnType == typeof(HistoryLedger) && s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService)));
            services.AddSingleton(new LogPatience(TimeSpan.FromMilliseconds(100)));
        });
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);

        var answer = await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.Accepted);

        Assert.Contains("waits for the ledger", answer.GetProperty("waits").GetString(), StringComparison.Ordinal);
        Assert.Equal("approved", await mari.StateAsync());
        await mari.OpenAsync("/approvals/APR-0001");
        Assert.Contains("Stored, waits for the ledger", mari.Text, StringComparison.Ordinal);
        var blocked = await (await ada.MoveAsync("approve", 1)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("waits for the ledger", blocked.GetProperty("errors").GetProperty("state")[0].GetString(), StringComparison.Ordinal);
        var again = await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.Conflict);
        Assert.Contains("already", again.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task LastDecisions_AtOnce_AreBothKeptAndCloseOnce(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var deciders = new List<Browser>();
        for (var i = 0; i < 4; i++)
            deciders.Add(await management.SignInAsAsync($"Decider {(char)('A' + i)}", Roles.Approver));
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002", "PER-0003", "PER-0004", "PER-0005"], quorum: 3)).ReadAsync(HttpStatusCode.Created);

        var answers = await Task.WhenAll(deciders.Select(decider => decider.DecideAsync()));

        // Three close it; the fourth finds it closed, or was among the three.
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Conflict);
        var approval = await management.WithDatabaseAsync(db => db.Approvals.Include(a => a.Seats).SingleAsync());
        Assert.Equal((ApprovalState.Approved, 3, 3), (approval.State, approval.Approved, approval.Seats.Count(s => s.Verdict == ApprovalVerdict.Approve)));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync(e => e.RecordType == "approval" && e.Fields.Contains("\"state\"") && e.RecordVersion > 1)));
    }

    [Fact]
    public async Task Rejections_ThatPutTheQuorumOutOfReach_Reject()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await management.SignInAsAsync("Jaan Kask", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002", "PER-0003"], quorum: 2)).ReadAsync(HttpStatusCode.Created);

        var silent = await (await mari.DecideAsync(verdict: "reject")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.True(silent.GetProperty("errors").TryGetProperty("reason", out _));
        var rejected = await (await mari.DecideAsync(verdict: "reject", reason: "no test of the refusals")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("rejected", rejected.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Change_OfTheRecord_SupersedesTheOpenApproval_AndAChangeBackDoesNotRevive(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        var twice = await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Conflict);
        Assert.Contains("APR-0001 asks for the same already", twice.GetProperty("detail").GetString(), StringComparison.Ordinal);

        await (await ada.ChangeAsync(1, "Claims")).ReadAsync(HttpStatusCode.OK);
        await (await ada.ChangeAsync(2, "")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("superseded", await mari.StateAsync());
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.Conflict);
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Conflict);
        await (await ada.PutForwardAsync(3, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync("APR-0002")).ReadAsync(HttpStatusCode.OK);
        await (await ada.ChangeAsync(3, "Letters")).ReadAsync(HttpStatusCode.OK);
        var blocked = await (await ada.MoveAsync("approve", 4)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("changed since APR-0002", blocked.GetProperty("errors").GetProperty("state")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_IsFreeToWhoPutItForwardOnly()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);

        await (await mari.CallAsync(HttpMethod.Post, "/api/approvals/APR-0001/withdraw", new { reason = "not mine" })).ReadAsync(HttpStatusCode.Forbidden);
        await (await ada.CallAsync(HttpMethod.Post, "/api/approvals/APR-0001/withdraw", new { reason = "too early" })).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("withdrawn", await mari.StateAsync());
        await (await mari.DecideAsync()).ReadAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Hook_HearsOfEveryStep_AndPeopleAreTold()
    {
        var heard = new List<(string, ApprovalStep)>();
        await using var management = await ApprovalSteps.StartAsync(configure: services => services.AddSingleton(new ApprovalMoved((_, move, _) =>
        {
            heard.Add((move.Approval.Key, move.Step));
            return Task.CompletedTask;
        })));
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await ada.ChangeAsync(1, "Claims")).ReadAsync(HttpStatusCode.OK);
        await (await ada.PutForwardAsync(2, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await ada.CallAsync(HttpMethod.Post, "/api/approvals/APR-0002/withdraw", new { reason = "" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.PutForwardAsync(2, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);
        await (await mari.DecideAsync("APR-0003")).ReadAsync(HttpStatusCode.OK);

        var told = await management.WithDatabaseAsync(db => db.Notifications.Where(n => n.Kind.StartsWith("approval-")).OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => $"{n.PersonKey} {n.Words}").ToListAsync());
        Assert.Equal(
            [
                "PER-0002 Ada Lovelace asks for your approval of version 1 of AIS-0001", "PER-0002 Ada Lovelace asks for your approval of version 2 of AIS-0001",
                "PER-0002 Ada Lovelace asks for your approval of version 2 of AIS-0001", "PER-0001 version 2 of AIS-0001 is approved",
            ],
            told);
        Assert.Equal(
            [
                ("APR-0001", ApprovalStep.PutForward), ("APR-0001", ApprovalStep.Superseded), ("APR-0002", ApprovalStep.PutForward), ("APR-0002", ApprovalStep.Withdrawn),
                ("APR-0003", ApprovalStep.PutForward), ("APR-0003", ApprovalStep.Decided),
            ],
            heard);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Removal_OfARecordOrAnApproval_IsRefusedByTheSave(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.Approver);
        await ada.EnterSystemAsync();
        await (await ada.PutForwardAsync(1, ["PER-0002"])).ReadAsync(HttpStatusCode.Created);

        await RefusedAsync(db => db.AiSystems.OrderBy(s => s.Number).FirstAsync());
        await RefusedAsync(db => db.People.OrderBy(p => p.Number).FirstAsync());
        await RefusedAsync(db => db.Set<ApprovalSeat>().OrderBy(seat => seat.Person).FirstAsync());
        await RefusedAsync(db => db.Approvals.OrderBy(a => a.Number).FirstAsync());

        async Task RefusedAsync<T>(Func<TandemDbContext, Task<T>> find)
            where T : class
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => management.WithDatabaseAsync(async db =>
            {
                db.Remove(await find(db));
                return await db.SaveChangesAsync();
            }));
            Assert.Contains("is kept for good", refusal.Message, StringComparison.Ordinal);
        }
    }
}
