using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Comments;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Comments;

public sealed class CommentsTests(PostgresServer postgres)
{
    private const string Tab = "/ai-systems/AIS-0001?tab=comments";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Comment_WithMention_IsStoredByKeyShownByNameAndTold(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));

        await ada.OpenAsync(Tab);
        await ada.SubmitAsync("/comments", ("text", "@mari and @\"Ada Lovelace\": does **AIS-0001** write to anybody@example.org? @Override"));
        await mari.OpenAsync(Tab);
        await mari.PostAsync("/comments", [.. Token(mari), new("record", "AIS-0001"), new("answerTo", "CMT-0001"), new("text", "It does.")]);

        Assert.EndsWith("#CMT-0002", mari.Path, StringComparison.Ordinal);
        Assert.Equal("@PER-0002 and @PER-0001: does **AIS-0001** write to anybody@example.org? @Override", await management.WithDatabaseAsync(db => db.Comments.Where(c => c.Key == "CMT-0001").Select(c => c.Text).SingleAsync()));
        var text = mari.Page.QuerySelector("#CMT-0001 .comment-text")!;
        Assert.Contains("@Mari Tamm and @Ada Lovelace", text.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/people/PER-0002", "/people/PER-0001", "/ai-systems/AIS-0001", "mailto:anybody@example.org"], text.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Where(href => href != "mailto:anybody@example.org").Append("mailto:anybody@example.org"));
        Assert.NotNull(mari.Page.QuerySelector(".comment-answer #CMT-0002"));
        Assert.Equal("2", mari.Page.QuerySelector(".tabs .tab-count")!.TextContent.Trim());
        Assert.Equal(
            ["PER-0002 mention Ada Lovelace mentioned you in a comment on AIS-0001 /comments/CMT-0001", "PER-0001 answer Mari Tamm answered your comment on AIS-0001 /comments/CMT-0002"],
            await management.WithDatabaseAsync(db => db.Notifications.OrderBy(n => n.At).Select(n => $"{n.PersonKey} {n.Kind} {n.Words} {n.Path}").ToListAsync()));
    }

    [Fact]
    public async Task Comment_ThatCannotBeWrittenAsHtml_TakesThePageAwayFromNobody()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Letters");
        using var refused = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = new string('[', 900) });
        using var taken = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = "plain" });
        // As it could be stored before.
        await management.WithDatabaseAsync(db => db.Database.ExecuteSqlAsync($"update comments set text = {new string('[', 900)}", TestContext.Current.CancellationToken));

        await ada.OpenAsync(Tab);

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created, HttpStatusCode.OK], new[] { refused.StatusCode, taken.StatusCode, ada.Status });
        Assert.Equal(new string('[', 900), ada.Page.QuerySelector("#CMT-0001 .comment-text")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("", "write something")]
    [InlineData("@PER-0099", "nobody in the register of people is `PER-0099`")]
    [InlineData("@\"Nobody There\"", "nobody in the register of people is `Nobody There`")]
    [InlineData("@jaan", "`@jaan` can be Jaan Kask (@PER-0002), Jaan Kask (@PER-0003); write the one you mean")]
    [InlineData("@kask", "`@kask` can be Jaan Kask (@PER-0002), Jaan Kask (@PER-0003); write the one you mean")]
    [InlineData("@PER-0005", "PER-0005 sees only what was opened for an audit and no comments")]
    [InlineData("@PER-0004", "Old Hand (PER-0004) is archived and cannot be mentioned")]
    public async Task Comment_ThatCannotBeTaken_SaysWhyKeepsTheTextAndTellsNobody(string text, string problem)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
        foreach (var name in new[] { "Jaan Kask", "Jaan Kask", "Old Hand" })
            (await ada.CallAsync(HttpMethod.Post, "/api/people", new { fields = new { name } })).Dispose();
        (await ada.CallAsync(HttpMethod.Post, "/api/people/PER-0004/archive", new { version = 1, reason = "left" })).Dispose();

        await management.SignInAsAsync("Olga Auditor", Roles.ExternalAuditor);
        await ada.OpenAsync(Tab);
        await ada.SubmitAsync("/comments", ("text", text));
        using var byApi = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Contains(problem, ada.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(text, ada.Page.QuerySelector("textarea")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, byApi.StatusCode);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Comments.CountAsync()));
    }

    [Fact]
    public async Task Comment_TooLongOrWithTooManyMentions_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));

        using var tooLong = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = new string('x', CommentLimits.Text + 1) });
        using var tooMany = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = string.Join(' ', Enumerable.Range(1, CommentLimits.Mentions + 1).Select(i => $"@PER-{i:0000}")) });
        using var nowhere = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0099", text = "x" });
        using var just = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = new string('x', CommentLimits.Text) });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Equal(HttpStatusCode.Created, just.StatusCode);
    }

    [Fact]
    public async Task Edit_ByTheAuthor_IsMarkedKeptInHistoryAndTellsOnlyTheNewlyMentioned()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        await management.SignInAsAsync("Jaan Kask", Roles.Reader);
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
        (await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = "first words for @mari" })).Dispose();

        await ada.OpenAsync("/comments/CMT-0001/edit");
        await ada.SubmitAsync("/comments/CMT-0001/edit", ("text", "second words for @mari and @jaan"));

        Assert.Contains("edited", ada.Page.QuerySelector("#CMT-0001 .comment-head")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["PER-0002", "PER-0003"], await management.WithDatabaseAsync(db => db.Notifications.OrderBy(n => n.At).Select(n => n.PersonKey).ToListAsync()));
        using var history = await ada.CallAsync(HttpMethod.Get, "/api/history?type=comment&key=CMT-0001");
        Assert.Contains("first words for", await history.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_FromAnOldVersion_ShowsBothAndLosesNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
        (await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = "one" })).Dispose();
        await ada.OpenAsync("/comments/CMT-0001/edit");
        using var elsewhere = await ada.CallAsync(HttpMethod.Patch, "/api/comments/CMT-0001", new { text = "two", version = 1 });

        await ada.SubmitAsync("/comments/CMT-0001/edit", ("text", "three"));
        using var stale = await ada.CallAsync(HttpMethod.Patch, "/api/comments/CMT-0001", new { text = "four", version = 1 });

        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (ada.Status, stale.StatusCode));
        Assert.Equal("two", ada.Page.QuerySelector(".alert pre")!.TextContent);
        Assert.Equal("three", ada.Page.QuerySelector("textarea")!.TextContent);
        await ada.SubmitAsync("/comments/CMT-0001/edit");
        Assert.Equal("three", ada.Page.QuerySelector("#CMT-0001 .comment-text")!.TextContent.Trim());
    }

    [Fact]
    public async Task Comment_OfAnother_IsNeitherEditedNorWithdrawnWithoutTheRight()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var reader = await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        var auditor = await management.SignInAsAsync("Olga Auditor", Roles.ExternalAuditor);
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
        (await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = "mine" })).Dispose();

        using var edit = await reader.CallAsync(HttpMethod.Patch, "/api/comments/CMT-0001", new { text = "yours", version = 1 });
        using var withdraw = await reader.CallAsync(HttpMethod.Post, "/api/comments/CMT-0001/withdraw", new { reason = "because", version = 1 });
        using var write = await auditor.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = "not for me" });
        using var read = await auditor.CallAsync(HttpMethod.Get, "/api/comments?record=AIS-0001");
        await reader.OpenAsync("/comments/CMT-0001/edit");
        Assert.Equal(HttpStatusCode.Forbidden, reader.Status);
        await reader.OpenAsync(Tab);

        Assert.All(new[] { edit, withdraw, write, read }, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.DoesNotContain(reader.Page.QuerySelectorAll("#CMT-0001 form, #CMT-0001 .btn"), _ => true);
        Assert.Equal("mine", await management.WithDatabaseAsync(db => db.Comments.Select(c => c.Text).SingleAsync()));
    }

    [Fact]
    public async Task Withdrawn_Comment_LeavesATombstoneAndItsWordsNowhereButInTheHistory()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Reader);
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
        (await mari.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = "unfair words" })).Dispose();
        await ada.OpenAsync(Tab);

        await ada.SubmitAsync("/comments/CMT-0001/withdraw", ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        await ada.OpenAsync(Tab);
        await ada.SubmitAsync("/comments/CMT-0001/withdraw", ("reason", "about a person"));
        using var edit = await mari.CallAsync(HttpMethod.Patch, "/api/comments/CMT-0001", new { text = "again", version = 2 });
        using var list = await mari.CallAsync(HttpMethod.Get, "/api/comments?record=AIS-0001");
        using var one = await mari.CallAsync(HttpMethod.Get, "/api/comments/CMT-0001");

        Assert.Contains("Withdrawn by Ada Lovelace", ada.Text, StringComparison.Ordinal);
        Assert.Contains("about a person", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("unfair words", ada.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, edit.StatusCode);
        Assert.DoesNotContain("unfair", await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("unfair", await one.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(ada.Page.QuerySelector(".tab-count"));
        using var history = await ada.CallAsync(HttpMethod.Get, "/api/history?type=comment&key=CMT-0001");
        Assert.Contains("unfair words", await history.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToAnAnswerOrOfAnotherRecord_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
        await ada.RegisterAsync("Chat", ("owner", "PER-0001"));
        foreach (var answerTo in new[] { "", "CMT-0001" })
            (await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", answerTo, text = "x" })).Dispose();

        using var tooDeep = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", answerTo = "CMT-0002", text = "x" });
        using var elsewhere = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0002", answerTo = "CMT-0001", text = "x" });
        using var nowhere = await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", answerTo = "CMT-0099", text = "x" });

        Assert.All(new[] { tooDeep, elsewhere, nowhere }, answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Hundreds_OfComments_ArePagedLinkedAndReadInAFixedNumberOfStatements(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        StatementCounter.Prepare(management);
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
        await management.WithDatabaseAsync(async db =>
        {
            for (var i = 1; i <= 300; i++)
                db.Add(new Comment { Key = $"CMT-{i:0000}", Number = i, OnType = "ai-system", OnKey = "AIS-0001", AnswerTo = i % 3 == 0 ? $"CMT-{i - 2:0000}" : "", Text = $"Words {i} for @PER-0001", Author = "PER-0001", WrittenAt = DateTimeOffset.UnixEpoch });
            return await db.SaveChangesAsync();
        });
        await ada.OpenAsync(Tab);

        using (var counter = new StatementCounter())
        {
            await ada.OpenAsync(Tab);
            Assert.Equal(8, counter.Count); // record, bell, count on the tab, threads, page, answers, names; what waits, for the header
        }
        Assert.Contains("Page 1 of 20, 200 threads", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/comments/CMT-0003");
        Assert.Equal($"{Tab}&page=20#CMT-0003", ada.Path);
        Assert.NotNull(ada.Page.QuerySelector("#CMT-0003"));

        var seen = 0;
        for (long? after = 0; after is not null;)
        {
            using var answer = await ada.CallAsync(HttpMethod.Get, $"/api/comments?record=AIS-0001&after={after}&size=120");
            var page = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            seen += page.GetProperty("comments").GetArrayLength();
            after = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }
        Assert.Equal(300, seen);
    }

    private static IEnumerable<KeyValuePair<string, string>> Token(Browser browser) =>
        [new("__RequestVerificationToken", browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)];
}
