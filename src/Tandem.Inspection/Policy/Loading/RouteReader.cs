namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads <c>routes.json</c>.</summary>
internal static class RouteReader
{
    private static readonly string[] Dialects = ["openai.chat", "anthropic.messages"];
    private static readonly string[] ResponseModes = ["window", "hold", "sentence", "observe", "forbid"];

    public static List<RouteDefinition> Read(BundleFile file, JsonNode root, IReadOnlySet<string>? upstreams, Inventory? inventory)
    {
        var routes = new List<RouteDefinition>();
        if (RecordReader.Of(file, root, "the list of routes") is not { } record)
            return routes;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in record.List("routes", isRequired: true))
        {
            if (Route(file, node, upstreams, inventory) is not { } route)
                continue;
            if (!names.Add(route.Name))
                file.Problem(node, $"route `{route.Name}` appears twice; keep one");
            if (!paths.Add(route.Path))
                file.Problem(node, $"path `{route.Path}` belongs to another route already; choose another path");
            routes.Add(route);
        }

        record.End();
        return routes;
    }

    private static RouteDefinition? Route(BundleFile file, JsonNode node, IReadOnlySet<string>? upstreams, Inventory? inventory)
    {
        if (RecordReader.Of(file, node, "the route") is not { } record)
            return null;
        var name = record.Text("name", TextShape.Name);
        var path = record.Text("path", TextShape.Path);
        var dialect = record.Word("dialect", Dialects);
        var upstream = record.Text("upstream", TextShape.Name);
        if (upstream is not null && upstreams is not null && !upstreams.Contains(upstream))
            file.Problem(record.Find("upstream")!, $"there is no upstream `{upstream}`; name one of upstreams.json");
        var purpose = record.Text("purpose", TextShape.Line);
        var system = record.OptionalText("aiSystem", TextShape.Key);
        if (system is not null && inventory is not null && inventory.Find(system) is null)
            file.Problem(record.Find("aiSystem")!, $"there is no AI system `{system}`; name one of inventory.json");
        var models = Models(record);
        var bodyLimit = record.Number("bodyLimitBytes", 1, RouteDefinition.MaxBodyLimitBytes, RouteDefinition.DefaultBodyLimitBytes);
        var mode = record.Word("responseMode", ResponseModes, hasDefault: true);
        if (mode is "sentence" or "observe" or "forbid")
            file.Problem(record.Find("responseMode")!, $"response mode `{mode}` is known but not carried out by this version; use window or hold");
        var timeout = record.Number("requestTimeoutMs", 100, 3_600_000, 600_000);
        var retention = record.OptionalText("retention", TextShape.Period);
        record.End();
        if (name is null || path is null || dialect is null || upstream is null || purpose is null || mode is null)
            return null;
        return new RouteDefinition
        {
            Name = name,
            Path = path,
            Dialect = dialect,
            Upstream = upstream,
            Purpose = purpose,
            AiSystem = system,
            Models = models,
            BodyLimitBytes = bodyLimit,
            ResponseMode = mode,
            RequestTimeout = TimeSpan.FromMilliseconds(timeout),
            Retention = retention ?? "P3Y",
        };
    }

    private static Dictionary<string, ModelDefinition> Models(RecordReader route)
    {
        var models = new Dictionary<string, ModelDefinition>(StringComparer.Ordinal);
        if (route.Record("models", "the list of models", isRequired: true) is not { } record)
            return models;
        foreach (var (name, offset, value) in record.Node.Members)
        {
            if (!TextShape.Line.Accepts(name))
                record.File.Problem(offset, $"the name of a model must be {TextShape.Line.Description}; change it");
            if (RecordReader.Of(record.File, value, "the model") is not { } model)
                continue;
            models[name] = new ModelDefinition(model.OptionalText("upstreamModel", TextShape.Line), model.OptionalText("version", TextShape.Line));
            model.End();
        }

        if (record.Node.Members.Count is 0 or > BundleLimits.MaxItems)
            record.File.Problem(record.Node, "a route names 1 to 1000 models; list them by the names that callers use");
        return models;
    }
}
