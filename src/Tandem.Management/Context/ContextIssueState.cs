namespace Tandem.Management.Context;

/// <summary>How far an issue counts; in the order in which it lives.</summary>
public enum ContextIssueState
{
    Draft,
    Current,
    NoLongerCurrent,
}
