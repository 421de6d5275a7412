using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Ledger.Reading;
using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Ui;

namespace Tandem.Management.Decisions;

/// <summary>One decision in full, its proof checked while the page is made, and the files with which others check it without us.</summary>
internal static class ShowDecision
{
    /// <summary>Whether the record holds all fields of each minimum set.</summary>
    internal sealed record MinimumSets(bool SecurityLogging, bool AiEventLogs);

    /// <param name="IsValid">Null when the proof could not be checked.</param>
    /// <param name="Trouble">Why it could not; null when it could.</param>
    /// <param name="Steps">What was checked, in order; null when nothing was.</param>
    internal sealed record CheckedSteps(bool? IsValid, string? Trouble, IReadOnlyList<RecordProofStep>? Steps);

    /// <summary>A decision.</summary>
    /// <param name="Index">Index of the record that completes it.</param>
    /// <param name="DecisionIndex">Index of the record in which it was decided.</param>
    /// <param name="IsPending">True while its end is not recorded.</param>
    /// <param name="Alarm">Why nothing of it may be relied on; null when it may.</param>
    /// <param name="Record">The completing record as it stands in the log.</param>
    /// <param name="DecisionRecord">The deciding record, where it is another one.</param>
    /// <param name="Holds">Minimum sets of fields.</param>
    /// <param name="Fields">Fields that the record holds.</param>
    /// <param name="Proof">Its proof, checked while this was answered.</param>
    internal sealed record DecisionAnswer(
        long Index, long DecisionIndex, bool IsPending, string? Alarm, JsonElement? Record, JsonElement? DecisionRecord, MinimumSets Holds, IReadOnlyList<string> Fields, CheckedSteps Proof);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/decisions/{index:long:min(0)}", Show);
        app.MapGet("/decisions/{index:long:min(0)}/entry", (long index, string? @as, RecordReading reading) => Entry(index, @as, reading));
        app.MapGet("/decisions/{index:long:min(0)}/tlog-proof", (long index, string? @as, RecordReading reading) => Proof(index, @as, reading));
        app.MapGet("/api/decisions/{index:long:min(0)}", Answer)
            .WithSummary("One decision with its record and the steps of its proof").Produces<DecisionAnswer>();
    }

    private static IResult Show(long index, DecisionIndexReader hits, RecordReading reading, MinimumFieldSets sets, GatewayLog log)
    {
        if (hits.Find(index) is { } hit && hit.Index != index)
            return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/decisions/{hit.Index}"));
        if (Load(index, hits, reading) is not { } decision)
            return Results.NotFound();
        return Page.Show<DecisionPage>(new
        {
            Decision = decision,
            Proof = reading.Prove(decision.Completing.Index),
            DecidedProof = decision.Decided is { } decided ? reading.Prove(decided.Index) : null,
            Sets = sets,
            LogFolder = log.Folder,
            log.KeyFile,
        });
    }

    private static Decision? Load(long index, DecisionIndexReader hits, RecordReading reading)
    {
        if (hits.Find(index) is { } hit)
        {
            var completing = reading.Read(hit);
            var decided = hit.DecisionIndex == hit.Index ? null : reading.ReadAt(hit.DecisionIndex);
            return new Decision(completing, decided, IsPending: false, DecisionColumns.Held(completing) ?? FieldSet.Empty);
        }
        // Not indexed yet, or in flight: the record itself says what it is.
        var record = reading.ReadAt(index);
        if (record.Record is null || CompletingRecord.Step(record.Record) is not { } step)
            return null;
        return new Decision(record, null, step is IndexStep.Await, DecisionColumns.Held(record) ?? FieldSet.Empty);
    }

    private static IResult Entry(long index, string? part, RecordReading reading) => reading.ReadAt(index).Record is { } record
        ? Results.File(record.Entry.ToArray(), "text/plain; charset=utf-8", FileName(index, part) + ".note")
        : Results.NotFound();

    private static IResult Proof(long index, string? part, RecordReading reading) => reading.Prove(index).Proof is { } proof
        ? Results.File(Encoding.UTF8.GetBytes(proof.TlogProofText), "text/plain; charset=utf-8", FileName(index, part) + ".tlog-proof")
        : Results.NotFound();

    /// <summary>`entry` and `key` are the names that the script of docs/formats/verify-a-record.md reads.</summary>
    private static string FileName(long index, string? part) => part is "entry" or "key" ? part : string.Create(CultureInfo.InvariantCulture, $"record-{index}");

    private static IResult Answer(long index, DecisionIndexReader hits, RecordReading reading, MinimumFieldSets sets)
    {
        if (Load(index, hits, reading) is not { } decision)
            return Results.NotFound();
        var proof = reading.Prove(decision.Completing.Index);
        return Results.Ok(new DecisionAnswer(
            decision.Completing.Index, decision.Decided?.Index ?? decision.Completing.Index, decision.IsPending, decision.Completing.Alarm, decision.Completing.Record?.Root, decision.Decided?.Record?.Root,
            new(decision.Held.Holds(sets.SecurityLogging), decision.Held.Holds(sets.AiEventLogs)), [.. decision.Held.Names], new(proof.Result?.IsValid, proof.Trouble, proof.Result?.Steps)));
    }
}
