using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using System.Text.Json;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Recording;
using Tandem.Gateway.Tests.Hosting;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;
using Tandem.Ledger.Verification;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Tests;

/// <summary>What the gateway knows after a stop or a crash it knows from its own log.</summary>
public sealed class GatewayRestartTests
{
    [Fact]
    public async Task Decision_WithoutOutcome_IsClosedByARecoveryRecordThatCarriesEveryField()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        gateway.Ledger.Fail("outcome");
        using var lost = await gateway.ChatAsync($"card {SampleAnswers.Card}");
        await gateway.StopAsync();

        await gateway.StartAgainAsync();

        var records = gateway.RecordsOf(lost);
        Assert.Equal(2, records.Count);
        var (decision, recovery) = (records[0], records[1]);
        Assert.Equal(("recovery", "crash"), (recovery.GetProperty("kind").GetString(), recovery.GetProperty("end").GetString()));
        Assert.Equal(decision.GetProperty("n").GetInt64(), recovery.GetProperty("ref").GetInt64());
        Assert.Contains(recovery.GetProperty("reason").EnumerateArray(), reason => reason.GetString() == "RECOVERED_AFTER_CRASH");
        foreach (var member in (string[])["sub", "app", "pol", "polH", "model", "inFp", "act", "src", "route", "ai"])
        {
            Assert.Equal(decision.GetProperty(member).GetString(), recovery.GetProperty(member).GetString());
        }

        Assert.Equal(decision.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal), recovery.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Decision_ClosedOnce_IsNotClosedAgain()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        gateway.Ledger.Fail("outcome");
        using var lost = await gateway.ChatAsync("hi");
        await gateway.StopAsync();
        await gateway.StartAgainAsync();
        await gateway.StopAsync();
        File.Delete(gateway.Options.StateFile);

        await gateway.StartAgainAsync();

        Assert.Single(gateway.Records("recovery"));
    }

    [Theory]
    [InlineData("kept")]
    [InlineData("deleted")]
    [InlineData("garbage")]
    [InlineData("forged")]
    public async Task Keys_AfterARestart_AreThoseOfTheLogWhateverTheSnapshotSays(string snapshot)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        var revoked = await gateway.CreateKeyAsync("claims", "AIS-0001", "employee");
        var id = revoked.Split('_')[1];
        using var revocation = await gateway.OperateAsync(HttpMethod.Post, $"/callers/{id}/revoke", """{"reason":"lost"}""");
        await gateway.StopAsync();
        Tamper(gateway.Options.StateFile, snapshot);

        await gateway.StartAgainAsync();

        using var good = await gateway.ChatAsync("hi");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        using var bad = await gateway.SendAsync("/v1/chat/completions", "{}", request => request.Headers.Authorization = new("Bearer", revoked));
        Assert.Equal(HttpStatusCode.Unauthorized, bad.StatusCode);
    }

    [Fact]
    public async Task Keys_ChangedInAnOldSegment_StopTheStart()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await gateway.StopAsync();
        await WriteLogOfSmallSegmentsAsync(gateway);
        await gateway.StartAgainAsync();
        await gateway.StopAsync();
        File.Delete(gateway.Options.StateFile);
        Promote(Path.Combine(gateway.Options.LedgerFolder, "segments", "0000000000000000.seg"));

        var refusal = await Assert.ThrowsAsync<LedgerOpenException>(gateway.StartAgainAsync);

        Assert.Equal("corrupt", refusal.Code);
    }

    [Fact]
    public async Task Log_AfterTrafficAndRestart_Verifies()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        using (await gateway.ChatAsync("hi")) { }
        using (await gateway.ChatAsync($"use {SampleAnswers.CloudKey}")) { }
        await gateway.StopAsync();
        await gateway.StartAgainAsync();
        using (await gateway.ChatAsync("hi again")) { }
        await gateway.StopAsync();

        var report = LedgerVerification.Verify(gateway.Options.LedgerFolder, gateway.LogKey(), VerificationMode.Full, null, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationVerdict.Valid, report.Verdict);
    }

    /// <summary>A log whose first segment holds a caller's key and is not the one that the opening reads whole.</summary>
    private static async Task WriteLogOfSmallSegmentsAsync(RunningGateway gateway)
    {
        File.Delete(gateway.Options.StateFile);
        Directory.Delete(gateway.Options.LedgerFolder, recursive: true);
        using var signer = NoteSigner.Parse((await File.ReadAllTextAsync(Path.Combine(gateway.Options.KeysFolder, "log.key"), TestContext.Current.CancellationToken)).Trim());
        await using var writer = await LedgerWriter.OpenAsync(
            new LedgerWriterOptions
            {
                Folder = gateway.Options.LedgerFolder,
                Origin = gateway.Options.Origin,
                Writer = gateway.Options.Writer,
                LogSigner = signer,
                SegmentSizeBytes = LedgerWriterOptions.MinimumSegmentSizeBytes,
                CommitTimeout = TimeSpan.FromSeconds(20),
            },
            TestContext.Current.CancellationToken);
        await writer.AppendAsync(KeyRecords.Created(new CallerKey("bcdfghjk", "claims", "AIS-0001", ["employee"], new byte[32], gateway.Time.GetUtcNow(), null, null)), TestContext.Current.CancellationToken);
        var filling = new string('x', 8000);
        for (var i = 0; i < 20; i++) await writer.AppendAsync(new RecordDraft("event").Set("text", filling), TestContext.Current.CancellationToken);
        await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Gives the key another role of the same length and the frame its checksum again, as somebody does who knows the format.</summary>
    private static void Promote(string segment)
    {
        var bytes = File.ReadAllBytes(segment);
        var role = bytes.AsSpan().IndexOf("employee"u8);
        "director"u8.CopyTo(bytes.AsSpan(role));
        for (var frame = 4096; ;)
        {
            var length = (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(frame)) & 0x7FFF_FFFF);
            var next = frame + 8 + length;
            if (role < next)
            {
                var checksum = Crc32C(Crc32C(uint.MaxValue, bytes.AsSpan(frame, 4)), bytes.AsSpan(frame + 8, length));
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(frame + 4), ~checksum);
                break;
            }

            frame = next;
        }

        File.WriteAllBytes(segment, bytes);
    }

    private static uint Crc32C(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) checksum = BitOperations.Crc32C(checksum, b);
        return checksum;
    }

    private static void Tamper(string file, string how)
    {
        switch (how)
        {
            case "deleted":
                File.Delete(file);
                break;
            case "garbage":
                File.WriteAllText(file, "{");
                break;
            case "forged":
                // The revocation is taken out of the content; without the key the MAC cannot follow.
                using (var document = JsonDocument.Parse(File.ReadAllBytes(file)))
                {
                    var content = System.Text.Encoding.UTF8.GetString(document.RootElement.GetProperty("content").GetBytesFromBase64());
                    var forged = Unrevoke(content);
                    Assert.NotEqual(content, forged);
                    File.WriteAllText(file, JsonSerializer.Serialize(new { content = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(forged)), mac = document.RootElement.GetProperty("mac").GetString() }));
                }

                break;
        }
    }

    private static string Unrevoke(string content)
    {
        const string member = "\"revoked\":\"2";
        var at = content.IndexOf(member, StringComparison.Ordinal);
        return string.Concat(content.AsSpan(0, at), "\"revoked\":\"none", content.AsSpan(content.IndexOf('"', at + member.Length)));
    }
}
