namespace Tandem.Inspection.Policy;

/// <summary>One AI system of the inventory: <c>system</c> in rules.</summary>
public sealed record InventorySystem
{
    /// <summary>The system that an unknown key stands for: nobody may use it for anything.</summary>
    public static InventorySystem None { get; } = new() { Key = "none", Name = "none" };

    /// <summary>Key, for example <c>AIS-0001</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Applications that belong to the system: <c>system.applications</c>.</summary>
    public IReadOnlyList<string> Applications { get; init; } = [];

    /// <summary>Purposes for which it may be used: <c>system.intended_uses</c>.</summary>
    public IReadOnlyList<string> IntendedUses { get; init; } = [];

    /// <summary>Roles whose holders may use it: <c>system.allowed_roles</c>; empty = nobody.</summary>
    public IReadOnlyList<string> AllowedRoles { get; init; } = [];

    /// <summary>Risk class as the organisation names it: <c>system.risk_class</c>.</summary>
    public string RiskClass { get; init; } = "none";

    /// <summary>Who answers for the system.</summary>
    public string Owner { get; init; } = "none";
}
