using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.BulkEdits;

/// <summary>Bulk edits as the API takes and gives them; alike for every register.</summary>
internal static class BulkEditApi
{
    /// <param name="Add">Tags that every row is to have.</param>
    /// <param name="Remove">Tags that no row is to have.</param>
    internal sealed record TagChange(string?[]? Add, string?[]? Remove);

    /// <summary>Body of a preview.</summary>
    /// <param name="Keys">Keys of the rows; or nothing, and <paramref name="Query"/>.</param>
    /// <param name="Query">The part of the list's address after `?`: all rows that it leaves.</param>
    /// <param name="Fields">New values by field name.</param>
    /// <param name="Tags">Tags to add and to take away; `tags` among the fields replaces them.</param>
    internal sealed record Look(string?[]? Keys, string? Query, Dictionary<string, JsonElement>? Fields, TagChange? Tags);

    /// <param name="Key">Key of the record.</param>
    /// <param name="Version">Version that the preview showed; a record that was changed since is refused.</param>
    internal sealed record SeenRow(string? Key, int Version);

    /// <summary>Body of a bulk edit.</summary>
    /// <param name="Rows">Rows with the version that was looked at.</param>
    /// <param name="Fields">New values by field name.</param>
    /// <param name="Tags">Tags to add and to take away.</param>
    /// <param name="Reason">Why; must not be empty.</param>
    /// <param name="Changed">Rows that the preview said would change: when more would now, nothing is changed. Left out: any number.</param>
    internal sealed record Change(SeenRow?[]? Rows, Dictionary<string, JsonElement>? Fields, TagChange? Tags, string? Reason, int? Changed);

    /// <summary>Body of an undo.</summary>
    /// <param name="Reason">Why; must not be empty.</param>
    internal sealed record Undo(string? Reason);

    internal sealed record Values(JsonNode? Before, JsonNode? After);

    /// <summary>What becomes of a row.</summary>
    /// <param name="Key">Key of the record.</param>
    /// <param name="Version">Version that was looked at; 0 when there is no such record.</param>
    /// <param name="Outcome">`changed`, `unchanged` or `refused`.</param>
    /// <param name="Why">Why the row, or a field of it, is left as it is; empty when nothing is.</param>
    /// <param name="Fields">What changes, by field name.</param>
    internal sealed record RowAnswer(string Key, int Version, string Outcome, string Why, IReadOnlyDictionary<string, Values> Fields);

    /// <param name="Changed">Rows that would be changed.</param>
    /// <param name="Unchanged">Rows that have the values already.</param>
    /// <param name="Refused">Rows that would be left as they are.</param>
    /// <param name="Rows">All of them.</param>
    internal sealed record PreviewAnswer(int Changed, int Unchanged, int Refused, IReadOnlyList<RowAnswer> Rows);

    /// <summary>A bulk edit.</summary>
    /// <param name="Key">Such as `BLK-0001`.</param>
    /// <param name="Register">Type of the records, such as `ai-system`.</param>
    /// <param name="What">What was changed, in words.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Undoes">Key of the bulk edit that it undoes; null for none.</param>
    /// <param name="CreatedAt">When.</param>
    /// <param name="CreatedBy">By whom.</param>
    /// <param name="Changed">Rows that were changed.</param>
    /// <param name="Unchanged">Rows that had the values already.</param>
    /// <param name="Refused">Rows that were left as they are.</param>
    /// <param name="Rows">All of them; null in lists.</param>
    internal sealed record Answer(
        string Key, string Register, string What, string Reason, string? Undoes, DateTimeOffset CreatedAt, string CreatedBy, int Changed, int Unchanged, int Refused, IReadOnlyList<RowAnswer>? Rows);

    /// <param name="BulkEdits">In the order of their keys.</param>
    /// <param name="Next">Number to give as `after` for the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<Answer> BulkEdits, long? Next);

    internal static IResult Result(BulkEditOutcome outcome) => outcome switch
    {
        BulkEditOutcome.Stored stored => Results.Created($"/api/bulk-edits/{stored.Edit.Key}", AnswerOf(stored.Edit, stored.Rows.Select(AnswerOf).ToList())),
        BulkEditOutcome.Nothing nothing => Results.Problem(
            title: "nothing was changed", detail: "every row has these values already, or was changed meanwhile, or is refused; `rows` says which, look at a preview and decide again", statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["rows"] = nothing.Rows.Select(AnswerOf).ToList() }),
        BulkEditOutcome.MoreThanConfirmed more => Results.Problem(title: "more would be changed than was confirmed", detail: more.Why, statusCode: StatusCodes.Status409Conflict),
        BulkEditOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        BulkEditOutcome.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static PreviewAnswer AnswerOf(IReadOnlyList<BulkRow> rows) =>
        new(rows.Count(row => row.Outcome == BulkOutcome.Changed), rows.Count(row => row.Outcome == BulkOutcome.Unchanged), rows.Count(row => row.Outcome == BulkOutcome.Refused), rows.Select(AnswerOf).ToList());

    internal static Answer AnswerOf(BulkEdit edit, IReadOnlyList<RowAnswer>? rows) => new(
        edit.Key, edit.Register, edit.What, edit.Reason, edit.Undoes.Length == 0 ? null : edit.Undoes, edit.CreatedAt, edit.CreatedBy, edit.Changed, edit.Unchanged, edit.Refused, rows);

    internal static RowAnswer AnswerOf(BulkEditRow row) => new(
        row.RecordKey, row.VersionBefore, BulkWords.Name(row.Outcome), row.Why,
        JsonNode.Parse(row.Fields)!.AsObject().ToDictionary(pair => pair.Key, pair => new Values(pair.Value!["before"]?.DeepClone(), pair.Value["after"]?.DeepClone()), StringComparer.Ordinal));

    private static RowAnswer AnswerOf(BulkRow row) => new(
        row.Key, row.Version, BulkWords.Name(row.Outcome), row.Why, row.Changes.ToDictionary(change => change.Field, change => new Values(change.Before, change.After), StringComparer.Ordinal));
}
