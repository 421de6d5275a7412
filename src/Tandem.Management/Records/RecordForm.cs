using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>What a person's form says, as the patch that every other way of changing a record uses too.</summary>
internal static class RecordForm
{
    /// <summary>Name of the hidden input by which the page that compares two versions carries what was entered.</summary>
    internal const string Entered = "entered";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    internal static RecordPatch Read<T>(RecordDefinition<T> definition, IFormCollection form)
        where T : Record =>
        // The form of a stored record has no input for a state that only transitions change.
        new(definition.Fields.Where(field => field.Name != definition.Workflow?.Field || form.ContainsKey(field.Name)).ToDictionary(field => field.Name, field => field.Tidy(field.FromForm(form)), StringComparer.Ordinal), Version(form), form["reason"].ToString());

    /// <summary>From the page that compares: what was entered, less the fields in which the stored value was chosen.</summary>
    /// <exception cref="UnreadableRequestException">The hidden input was tampered with.</exception>
    internal static RecordPatch ReadChosen(IFormCollection form)
    {
        var entered = ReadHidden<Dictionary<string, JsonElement>>(form, Entered) ?? [];
        var values = RecordJson.Read(entered.Where(pair => form[$"choose-{pair.Key}"] == "mine"));
        return new RecordPatch(values, Version(form), form["reason"].ToString());
    }

    /// <summary>What a hidden input carries as JSON from one page to the next.</summary>
    /// <exception cref="UnreadableRequestException">The hidden input was tampered with.</exception>
    internal static TEntered? ReadHidden<TEntered>(IFormCollection form, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<TEntered>(form[name].ToString(), Options);
        }
        catch (JsonException error)
        {
            throw new UnreadableRequestException("the entries of the form cannot be read; go back and send them again", error);
        }
    }

    internal static int Version(IFormCollection form) => int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
