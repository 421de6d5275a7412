namespace Tandem.Inspection.Policy.Cel;

internal enum CelTokenKind
{
    End,
    Identifier,
    Integer,
    String,
    Operator,
}

/// <summary>One token; <see cref="Text"/> is the identifier, the operator or the decoded string, <see cref="Number"/> the magnitude of an integer.</summary>
internal readonly record struct CelToken(CelTokenKind Kind, int Position, string Text, ulong Number = 0)
{
    public bool Is(string op) => Kind == CelTokenKind.Operator && Text == op;

    public bool IsWord(string word) => Kind == CelTokenKind.Identifier && Text == word;
}
