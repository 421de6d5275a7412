namespace Tandem.Ledger.Records;

/// <summary>What all records of one opening of the log share.</summary>
internal sealed record RecordOrigin(string Log, string Writer, string Boot, string Tenant);
