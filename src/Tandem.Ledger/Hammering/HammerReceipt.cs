namespace Tandem.Ledger.Hammering;

/// <summary>An acknowledged record: where it is and what it must hold.</summary>
internal sealed record HammerReceipt(long Index, string Id);
