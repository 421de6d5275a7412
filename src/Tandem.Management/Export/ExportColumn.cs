namespace Tandem.Management.Export;

/// <summary>One column: the name is the CSV header and the JSON member. The value is text, bool, int, long, DateTimeOffset, a list of texts, a dictionary of such, or null.</summary>
internal sealed record ExportColumn<T>(string Name, Func<T, object?> Value);
