namespace Tandem.Management.Documents.Text;

/// <summary>What a person entered for a placeholder of one document.</summary>
/// <param name="Name">Name of the placeholder.</param>
/// <param name="Text">What stands there.</param>
public sealed record FieldEntry(string Name, string Text);

/// <summary>What a placeholder was filled with when a text was frozen.</summary>
/// <param name="Name">Name of the placeholder.</param>
/// <param name="From">Where it came from, in words.</param>
/// <param name="Text">The value on one line.</param>
public sealed record FilledField(string Name, string From, string Text);
