using Tandem.Management.Decisions.Indexing;

namespace Tandem.Management.Tests.Decisions;

public sealed class DecisionIndexTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CatchUp_RequestsOfEveryKind_CountsOneRecordPerRequest()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        var (decision, outcome) = await log.AppendRequestAsync("req-1");
        var refused = SampleRecords.Refused("IDENTITY_MISSING");
        refused["req"] = "req-2";
        var refusedAt = await log.AppendAsync(refused);
        var crashed = await log.AppendAsync(SampleRecords.Pending("req-3"));
        var recovery = SampleRecords.Complete();
        (recovery["kind"], recovery["req"], recovery["ref"], recovery["end"], recovery["resp"]) = ("recovery", "req-3", crashed, "crash", "none");
        var recoveryAt = await log.AppendAsync(recovery);
        await log.AppendAsync(SampleRecords.Pending("req-4"));
        await log.PublishAsync();

        var state = Service(management).CatchUp(Cancellation);

        var index = Index(management);
        Assert.Equal((0, null), (state.Lag, state.Trouble));
        Assert.Equal(3, index.Count(DecisionFilter.All));
        Assert.Equal(1, index.PendingCount());
        Assert.Equal([recoveryAt, refusedAt, outcome], index.Page(DecisionFilter.All, PagePosition.Start, oldestFirst: false, 25).Hits.Select(hit => hit.Index));
        Assert.Equal((outcome, decision), (index.Find(decision)!.Index, index.Find(outcome)!.DecisionIndex));
        Assert.Equal(refusedAt, index.Find(refusedAt)!.DecisionIndex);
    }

    [Fact]
    public async Task CatchUp_RequestCompletedTwice_CountsTheFirstAndRaisesAnAlarm()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        var (decision, outcome) = await log.AppendRequestAsync("req-1");
        var second = SampleRecords.Complete();
        (second["req"], second["ref"]) = ("req-1", decision);
        await log.AppendAsync(second);
        await log.PublishAsync();

        Service(management).CatchUp(Cancellation);

        Assert.Equal(outcome, Assert.Single(Index(management).Page(DecisionFilter.All, PagePosition.Start, false, 25).Hits).Index);
        Assert.Contains("completed before", Assert.Single(Store(management).Alarms()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CatchUp_RecordsBeyondTheCheckpoint_Wait()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await log.PublishAsync();
        Service(management).CatchUp(Cancellation);
        Assert.Equal(1, Index(management).Count(DecisionFilter.All));
        Assert.All(Index(management).Profiles(), profile => Assert.Contains("ledger.checkpoint", profile.Fields.Names));
    }

    [Fact]
    public async Task CatchUp_AnotherLogInItsPlace_RebuildsAndLeavesAnAlarm()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        for (var i = 0; i < 5; i++)
            await log.AppendRequestAsync($"old-{i}");
        await log.PublishAsync();
        Service(management).CatchUp(Cancellation);
        Assert.Equal(5, Index(management).Count(DecisionFilter.All));

        // Its own reader still has the old files: it would bring them back beside the round below.
        await Service(management).StopAsync(Cancellation);
        await log.ReplaceAsync();
        await log.AppendRequestAsync("new-1");
        await log.PublishAsync();
        // A reader keeps the files it has open; a new process, as after a restart, sees the new ones.
        using var reader = Ledger.Reading.LedgerReader.Open(log.Folder, log.LogKey);
        new IngestRound(Store(management)).Run(reader);

        var hit = Assert.Single(Index(management).Page(DecisionFilter.All, PagePosition.Start, false, 25).Hits);
        Assert.Equal("new-1", reader.Read(hit.Index).Root.GetProperty("req").GetString());
        Assert.Contains(Store(management).Alarms(), alarm => alarm.Text.Contains("find out where the newest records went", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prepare_AnotherSchema_BuildsTheIndexAnewFromTheLog()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await log.PublishAsync();
        Service(management).CatchUp(Cancellation);
        using (var connection = Store(management).Open())
            connection.Run("pragma user_version = 999; drop table facet");

        Store(management).Prepare();
        Assert.Equal(0, Store(management).Position().Next);
        Service(management).CatchUp(Cancellation);

        Assert.Equal(1, Index(management).Count(DecisionFilter.All));
        Assert.NotEmpty(Index(management).Facets());
    }

    [Fact]
    public async Task Page_TenThousandRecords_WalksAllOfThemOnceBothWays()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(async i =>
        {
            var record = SampleRecords.Refused("POLICY_BLOCK");
            record["req"] = $"req-{i}";
            record["app"] = i % 10 == 0 ? "rare" : "usual";
            await log.AppendAsync(record);
        }));
        await log.PublishAsync();
        Assert.Equal(0, Service(management).CatchUp(Cancellation).Lag);
        var index = Index(management);

        var all = Walk(index, DecisionFilter.All, oldestFirst: false, 250);
        Assert.Equal(10_000, all.Count);
        Assert.Equal(all.OrderDescending().Distinct(), all);
        Assert.Equal(all.AsEnumerable().Reverse(), Walk(index, DecisionFilter.All, oldestFirst: true, 250));
        var rare = Walk(index, DecisionFilter.All with { Application = "rare" }, oldestFirst: false, 100);
        Assert.Equal(1_000, rare.Count);
        Assert.Equal(1_000, index.Count(DecisionFilter.All with { Application = "rare" }));
        Assert.Equal(1_000, index.Facets().Single(facet => facet is { Kind: FacetKind.Application, Value: "rare" }).Count);

        // Back from the middle: the page before is the one that was left.
        var first = index.Page(DecisionFilter.All, PagePosition.Start, false, 50);
        var second = index.Page(DecisionFilter.All, new PagePosition(first.Hits[^1].Index, null), false, 50);
        var back = index.Page(DecisionFilter.All, new PagePosition(null, second.Hits[0].Index), false, 50);
        Assert.Equal(first.Hits.Select(hit => hit.Index), back.Hits.Select(hit => hit.Index));
        Assert.True(second.HasNewer && second.HasOlder && !back.HasNewer);
    }

    private static List<long> Walk(DecisionIndexReader index, DecisionFilter filter, bool oldestFirst, int size)
    {
        var seen = new List<long>();
        var position = PagePosition.Start;
        while (true)
        {
            var page = index.Page(filter, position, oldestFirst, size);
            seen.AddRange(page.Hits.Select(hit => hit.Index));
            if (!(oldestFirst ? page.HasNewer : page.HasOlder))
                return seen;
            position = oldestFirst ? new PagePosition(null, seen[^1]) : new PagePosition(seen[^1], null);
        }
    }

    private static DecisionIndexService Service(ManagementFixture management) => management.App.Services.GetRequiredService<DecisionIndexService>();

    private static DecisionIndexReader Index(ManagementFixture management) => management.App.Services.GetRequiredService<DecisionIndexReader>();

    private static DecisionIndexStore Store(ManagementFixture management) => management.App.Services.GetRequiredService<DecisionIndexStore>();
}
