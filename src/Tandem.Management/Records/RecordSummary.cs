using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>A record in one line, whatever register it is of.</summary>
/// <param name="Type">Register.</param>
/// <param name="Key">Human reference.</param>
/// <param name="Title">What pages call it.</param>
/// <param name="State">State in words; null for a register without states.</param>
/// <param name="Tone">What the state means.</param>
/// <param name="Owner">Key of the person who answers for it; empty while nobody is named.</param>
/// <param name="OwnerName">That person's name.</param>
/// <param name="Path">Address of its page.</param>
/// <param name="Version">Version it is in.</param>
/// <param name="IsArchived">True when it was taken out of use.</param>
public sealed record RecordSummary(string Type, string Key, string Title, string? State, Tone Tone, string Owner, string OwnerName, string Path, int Version, bool IsArchived);
