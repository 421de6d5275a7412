using Tandem.Management.Controls.Testing;
using Tandem.Management.Frameworks;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Controls.Library;

/// <summary>Reads `content/controls` and checks it whole against the catalogue: a damaged file stops the start with file and place.</summary>
internal static class ControlLibraryReader
{
    private const string File = "control-library.json";

    /// <param name="folder">The folder `content/controls`.</param>
    /// <param name="catalogue">The requirements and kinds of evidence that it may name.</param>
    /// <exception cref="FrameworkContentException">Something is missing, damaged or does not fit; all problems are listed.</exception>
    internal static ControlLibrary Load(string folder, FrameworkCatalogue catalogue)
    {
        var problems = new List<string>();
        var file = ContentNode.Open(folder, File, problems);
        if (problems.Count > 0)
            throw new FrameworkContentException(problems);
        var groups = file.Items("groups").Select(group => new LibraryGroup(group.Text("id"), group.Text("title"))).ToList();
        var items = new List<LibraryControl>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in file.Items("items"))
        {
            var item = ReadItem(node, groups, catalogue);
            if (!known.Add(item.Id))
                node.Member("id").Problem($"`{item.Id}` is used twice");
            items.Add(item);
        }
        foreach (var requirement in catalogue.Requirements.Where(requirement => requirement.IsAssessable && !items.Exists(item => item.Satisfies.Contains(requirement.Id.ToString(), StringComparer.Ordinal))))
            problems.Add($"{File}: items: no control serves `{requirement.Id}`");
        if (problems.Count > 0)
            throw new FrameworkContentException(problems);
        return new ControlLibrary(file.Text("version"), file.Text("notice"), groups, items);
    }

    private static LibraryControl ReadItem(ContentNode node, List<LibraryGroup> groups, FrameworkCatalogue catalogue)
    {
        var group = node.Text("group");
        if (groups.Find(known => known.Id == group) is not { } known)
        {
            node.Member("group").Problem($"`{group}` is not one of the groups");
            known = new LibraryGroup(group, group);
        }
        var satisfies = node.Items("satisfies").Select(item => Requirement(item, catalogue)).OfType<Requirement>().ToList();
        return new LibraryControl(
            node.Text("id"), known, node.Text("title"), node.Text("purpose"), node.Text("description"), Choice<ControlType>(node, "type"), Choice<ControlNature>(node, "nature"), Choice<ControlLevel>(node, "level"))
        {
            Satisfies = [.. satisfies.Select(requirement => requirement.Id.ToString())],
            Claims = [.. node.Items("claims").Select(claim => new LibraryClaim(claim.Text("claim"), [.. claim.Items("evidence").Select(item => EvidenceType(item, catalogue))]))],
            Tests = [.. node.Items("suggestedTests").Select(test => new LibraryTest(test.Text("procedure"), Choice<TestCadence>(test, "cadence"), Choice<TestSource>(test, "source")))],
            SuggestedOwnerRole = node.Text("suggestedOwnerRole"),
            HasGatewayEvidence = node.Flag("gatewayEvidence"),
        };
    }

    private static Requirement? Requirement(ContentNode node, FrameworkCatalogue catalogue)
    {
        if (RequirementId.TryParse(node.AsText(), out var id, out var problem) && catalogue.Find(id) is { } requirement)
            return requirement;
        node.Problem(problem ?? $"`{node.AsText()}` is neither a clause nor a control of the content");
        return null;
    }

    private static string EvidenceType(ContentNode node, FrameworkCatalogue catalogue)
    {
        if (node.AsText() is { } text && catalogue.EvidenceTypes.ContainsKey(text))
            return text;
        node.Problem($"`{node.AsText()}` is not a kind of evidence");
        return "";
    }

    private static TValue Choice<TValue>(ContentNode node, string member)
        where TValue : struct, Enum
    {
        if (ChoiceNames.Parse<TValue>(node.Text(member)) is { } value)
            return value;
        node.Member(member).Problem($"`{node.Text(member)}` is not one of {string.Join(", ", Enum.GetValues<TValue>().Select(known => $"`{ChoiceNames.Of(known)}`"))}");
        return default;
    }
}
