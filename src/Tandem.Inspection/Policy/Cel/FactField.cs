namespace Tandem.Inspection.Policy.Cel;

/// <summary>One fact that rules may name.</summary>
/// <param name="Name">Name in expressions.</param>
/// <param name="Type">Its type.</param>
/// <param name="Since">First phase in which it is known.</param>
/// <param name="Read">
/// A <c>Func</c> of the context to bool, long (int, timestamp, duration), string, a list of strings or a map of counts; null for a group.
/// </param>
internal sealed record FactField(string Name, CelType Type, PolicyPhase Since, Delegate? Read);
