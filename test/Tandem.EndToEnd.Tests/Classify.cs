using System.Text.Json;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>The command by which scripts ask what the gateway would find and do.</summary>
public sealed class Classify
{
    [Fact]
    public async Task Lines_OfTextsAndRequests_AreAnsweredInOrderWithOffsetsInCodePoints()
    {
        var answers = await AnswersAsync(
            """{"id":1,"text":"😀 card 4111 1111 1111 1111"}""",
            """{"id":"two","request":{"messages":[{"role":"user","content":"write to mari.tamm@example.org"}]}}""",
            """{"id":3,"text":"good morning"}""",
            """{"id":4}""",
            "no JSON");

        var card = Assert.Single(answers[0].GetProperty("findings").EnumerateArray());
        Assert.Equal(("fin.credit_card", 7, 26), (card.GetProperty("type").GetString(), card.GetProperty("start").GetInt32(), card.GetProperty("end").GetInt32()));
        Assert.Equal("redact", answers[0].GetProperty("verdict").GetString());
        Assert.Equal("two", answers[1].GetProperty("id").GetString());
        Assert.Equal("$.messages[0].content", Assert.Single(answers[1].GetProperty("findings").EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(("allow", 0), (answers[2].GetProperty("verdict").GetString(), answers[2].GetProperty("findings").GetArrayLength()));
        Assert.Contains("needs `text`", answers[3].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("no JSON", answers[4].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_ThatCostsMoreThanItsBudget_IsBlockedAsAtTheGateway()
    {
        var text = string.Concat(Enumerable.Repeat("glpat-", 10_000));

        var answer = Assert.Single(await AnswersAsync(JsonSerializer.Serialize(new { id = 1, text })));

        Assert.Equal(("block", "SCAN_BUDGET"), (answer.GetProperty("verdict").GetString(), answer.GetProperty("reason").GetString()));
    }

    private static async Task<List<JsonElement>> AnswersAsync(params string[] lines)
    {
        using var folder = new TemporaryFolder("tandem-classify");
        await File.WriteAllLinesAsync(folder.In("lines"), lines, TestContext.Current.CancellationToken);
        var run = await ProgramRun.Of("/bin/sh", ["-c", "\"$0\" classify < \"$1\"", BuildPaths.Executable, folder.In("lines")]);
        Assert.True(run.ExitCode is 0, run.ToString());
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
    }
}
