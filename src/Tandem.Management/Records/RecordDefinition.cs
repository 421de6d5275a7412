using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Records;

/// <summary>All that is fixed about a register: what its records are called, consist of and must obey. Declared once by its feature; pages, API, bulk edit, history and exports follow from it.</summary>
public sealed record RecordDefinition<T> : Register
    where T : Record
{
    private const string FileMember = "fileHash";

    /// <summary>In the order of the form; fields of one section stand together.</summary>
    public required IReadOnlyList<RecordField<T>> Fields { get; init; }

    public required TableDefinition<T> Table { get; init; }

    /// <summary>The table for whom and on what day it is asked for, where filters depend on that, such as those of one's own tasks; null where <see cref="Table"/> holds for all.</summary>
    public Func<IServiceProvider, TableDefinition<T>>? TableFor { get; init; }

    public required Func<T, string> Title { get; init; }

    /// <summary>State in words with what it means; null for a register without states.</summary>
    public Func<T, (string Words, Tone Tone)>? State { get; init; }

    /// <summary>What the search finds a record by, besides its key.</summary>
    public required Func<T, IEnumerable<string>> SearchWords { get; init; }

    /// <summary>Makes an empty record with the given key, author and time; the fields are written afterwards.</summary>
    public required Func<RecordStart, T> Create { get; init; }

    /// <summary>Rules over more than one field or record.</summary>
    public Func<RecordDraft<T>, CancellationToken, Task>? Check { get; init; }

    /// <summary>Rules over other records that a record must keep when it comes back from the archive; what it held may have been taken meanwhile.</summary>
    public Func<RecordDraft<T>, CancellationToken, Task>? CheckRestored { get; init; }

    /// <summary>Rules that a record must keep to be taken out of use, such as that nothing signed rests on it; null when it always can be.</summary>
    public Func<RecordDraft<T>, CancellationToken, Task>? CheckArchived { get; init; }

    /// <summary>What belongs to a save and is stored with it or not at all; called after the record was written, in the transaction. Errors added here are not looked at: rules belong into <see cref="Check"/>.</summary>
    public Func<RecordDraft<T>, CancellationToken, Task>? WithSave { get; init; }

    /// <summary>Tells of a save of one or several records, after it was committed, to whoever does something with it soon, such as an export. Takes no time of its own.</summary>
    public Action<IServiceProvider>? AfterSave { get; init; }

    /// <summary>Fields that a person (given by key) may change in a record although it is another's, such as the state of a task for its assignee; null when there are none.</summary>
    public Func<T, string, IReadOnlyCollection<string>>? EntrustedTo { get; init; }

    /// <summary>States and what leads from one to the next; null for a register whose records have none, or whose state anybody who may edit sets.</summary>
    public Workflow<T>? Workflow { get; init; }

    /// <summary>SHA-256 of the file that belongs to a record, lower-case hex, which the record keeps as `FileHash`; null for a register without files, and for a record that has none yet. What is signed for covers it.</summary>
    public Func<T, string?>? FileHash { get; init; }

    internal override string? StateField => Workflow?.Field;

    /// <summary>The table for one request, searched by the register's index.</summary>
    internal TableDefinition<T> TableOf(IServiceProvider services) =>
        (TableFor?.Invoke(services) ?? Table) with { SearchAll = (rows, words, isCounted) => services.GetRequiredService<SearchIndex>().Find(rows, words, isCounted) };

    public RecordField<T>? FindField(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>Values of all fields as the API and the history write them.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Read(T record) => Fields.ToDictionary(field => field.Name, field => field.Read(record), StringComparer.Ordinal);

    internal override IReadOnlyDictionary<string, JsonNode?> ReadFields(Record record) => Read((T)record);

    internal override (string Label, string Words)? Say(string member, JsonNode? value) => FindField(member) is { } field ? (field.Label, field.Words(value)) : null;

    // The history names members like the fields; a test holds that.
    internal override bool IsContent(string member) => member == FileMember || (member != StateField && FindField(member) is not null);

    internal override string? FileHashOf(Record record) => FileHash?.Invoke((T)record);

    internal override async Task<Record?> FindAsync(TandemDbContext db, string key, CancellationToken cancellation) =>
        await db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellation);

    internal override IReadOnlyCollection<string> FieldsEntrustedTo(Record record, string personKey) => EntrustedTo?.Invoke((T)record, personKey) ?? [];

    internal override RecordSummary Summarise(Record record)
    {
        var known = (T)record;
        var state = State?.Invoke(known);
        return new(Type, known.Key, Title(known), state?.Words, state?.Tone ?? Tone.Neutral, known.Owner, known.OwnerName, PathOf(known.Key), known.Version, known.ArchivedAt is not null);
    }

    internal override async Task<IReadOnlyList<RecordSummary>> SearchAsync(TandemDbContext db, IReadOnlyList<string> words, int most, CancellationToken cancellation)
    {
        var rows = new SearchIndex(db).Find(db.Set<T>().AsNoTracking().Where(r => r.ArchivedAt == null), words, isCounted: false);
        return (await rows.OrderByDescending(r => r.Number).Take(most).ToListAsync(cancellation)).ConvertAll(Summarise);
    }

    internal override async Task<IReadOnlyList<RecordSummary>> ListAsync(TandemDbContext db, IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        (await db.Set<T>().AsNoTracking().Where(r => keys.Contains(r.Key)).ToListAsync(cancellation)).ConvertAll(Summarise);

    internal override string RecordName => typeof(T).Name;

    internal override IDictionary<string, IOpenApiSchema> DescribeFields() =>
        Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => field.Describe(), StringComparer.Ordinal);

    internal override JsonObject ExampleFields() => new(Fields.Where(field => field.IsRequired).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Describe().Examples is [var example, ..] ? example.DeepClone() : JsonValue.Create(field.Label))));

    internal override async Task RenamePersonAsync(TandemDbContext db, string personKey, string oldName, string newName, CancellationToken cancellation)
    {
        foreach (var field in Fields)
            await field.RenamePersonAsync(db, personKey, oldName, newName, cancellation);
    }
}

/// <summary>What a new record is made with.</summary>
public sealed record RecordStart(Guid Id, string Key, long Number, DateTimeOffset At, string By);
