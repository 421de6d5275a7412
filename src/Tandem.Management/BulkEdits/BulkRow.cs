using System.Text.Json.Nodes;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>What a bulk edit does to one record, or would do.</summary>
/// <param name="Key">The record.</param>
/// <param name="Title">What it is called; empty when there is none.</param>
/// <param name="Version">Version that was looked at; 0 when there is none.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Why">Why it, or a field of it, is left as it is; empty when nothing is.</param>
public sealed record BulkRow(string Key, string Title, int Version, BulkOutcome Outcome, string Why)
{
    public IReadOnlyList<BulkFieldChange> Changes { get; init; } = [];

    /// <summary>Version afterwards.</summary>
    public int VersionAfter { get; init; }

    internal static BulkRow Of<T>(RecordDefinition<T> definition, T record)
        where T : Record =>
        new(record.Key, FormText.Shortened(definition.Title(record), BulkEditLimits.Title), record.Version, BulkOutcome.Refused, "") { VersionAfter = record.Version };

    internal static BulkRow Missing(Register register, string key) => new(key, "", 0, BulkOutcome.Refused, $"there is no {register.Singular} `{key}`; take the row out");

    internal BulkRow Refuse(string why) => this with { Outcome = BulkOutcome.Refused, Why = FormText.Shortened(why, BulkEditLimits.Words) };

    /// <summary>Fields before and after, in words.</summary>
    internal string What => FormText.Shortened(string.Join("; ", Changes.Select(change => $"{change.Label}: {Or(change.BeforeWords)} → {Or(change.AfterWords)}")), BulkEditLimits.Words);

    internal string FieldsText =>
        new JsonObject(Changes.Select(change => KeyValuePair.Create<string, JsonNode?>(change.Field, new JsonObject { ["before"] = change.Before?.DeepClone(), ["after"] = change.After?.DeepClone() }))).ToJsonString(JsonColumn.Options);

    internal static string Or(string words) => words.Length == 0 ? "(empty)" : words;
}

/// <summary>One field of a row before and after.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Label">What pages call it.</param>
/// <param name="Before">Value before, as API and history write it.</param>
/// <param name="After">Value after.</param>
/// <param name="BeforeWords">The value before in words, shortened.</param>
/// <param name="AfterWords">The value after in words, shortened.</param>
public sealed record BulkFieldChange(string Field, string Label, JsonNode? Before, JsonNode? After, string BeforeWords, string AfterWords);
