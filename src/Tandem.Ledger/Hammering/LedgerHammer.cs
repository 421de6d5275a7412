using System.Globalization;
using System.Security.Cryptography;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Hammering;

/// <summary>Load that checks: whatever the log acknowledged is read back and proved.</summary>
public static class LedgerHammer
{
    /// <summary>Kind of the records that a hammer writes.</summary>
    public const string Kind = "hammer";

    private const int MaximumCallers = 4096;
    private const int MaximumTextBytes = 8192;
    private const int MaximumProblems = 100;
    private const int IdBytes = 16;

    /// <summary>Opens the log, puts the load on it, closes it, and reads back what was acknowledged.</summary>
    /// <param name="log">How the log is opened. Its records stay: hammer a log that is there for it.</param>
    /// <param name="options">The load.</param>
    /// <param name="cancellationToken">Ends the load early; what was acknowledged is still read back.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">An option has an invalid value.</exception>
    /// <exception cref="LedgerOpenException">The log must not be appended to.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public static async Task<HammerResult> RunAsync(LedgerWriterOptions log, HammerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Callers is < 1 or > MaximumCallers) throw new ArgumentException($"callers is {options.Callers}; choose 1 to {MaximumCallers}", nameof(options));
        if (options.TextBytes is < 0 or > MaximumTextBytes) throw new ArgumentException($"text bytes is {options.TextBytes}; choose 0 to {MaximumTextBytes}", nameof(options));
        if (options.Count is null && options.Duration is null) throw new ArgumentException("neither count nor duration is given; give one", nameof(options));

        var time = log.TimeProvider;
        HammerCaller[] callers;
        TimeSpan elapsed;
        await using (var writer = await LedgerWriter.OpenAsync(log, CancellationToken.None).ConfigureAwait(false))
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (options.Duration is { } duration) ending.CancelAfter(duration);
            var quota = new HammerQuota(options.Count ?? long.MaxValue);
            callers = [.. Enumerable.Range(0, options.Callers).Select(_ => new HammerCaller(writer, options, quota, time))];
            var start = time.GetTimestamp();
            await Task.WhenAll(callers.Select(caller => Task.Run(() => caller.RunAsync(ending.Token), CancellationToken.None))).ConfigureAwait(false);
            elapsed = time.GetElapsedTime(start);
        }

        var acknowledged = callers.SelectMany(caller => caller.Acknowledged).OrderBy(receipt => receipt.Index).ToList();
        var problems = new List<string>();
        var lost = options.ReadBack ? ReadBack(log.Folder, log.LogSigner.VerifierKey, acknowledged, problems) : 0;
        return new HammerResult(
            acknowledged.Count, callers.Sum(caller => caller.Refused), lost, elapsed, elapsed > TimeSpan.Zero ? acknowledged.Count / elapsed.TotalSeconds : 0,
            HammerLatency.Of([.. callers.SelectMany(caller => caller.Latencies)]), problems);
    }

    /// <summary>Reads back what a killed hammer had acknowledged. Open the log once with its writer before, so that a checkpoint covers it.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="logKey">The log's verifier key.</param>
    /// <param name="acknowledged">The lines written by <see cref="HammerOptions.Acknowledged"/>; an unfinished last line is ignored.</param>
    /// <param name="problems">Receives what was wrong, at most 100 lines.</param>
    /// <returns>Acknowledged records, and how many of them are lost.</returns>
    /// <exception cref="FormatException">A line has another form.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (long Acknowledged, long Lost) CheckAcknowledged(string folder, VerifierKey logKey, TextReader acknowledged, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(acknowledged);
        ArgumentNullException.ThrowIfNull(problems);
        var receipts = new List<HammerReceipt>();
        var text = acknowledged.ReadToEnd();
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                throw new FormatException($"`{line}` is no line of a hammer; expected `index id`");
            receipts.Add(new HammerReceipt(index, parts[1]));
        }

        return (receipts.Count, ReadBack(folder, logKey, receipts, problems));
    }

    internal static (RecordDraft Draft, string Id) NewRecord(int textBytes)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        RandomNumberGenerator.Fill(id);
        var text = Convert.ToHexStringLower(id);
        return (new RecordDraft(Kind).Set("id", text).Set("text", new string('x', textBytes)), text);
    }

    private static long ReadBack(string folder, VerifierKey logKey, List<HammerReceipt> acknowledged, ICollection<string> problems)
    {
        long lost = 0;
        using var reader = LedgerReader.Open(folder, logKey);
        long? previous = null;
        foreach (var receipt in acknowledged)
        {
            var problem = previous == receipt.Index ? "was given to two callers" : Check(reader, logKey, receipt);
            previous = receipt.Index;
            if (problem is null) continue;
            lost++;
            if (problems.Count < MaximumProblems) problems.Add($"record {receipt.Index} {problem}");
        }

        return lost;
    }

    private static string? Check(LedgerReader reader, VerifierKey logKey, HammerReceipt receipt)
    {
        try
        {
            var proof = reader.Prove(receipt.Index);
            if (!proof.Record.Root.TryGetProperty("id", out var id) || id.GetString() != receipt.Id) return "is another record than the acknowledged one";
            var failed = proof.Check(logKey, null).Steps.FirstOrDefault(step => !step.Passed);
            return failed is null ? null : $"has no valid proof: {failed.Code}";
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidDataException)
        {
            return $"is not there: {exception.Message}";
        }
    }
}
