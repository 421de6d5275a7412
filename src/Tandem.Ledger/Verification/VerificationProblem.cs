namespace Tandem.Ledger.Verification;

/// <summary>One finding of a verification.</summary>
/// <param name="Code">Stable code, see docs/formats/segment.md.</param>
/// <param name="File">File concerned, relative to the log's folder.</param>
/// <param name="Index">Record concerned; null when no single one is.</param>
/// <param name="Message">What is wrong, and after a semicolon what to do.</param>
public sealed record VerificationProblem(string Code, string File, long? Index, string Message);
