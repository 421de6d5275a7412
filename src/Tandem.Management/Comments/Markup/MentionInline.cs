using Markdig.Syntax.Inlines;

namespace Tandem.Management.Comments.Markup;

/// <summary>A person named after `@`.</summary>
internal sealed class MentionInline : LeafInline
{
    /// <summary>What stands after the `@`, without quotation marks.</summary>
    public required string Reference { get; init; }

    /// <summary>True for a single word such as `@ada`, which may also be no mention at all.</summary>
    public required bool IsLoose { get; init; }
}

/// <summary>The key of a record, such as `AIS-0001`.</summary>
internal sealed class RecordKeyInline : LeafInline
{
    public required string Key { get; init; }

    /// <summary>Address of the record's page.</summary>
    public required string Path { get; init; }
}
