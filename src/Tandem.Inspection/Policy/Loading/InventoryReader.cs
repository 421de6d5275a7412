namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads <c>inventory.json</c>.</summary>
internal static class InventoryReader
{
    public static Inventory Read(BundleFile file, JsonNode root)
    {
        var systems = new List<InventorySystem>();
        if (RecordReader.Of(file, root, "the inventory") is not { } record)
            return new Inventory(systems);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var applications = new Dictionary<string, string>(StringComparer.Ordinal);
        record.Time("exported", isRequired: false);
        foreach (var node in record.List("systems", isRequired: true))
        {
            if (System(file, node) is not { } system)
                continue;
            if (!keys.Add(system.Key))
                file.Problem(node, $"key `{system.Key}` belongs to two AI systems; choose another");
            foreach (var application in system.Applications)
            {
                if (!applications.TryAdd(application, system.Key))
                    file.Problem(node, $"application `{application}` already belongs to `{applications[application]}`; an application belongs to one AI system");
            }

            systems.Add(system);
        }

        record.End();
        return new Inventory(systems);
    }

    private static InventorySystem? System(BundleFile file, JsonNode node)
    {
        if (RecordReader.Of(file, node, "the AI system") is not { } record)
            return null;
        var key = record.Text("key", TextShape.Key);
        if (key == "none")
        {
            file.Problem(record.Find("key")!, "`none` stands for no AI system; choose another key");
            key = null;
        }

        var name = record.Text("name", TextShape.Line);
        var applications = record.Texts("applications", TextShape.Line, isRequired: true);
        var uses = record.Texts("intendedUses", TextShape.Line, isRequired: true);
        var roles = record.Texts("allowedRoles", TextShape.Line, isRequired: true);
        var riskClass = record.OptionalText("riskClass", TextShape.Line);
        var owner = record.OptionalText("owner", TextShape.Line);
        record.Texts("requirements", TextShape.Line);
        record.Texts("regions", TextShape.Line);
        record.End();
        return key is null || name is null ? null : new InventorySystem
        {
            Key = key,
            Name = name,
            Applications = applications,
            IntendedUses = uses,
            AllowedRoles = roles,
            RiskClass = riskClass ?? "none",
            Owner = owner ?? "none",
        };
    }
}
