using Tandem.Management.AiSystems;
using Tandem.Management.Auditors;
using Tandem.Management.Context;
using Tandem.Management.Controls;
using Tandem.Management.Controls.Claims;
using Tandem.Management.Controls.Instances;
using Tandem.Management.Controls.Testing;
using Tandem.Management.Documents;
using Tandem.Management.Evidence;
using Tandem.Management.Evidence.Requests;
using Tandem.Management.Obligations;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Tasks;

namespace Tandem.Management.Tests.Records;

public sealed class RecordDefinitionTests
{
    [Fact]
    public void AiSystems_FieldsAndProperties_HaveTheSameNames() => Check(AiSystemRegister.Definition);

    [Fact]
    public void People_FieldsAndProperties_HaveTheSameNames() => Check(PersonRegister.Definition);

    [Fact]
    public void AuditorAccesses_FieldsAndProperties_HaveTheSameNames() => Check(AuditorAccessRegister.Definition);

    [Fact]
    public void Tasks_FieldsAndProperties_HaveTheSameNames() => Check(TaskRegister.Definition);

    [Fact]
    public void Documents_FieldsAndProperties_HaveTheSameNames() => Check(DocumentRegister.Definition);

    [Fact]
    public void Controls_FieldsAndProperties_HaveTheSameNames() => Check(ControlRegister.Definition);

    [Fact]
    public void ControlInstances_FieldsAndProperties_HaveTheSameNames() => Check(InstanceRegister.Definition);

    [Fact]
    public void Claims_FieldsAndProperties_HaveTheSameNames() => Check(ClaimRegister.Definition);

    [Fact]
    public void ControlTests_FieldsAndProperties_HaveTheSameNames() => Check(TestRegister.Definition);

    [Fact]
    public void ContextIssues_FieldsAndProperties_HaveTheSameNames() => Check(ContextIssueRegister.Definition);

    [Fact]
    public void Obligations_FieldsAndProperties_HaveTheSameNames() => Check(ObligationRegister.Definition);

    [Fact]
    public void Evidence_FieldsAndProperties_HaveTheSameNames() => Check(EvidenceRegister.Definition);

    [Fact]
    public void EvidenceRequests_FieldsAndProperties_HaveTheSameNames() => Check(RequestRegister.Definition);

    [Fact]
    public void FileOfARecord_InTheHistory_IsContent()
    {
        Assert.True(DocumentRegister.Definition.IsContent(char.ToLowerInvariant(nameof(Document.FileHash)[0]) + nameof(Document.FileHash)[1..]));
        Assert.False(DocumentRegister.Definition.IsContent("state"));
        Assert.False(DocumentRegister.Definition.IsContent("publishedOn"));
    }

    // The history names a change by the property; page, API, conflict and undo name it by the field.
    private static void Check<T>(RecordDefinition<T> definition)
        where T : Management.Records.Record
    {
        var properties = typeof(T).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).ToHashSet(StringComparer.Ordinal);
        Assert.All(definition.Fields, field => Assert.Contains(field.Name, properties));
        Assert.Equal(definition.Fields.Count, definition.Fields.Select(field => field.Name).Distinct(StringComparer.Ordinal).Count());
        var empty = definition.Create(new RecordStart(Guid.Empty, "X-0001", 1, default, ""));
        Assert.All(definition.Fields, field => Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(field.Read(empty), field.Tidy(null)), $"an empty `{field.Name}` is not what nothing is tidied to"));
    }
}
