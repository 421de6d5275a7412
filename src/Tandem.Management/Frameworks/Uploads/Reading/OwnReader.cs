using Tandem.Management.Frameworks.External;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>The form of our own, docs/formats/framework.md.</summary>
internal static class OwnReader
{
    internal const string Format = "tandem-framework/v1";

    private static readonly HashSet<string> Kept = ["format", "urn", "version", "ref", "name", "edition", "publisher", "kind", "locale", "copyright", "description", "provisions"];

    private static readonly HashSet<string> KeptOfProvision = ["id", "parent", "ref", "title", "text", "assessable", "groups", "note"];

    internal static ReadFramework Read(SourceNode file, SourceReader reader)
    {
        reader.Ignore(file, Kept);
        var kind = ChoiceNames.Parse<FrameworkKind>(reader.Needed(file, "kind", UploadLimits.Ref));
        if (kind is null && file.Find("kind") is { } said)
            reader.Problem(said, $"one of {string.Join(", ", Enum.GetValues<FrameworkKind>().Select(ChoiceNames.Of))} is expected");
        if (file.Find("provisions") is null)
            reader.Problem(file, "`provisions` is missing; give a list");
        return new()
        {
            Urn = reader.Needed(file, "urn", UploadLimits.Urn),
            Number = reader.Version(file, "version"),
            Format = FrameworkFormat.Own,
            Kind = kind ?? FrameworkKind.Guidance,
            Ref = reader.Needed(file, "ref", UploadLimits.Ref),
            Name = reader.Needed(file, "name", UploadLimits.Short),
            Edition = reader.Text(file, "edition", UploadLimits.Ref),
            Publisher = reader.Text(file, "publisher", UploadLimits.Short),
            Locale = reader.Text(file, "locale", 35),
            Copyright = reader.Text(file, "copyright", UploadLimits.Text),
            Description = reader.Text(file, "description", UploadLimits.Text),
            Nodes = reader.Maps(file, "provisions").Select(item => Node(item, reader)).ToList(),
        };
    }

    private static ReadNode Node(SourceNode item, SourceReader reader)
    {
        reader.Ignore(item, KeptOfProvision);
        var parent = reader.Text(item, "parent", UploadLimits.Urn);
        return new()
        {
            Urn = reader.Needed(item, "id", UploadLimits.Urn),
            Parent = parent.Length > 0 ? parent : null,
            Ref = reader.Text(item, "ref", UploadLimits.Ref),
            Title = reader.Needed(item, "title", UploadLimits.Title),
            Text = reader.Text(item, "text", UploadLimits.Text),
            IsAssessable = reader.Flag(item, "assessable"),
            Groups = reader.Texts(item, "groups"),
            Note = reader.Text(item, "note", UploadLimits.Text),
            Place = item.Place,
        };
    }
}
