using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Webhooks;

/// <summary>What can be told of: every register, and every other type of record that has a page.</summary>
internal sealed class WebhookTypes(Registers registers, RecordPages pages)
{
    /// <summary>Types with their words, registers first.</summary>
    internal IReadOnlyList<Choice> All { get; } =
    [
        .. registers.All.Select(register => new Choice(register.Type, register.Plural)).OrderBy(choice => choice.Label, StringComparer.Ordinal),
        .. pages.Types.Where(type => registers.Find(type) is null).Select(type => new Choice(type, FormText.Sentence(RecordName.TypeWords(type)))).OrderBy(choice => choice.Label, StringComparer.Ordinal),
    ];

    internal IReadOnlyCollection<string> Names => [.. All.Select(choice => choice.Value)];
}
