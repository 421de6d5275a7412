namespace Tandem.Management.History;

/// <summary>Where the records of a type are shown; registered as a singleton by the feature that has the page.</summary>
/// <param name="RecordType">Type as history names it.</param>
/// <param name="Path">Makes the address of a record from its key.</param>
public sealed record RecordPage(string RecordType, Func<string, string> Path);
