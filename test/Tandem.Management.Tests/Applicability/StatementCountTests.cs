using System.Net;
using Tandem.Management.Tests.Decisions;

namespace Tandem.Management.Tests.Applicability;

/// <summary>Each page with one statement for the number of waiting things in its header.</summary>
public sealed class StatementCountTests
{
    [Theory]
    [InlineData("/statement-of-applicability", 3)]
    [InlineData("/statement-of-applicability/iso27001/A.8.15", 3)]
    [InlineData("/statement-of-applicability/iso27001/A.8.15?tab=history", 4)]
    [InlineData("/decisions", 2)]
    [InlineData("/catalogue", 2)]
    [InlineData("/catalogue/iso27001/A.8.15", 8)] // with its licensed text, its links, its controls, its documents, its evidence and the decisions on its pairs
    [InlineData("/frameworks", 4)] // with those uploaded
    [InlineData("/frameworks/eu-ai-act", 3)]
    [InlineData("/frameworks/eu-ai-act/Art.12", 2)]
    [InlineData("/mapping", 4)] // with the saved views of its table and the decisions
    [InlineData("/mapping/MAP-001", 3)]
    [InlineData("/clauses", 3)]
    [InlineData("/decisions/verification", 3)]
    public async Task Page_WithManyRows_AsksTheDatabaseAFixedNumberOfTimes(string path, int statements)
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        for (var i = 0; i < 5; i++)
            await log.AppendRequestAsync($"req-{i}");
        await DecisionPagesTests.FollowAsync(management, log);
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        foreach (var control in Frameworks.Content.Catalogue.Controls.Take(20))
            await browser.CallAsync(HttpMethod.Put, $"/api/statement-of-applicability/{control.Id.ToString().Replace(':', '/')}", new { applicable = "yes", includeReasons = new[] { "businessPractice" }, version = 0 });
        await browser.OpenAsync(path);

        using var counter = new StatementCounter();
        await browser.OpenAsync(path);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(statements, counter.Count);
    }
}
