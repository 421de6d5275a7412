using System.Globalization;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads <c>bundle.json</c>.</summary>
internal static class ManifestReader
{
    private static readonly string[] Modes = ["enforce", "shadow", "canary"];

    public static Manifest? Read(BundleFile file, JsonNode root, DateTimeOffset now, Version gatewayVersion)
    {
        if (RecordReader.Of(file, root, "the bundle") is not { } record)
            return null;
        var id = record.Text("id", TextShape.Name);
        var version = record.Text("version", TextShape.Version);
        record.OptionalText("title", TextShape.Line);
        var created = record.Time("created", isRequired: true);
        var author = record.Text("author", TextShape.Line);
        var approvers = record.Texts("approvals", TextShape.Line, isRequired: true);
        if (author is not null && approvers.Contains(author))
            file.Problem(record.Find("approvals")!, $"`{author}` wrote the bundle and cannot approve it; name another person");
        var notBefore = record.Time("notBefore", isRequired: false);
        var notAfter = record.Time("notAfter", isRequired: false);
        Validity(record, notBefore, notAfter, now);
        if (record.OptionalText("minGateway", TextShape.Version) is { } minimum && Version.Parse(minimum.Split('-')[0]) > gatewayVersion)
            file.Problem(record.Find("minGateway")!, $"bundle needs gateway {minimum} or later, this is {gatewayVersion.ToString(3)}; update the gateway");
        if (record.Word("mode", Modes, hasDefault: true) is { } mode && mode != "enforce")
            file.Problem(record.Find("mode")!, $"mode `{mode}` is known but not carried out by this version; use enforce");
        record.End();
        return id is null || version is null || created is null || author is null
            ? null
            : new Manifest(id, version, created.Value, author, approvers, notBefore, notAfter);
    }

    private static void Validity(RecordReader record, DateTimeOffset? notBefore, DateTimeOffset? notAfter, DateTimeOffset now)
    {
        if (notBefore >= notAfter)
            record.File.Problem(record.Find("notAfter")!, "`notAfter` must lie after `notBefore`; change one of them");
        else if (now < notBefore)
            record.File.Problem(record.Find("notBefore")!, $"bundle comes into force at {Text(notBefore)}; load it then");
        else if (now >= notAfter)
            record.File.Problem(record.Find("notAfter")!, $"bundle went out of force at {Text(notAfter)}; publish a new version");
    }

    private static string Text(DateTimeOffset? time) => time!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
