namespace Tandem.Management.Ui;

/// <summary>One option of a select, a group of check boxes or a filter.</summary>
/// <param name="Value">What the form or address carries.</param>
/// <param name="Label">What the person reads.</param>
public sealed record Choice(string Value, string Label);
