namespace Tandem.Inspection.Policy.Rules;

/// <summary>The layers of a bundle, highest first.</summary>
internal enum RuleScope
{
    Organisation,
    AiSystem,
    Route,
}
