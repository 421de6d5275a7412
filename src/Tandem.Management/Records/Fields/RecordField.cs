using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>One field of a register: how it is named, entered, checked, stored and shown. The value travels as JSON, in one form for page, API, history and undo.</summary>
/// <param name="name">Name in form, API and history; camelCase, as the history writes the property.</param>
/// <param name="label">What pages call it.</param>
public abstract class RecordField<T>(string name, string label)
    where T : Record
{
    public string Name { get; } = name;

    public string Label { get; } = label;

    /// <summary>A sentence below the input; null for none.</summary>
    public string? Help { get; init; }

    /// <summary>Heading under which the field stands in form and overview.</summary>
    public string Section { get; init; } = "";

    public bool IsRequired { get; init; }

    /// <summary>False for what must be decided record by record.</summary>
    public bool IsBulkEditable { get; init; } = true;

    /// <summary>True for what is said with a change and not kept, so that a page has nothing to show of it.</summary>
    public bool IsOfChangeOnly { get; init; }

    /// <summary>True for what takes the whole width of the form.</summary>
    public bool IsWide { get; init; }

    /// <summary>The value as the API and the history write it.</summary>
    public abstract JsonNode? Read(T record);

    /// <summary>Puts a value into the one form that is stored: white space trimmed, missing as empty. Called before <see cref="Problem"/>.</summary>
    public abstract JsonNode? Tidy(JsonNode? value);

    /// <summary>What is wrong with a tidied value and what to do; null when nothing is.</summary>
    public abstract string? Problem(JsonNode? value);

    /// <summary>Stores a tidied value without a problem.</summary>
    public abstract void Write(T record, JsonNode? value);

    /// <summary>The one form of what several texts can stand for, such as the key of a person who was given by name; asks the database where it must.</summary>
    public virtual Task<JsonNode?> ResolveAsync(JsonNode? value, IServiceProvider services, CancellationToken cancellation) => Task.FromResult(value);

    /// <summary>Stores a resolved value where that needs the database; what is wrong with it and what to do, null when it is stored.</summary>
    public virtual Task<string?> WriteAsync(T record, JsonNode? value, IServiceProvider services, CancellationToken cancellation)
    {
        Write(record, value);
        return Task.FromResult<string?>(null);
    }

    /// <summary>Stores what another record holds, without asking the database again.</summary>
    internal virtual void Copy(T from, T to) => Write(to, Read(from));

    /// <summary>What a record holds in words for people, where they say more than the value itself: the name of a person who is stored by key.</summary>
    internal virtual string WordsIn(T record) => Words(Read(record));

    /// <summary>Writes a person's new name where the field keeps it beside the person's key; most fields keep none.</summary>
    internal virtual Task RenamePersonAsync(TandemDbContext db, string personKey, string oldName, string newName, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>What a form sent for the field.</summary>
    public abstract JsonNode? FromForm(IFormCollection form);

    /// <summary>What the API takes and gives for the field.</summary>
    internal OpenApiSchema Describe()
    {
        var schema = Shape;
        schema.Title = Label;
        schema.Description = $"{Help}{(IsRequired ? " Must not be empty." : "")}".Trim();
        return schema;
    }

    /// <summary>Type, allowed values and lengths; anything when a field does not say.</summary>
    private protected virtual OpenApiSchema Shape => new();

    /// <summary>The value in words for people; several things one to a line; empty when there is none.</summary>
    public abstract string Words(JsonNode? value);

    /// <summary>The input with label, help and errors.</summary>
    public abstract RenderFragment Input(JsonNode? value, FormErrors errors);

    /// <summary>The value beside another one, to choose between them: words without links.</summary>
    public virtual RenderFragment Compare(JsonNode? value) => FieldInputs.Compared(Words(value));

    /// <summary>The value on a page.</summary>
    public virtual RenderFragment Show(JsonNode? value) => FieldInputs.Value(Words(value));
}
