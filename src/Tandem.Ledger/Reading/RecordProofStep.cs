namespace Tandem.Ledger.Reading;

/// <summary>One step of checking a record.</summary>
/// <param name="Code">Stable name: `leaf-hash`, `inclusion`, `checkpoint-signature`, `record-key`, `record-signature`, `chain`.</param>
/// <param name="Passed">true if the step holds.</param>
/// <param name="Title">What is checked, one line.</param>
/// <param name="Expected">The value that must come out, as text.</param>
/// <param name="Found">The value that came out, as text.</param>
public sealed record RecordProofStep(string Code, bool Passed, string Title, string Expected, string Found);
