namespace Tandem.Inspection.Policy.Cel;

/// <summary>The declared facts: what rules may name, with which type and from which phase on.</summary>
internal sealed class FactSchema
{
    private static readonly string[] AuthMethods = ["verified-jwt", "key", "none"];

    private FactSchema(CelType root) => Root = root;

    /// <summary>A schema without facts, for constant expressions.</summary>
    public static FactSchema Empty { get; } = new(CelType.Message());

    public CelType Root { get; }

    /// <summary>Makes the schema of a bundle.</summary>
    /// <param name="levels">The organisation's levels, without <c>none</c>.</param>
    public static FactSchema Create(IEnumerable<string> levels)
    {
        var level = CelType.OneOf([.. levels, "none"]);
        return new FactSchema(CelType.Message(
            Group("subject", Subject()),
            Group("upstream", Upstream()),
            Group("system", System()),
            Text("route", c => c.Facts.Route),
            Text("purpose", c => c.Facts.Purpose),
            Text("ai_system", c => c.Facts.AiSystem),
            Text("action", c => c.Facts.Action),
            Flag("use_allowed", PolicyPhase.Admit, c => c.Facts.UseAllowed),
            Number("now", CelType.Timestamp, PolicyPhase.Admit, c => c.Now),
            Text("model", c => c.Facts.Model, PolicyPhase.Request),
            Counts("classes_in", PolicyPhase.Request, c => c.Facts.ClassesIn),
            new FactField("level_in", level, PolicyPhase.Request, (EvaluationContext c) => c.Facts.LevelIn),
            Flag("stream", PolicyPhase.Request, c => c.Facts.Stream),
            Texts("tools", c => c.Facts.Tools, PolicyPhase.Request),
            Number("body_bytes", CelType.Int, PolicyPhase.Request, c => c.Facts.BodyBytes),
            Number("uninspected", CelType.Int, PolicyPhase.Request, c => c.Facts.Uninspected),
            Counts("classes_out", PolicyPhase.Response, c => c.Facts.ClassesOut),
            new FactField("level_out", level, PolicyPhase.Response, (EvaluationContext c) => c.Facts.LevelOut)));
    }

    private static CelType Subject() => CelType.Message(
        Text("id", c => c.Facts.Subject.Id),
        Text("app", c => c.Facts.Subject.App),
        Texts("roles", c => c.Facts.Subject.Roles),
        new FactField("auth", CelType.OneOf(AuthMethods), PolicyPhase.Admit, (EvaluationContext c) => c.Facts.Subject.Auth));

    private static CelType Upstream() => CelType.Message(
        Text("name", c => c.Facts.Upstream.Name),
        Text("region", c => c.Facts.Upstream.Region));

    private static CelType System() => CelType.Message(
        Text("key", c => c.System.Key),
        Texts("applications", c => c.System.Applications),
        Texts("intended_uses", c => c.System.IntendedUses),
        Texts("allowed_roles", c => c.System.AllowedRoles),
        Text("risk_class", c => c.System.RiskClass));

    private static FactField Group(string name, CelType type) => new(name, type, PolicyPhase.Admit, null);

    private static FactField Text(string name, Func<EvaluationContext, string> read, PolicyPhase since = PolicyPhase.Admit) =>
        new(name, CelType.String, since, read);

    private static FactField Texts(string name, Func<EvaluationContext, IReadOnlyList<string>> read, PolicyPhase since = PolicyPhase.Admit) =>
        new(name, CelType.StringList, since, read);

    private static FactField Flag(string name, PolicyPhase since, Func<EvaluationContext, bool> read) => new(name, CelType.Bool, since, read);

    private static FactField Number(string name, CelType type, PolicyPhase since, Func<EvaluationContext, long> read) =>
        new(name, type, since, read);

    private static FactField Counts(string name, PolicyPhase since, Func<EvaluationContext, IReadOnlyDictionary<string, long>> read) =>
        new(name, CelType.CountMap, since, read);
}
