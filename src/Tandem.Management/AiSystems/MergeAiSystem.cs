namespace Tandem.Management.AiSystems;

/// <summary>Brings together what a person entered and what somebody else stored meanwhile. Nothing is taken over silently where both wrote.</summary>
internal static class MergeAiSystem
{
    /// <summary>Fields that both may have meant: changed by others since, and different from what was entered. The person decides about them.</summary>
    internal static IReadOnlyList<AiSystemField> Disputed(AiSystemForm mine, AiSystemForm stored, IReadOnlyCollection<string> changedByOthers) =>
        AiSystemField.All.Where(field => changedByOthers.Contains(field.Name) && field.Differs(mine, stored)).ToList();

    /// <summary>What was entered, with the chosen fields as stored, to be saved on top of the stored version.</summary>
    internal static AiSystemForm Take(AiSystemForm mine, AiSystemForm stored, IReadOnlyCollection<string> fromStored) =>
        AiSystemField.All.Where(field => fromStored.Contains(field.Name)).Aggregate(mine, (form, field) => field.Take(form, stored)) with { Version = stored.Version };
}
