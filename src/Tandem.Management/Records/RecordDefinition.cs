using System.Text.Json.Nodes;
using Tandem.Management.Access;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Records;

/// <summary>All that is fixed about a register: what its records are called, consist of and must obey. Declared once by its feature; pages, API, bulk edit, history and exports follow from it.</summary>
public sealed record RecordDefinition<T>
    where T : Record
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

    /// <summary>In the order of the form; fields of one section stand together.</summary>
    public required IReadOnlyList<RecordField<T>> Fields { get; init; }

    public required TableDefinition<T> Table { get; init; }

    public required Func<T, string> Title { get; init; }

    /// <summary>State in words with what it means; null for a register without states.</summary>
    public Func<T, (string Words, Tone Tone)>? State { get; init; }

    /// <summary>What the search finds a record by, besides its key.</summary>
    public required Func<T, IEnumerable<string>> SearchWords { get; init; }

    /// <summary>Makes an empty record with the given key, author and time; the fields are written afterwards.</summary>
    public required Func<RecordStart, T> Create { get; init; }

    /// <summary>Rules over more than one field or record.</summary>
    public Func<RecordDraft<T>, CancellationToken, Task>? Check { get; init; }

    /// <summary>What follows a save, such as an export; the save stands whatever becomes of it.</summary>
    public Func<IServiceProvider, T, CancellationToken, Task>? AfterSave { get; init; }

    /// <summary>Permission needed to create, change and archive; a constant of <see cref="Permissions"/>.</summary>
    public string EditPermission { get; init; } = Permissions.Edit;

    public RecordField<T>? FindField(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>Values of all fields as the API and the history write them.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Read(T record) => Fields.ToDictionary(field => field.Name, field => field.Read(record), StringComparer.Ordinal);
}

/// <summary>What a new record is made with.</summary>
public sealed record RecordStart(Guid Id, string Key, long Number, DateTimeOffset At, string By);
