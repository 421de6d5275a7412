namespace Tandem.Management.Context;

/// <summary>What an issue is about; each fits one kind, as <see cref="ContextIssueRules.KindOf"/> says.</summary>
public enum ContextCategory
{
    Political,
    Economic,
    Social,
    Technological,
    Legal,
    Environmental,
    Structure,
    People,
    Processes,
    Finance,
    Culture,
}
