namespace Tandem.Inspection.Policy.Cel;

/// <summary>One error in an expression.</summary>
/// <param name="Position">Offset in UTF-16 units from the start of the expression.</param>
/// <param name="Message">One line: what is wrong and what to do.</param>
internal readonly record struct CelError(int Position, string Message);
