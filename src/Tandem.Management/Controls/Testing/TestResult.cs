namespace Tandem.Management.Controls.Testing;

/// <summary>What a test found.</summary>
public enum TestResult
{
    Pass,
    Fail,
    Inconclusive,
}
