namespace Tandem.Inspection.Policy;

/// <summary>One thing that is wrong with a bundle.</summary>
/// <param name="File">Path inside the bundle with <c>/</c>, or <c>.</c> where the bundle as a whole is meant.</param>
/// <param name="Line">Line from 1; 0 where the whole file is meant.</param>
/// <param name="Column">Column in Unicode code points from 1; 0 where the whole file is meant.</param>
/// <param name="Message">One line: what is wrong and, after a semicolon, what to do.</param>
public sealed record PolicyProblem(string File, int Line, int Column, string Message)
{
    /// <summary>Returns <c>file:line:column: message</c>, or <c>file: message</c> where the whole file is meant.</summary>
    public override string ToString() =>
        Line == 0 ? $"{File}: {Message}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
