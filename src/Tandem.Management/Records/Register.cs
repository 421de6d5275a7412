using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>One register seen from outside, whatever its records consist of: for links, comments, tasks, search and rights, which serve all of them alike.</summary>
public abstract record Register
{
    /// <summary>As history and ledger name it, for example `ai-system`.</summary>
    public required string Type { get; init; }

    /// <summary>First letters of the keys, for example `AIS`.</summary>
    public required string KeyPrefix { get; init; }

    /// <summary>Address of the list, for example `/ai-systems`; the API stands at `/api` and this.</summary>
    public required string Path { get; init; }

    /// <summary>One of them in a sentence, for example `AI system`.</summary>
    public required string Singular { get; init; }

    /// <summary>Heading of the list, for example `AI systems`.</summary>
    public required string Plural { get; init; }

    /// <summary>Name of a Tabler icon listed in icons.txt.</summary>
    public required string Icon { get; init; }

    /// <summary>What the list is for, in one sentence.</summary>
    public required string Lead { get; init; }

    /// <summary>Who may create and change its records.</summary>
    public RegisterRights Rights { get; init; } = RegisterRights.Usual;

    public string PathOf(string key) => $"{Path}/{Uri.EscapeDataString(key)}";

    /// <summary>Name of the field that only transitions change; null for a register without a workflow.</summary>
    internal abstract string? StateField { get; }

    /// <summary>Values of all fields as the API and the history write them.</summary>
    /// <exception cref="InvalidCastException">The record is one of another register.</exception>
    internal abstract IReadOnlyDictionary<string, JsonNode?> ReadFields(Record record);

    /// <summary>What pages call a member of the history and its value; null for a member that is no field.</summary>
    internal abstract (string Label, string Words)? Say(string member, JsonNode? value);

    /// <summary>True for a member of the history that is part of what is signed for: every field but the state, and the file.</summary>
    internal abstract bool IsContent(string member);

    /// <summary>SHA-256 of the file that belongs to the record; null when there is none.</summary>
    /// <exception cref="InvalidCastException">The record is one of another register.</exception>
    internal abstract string? FileHashOf(Record record);

    /// <summary>The record with this key, archived or not, not tracked; null when there is none.</summary>
    internal abstract Task<Record?> FindAsync(TandemDbContext db, string key, CancellationToken cancellation);

    /// <summary>Fields that a person may change in a record of this register although it is another's; empty for none.</summary>
    internal abstract IReadOnlyCollection<string> FieldsEntrustedTo(Record record, string personKey);

    /// <summary>What can be said of a record of this register in one line.</summary>
    /// <exception cref="InvalidCastException">The record is one of another register.</exception>
    internal abstract RecordSummary Summarise(Record record);

    /// <summary>Records in use that hold every word (in lower case), newest key first; at most <paramref name="most"/>.</summary>
    internal abstract Task<IReadOnlyList<RecordSummary>> SearchAsync(TandemDbContext db, IReadOnlyList<string> words, int most, CancellationToken cancellation);

    /// <summary>The records with these keys, in no order; keys that do not exist are left out.</summary>
    internal abstract Task<IReadOnlyList<RecordSummary>> ListAsync(TandemDbContext db, IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>Name of its records in the description of the API, for example `AiSystem`.</summary>
    internal abstract string RecordName { get; }

    /// <summary>Shape of each field in the description of the API, by name.</summary>
    internal abstract IDictionary<string, IOpenApiSchema> DescribeFields();

    /// <summary>Values that a new record can have: one for each field it must have.</summary>
    internal abstract JsonObject ExampleFields();

    /// <summary>Writes a person's new name wherever this register keeps it beside the person's key.</summary>
    internal abstract Task RenamePersonAsync(TandemDbContext db, string personKey, string oldName, string newName, CancellationToken cancellation);
}
