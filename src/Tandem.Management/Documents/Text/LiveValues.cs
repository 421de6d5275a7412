using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.AiSystems;
using Tandem.Management.Applicability;
using Tandem.Management.Database;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents.Text;

/// <summary>What placeholders stand for now: what the product knows, and what people entered where it knows nothing. Each value says where it comes from.</summary>
internal sealed class LiveValues(TandemDbContext db, DocumentTemplates templates, FrameworkCatalogue catalogue, StatementQueries statement)
{
    private const string ByHand = "entered by hand";

    /// <param name="document">The document that the placeholders stand in.</param>
    /// <param name="names">Names of the placeholders.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<IReadOnlyList<FieldValue>> ReadAsync(Document document, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var fields = templates.Find(document.Template)?.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal) ?? [];
        var entries = document.FieldEntries.ToDictionary(entry => entry.Name, entry => entry.Text, StringComparer.Ordinal);
        var system = document.AiSystem.Length > 0 && names.Any(name => SourceOf(name).StartsWith("system.", StringComparison.Ordinal))
            ? await db.AiSystems.AsNoTracking().FirstOrDefaultAsync(s => s.Key == document.AiSystem, cancellation) : null;
        var values = new List<FieldValue>();
        foreach (var name in names)
        {
            var explain = fields.GetValueOrDefault(name)?.Explain ?? "";
            var known = OfDocument(document, SourceOf(name)) ?? OfSystem(system, SourceOf(name)) ?? await OfRegistersAsync(SourceOf(name), cancellation);
            values.Add(known is { HasValue: true } ? known with { Name = name, Explain = explain }
                : new FieldValue(name, explain, ByHand) { IsManual = true, Text = entries.GetValueOrDefault(name, "") });
        }
        return values;

        string SourceOf(string name) => fields.GetValueOrDefault(name)?.Source ?? name;
    }

    private static FieldValue? OfDocument(Document document, string source)
    {
        var text = source switch
        {
            "document.key" => document.Key,
            // The text is frozen into the file after the newest.
            "document.version" => (document.FileNumber + 1).ToString(CultureInfo.InvariantCulture),
            "document.classification" => DocumentWords.Of(document.Classification),
            "document.owner" => document.OwnerName,
            "document.author" => document.UpdatedBy,
            "document.approver" => $"as recorded with the approval of {document.Key}",
            "document.effectiveFrom" => "the day of publication",
            "document.nextReview" => document.ReviewMonths == 0 ? "not reviewed again" : string.Create(CultureInfo.InvariantCulture, $"{document.ReviewMonths} months after publication"),
            _ => null,
        };
        return text is null ? null : new FieldValue("", "", $"document {document.Key}") { Text = text, Link = DocumentRegister.Definition.PathOf(document.Key) };
    }

    private static FieldValue? OfSystem(AiSystem? system, string source)
    {
        var text = system is null ? null : source switch
        {
            "system.name" => system.Name,
            "system.owner" => system.OwnerName,
            "system.intendedUse" => string.Join("; ", system.IntendedUses),
            "system.outOfScopeUse" => system.OutOfScopeUse,
            "system.oversight" => system.HumanOversight,
            "system.autonomy" => AiSystemWords.Of(system.Autonomy),
            "system.euRiskClass" => AiSystemWords.Of(system.RiskClass),
            "system.roles" => string.Join(", ", system.OrganisationRoles.Select(AiSystemWords.Of)),
            _ => null,
        };
        return text is null ? null : new FieldValue("", "", $"AI system {system!.Key}") { Text = text, Link = AiSystemRegister.Definition.PathOf(system.Key) };
    }

    private async Task<FieldValue?> OfRegistersAsync(string source, CancellationToken cancellation) => source switch
    {
        "aiSystems.table" => await SystemsAsync(["Key", "Name", "Purpose", "Owner", "State"], s => [s.Key, s.Name, s.Purpose, s.OwnerName, AiSystemWords.Of(s.State)], _ => true, cancellation),
        "aiSystems.approved.table" => await SystemsAsync(["Key", "Name", "Intended uses"], s => [s.Key, s.Name, string.Join("; ", s.IntendedUses)], s => s.State == LifecycleState.Operating, cancellation),
        "aiSystems.oversight.table" => await SystemsAsync(["Key", "Name", "Human oversight"], s => [s.Key, s.Name, s.HumanOversight], s => s.HumanOversight.Length > 0, cancellation),
        "aiSystems.roles.table" => await SystemsAsync(["Key", "Name", "Role of the organisation"], s => [s.Key, s.Name, string.Join(", ", s.OrganisationRoles.Select(AiSystemWords.Of))], s => s.OrganisationRoles.Count > 0, cancellation),
        "documents.table" => new FieldValue("", "", "register of documents")
        {
            Link = DocumentRegister.Path,
            Table = new(["Key", "Title", "Kind", "State", "Published on"], (await db.Documents.AsNoTracking().Where(d => d.ArchivedAt == null).OrderBy(d => d.Number).ToListAsync(cancellation))
                .ConvertAll(d => (IReadOnlyList<string>)[d.Key, d.Title, DocumentWords.Of(d.Kind), DocumentWords.Of(d.State), DayText.Of(d.PublishedOn) ?? ""])),
        },
        "clauseAlignment.table" => new FieldValue("", "", "clauses side by side")
        {
            Link = "/clauses",
            Table = new(["Clause", "How shared", "How one process serves both"], catalogue.ClauseMappings.Select(pair => (IReadOnlyList<string>)[$"{pair.Target.Id.Ref} {pair.Target.Title}", pair.IntegrationText, pair.Approach]).ToList()),
        },
        "soa.rows.iso27001" => await RowsAsync(Standard.Iso27001, cancellation),
        "soa.rows.iso42001" => await RowsAsync(Standard.Iso42001, cancellation),
        _ => null,
    };

    private async Task<FieldValue> SystemsAsync(IReadOnlyList<string> columns, Func<AiSystem, IReadOnlyList<string>> row, Func<AiSystem, bool> isShown, CancellationToken cancellation) => new("", "", "register of AI systems")
    {
        Link = AiSystemRegister.Definition.Path,
        Table = new(columns, (await db.AiSystems.AsNoTracking().Where(s => s.ArchivedAt == null).OrderBy(s => s.Number).ToListAsync(cancellation)).Where(isShown).Select(row).ToList()),
    };

    private async Task<FieldValue> RowsAsync(Standard standard, CancellationToken cancellation)
    {
        var rows = (await statement.LoadAsync(cancellation)).Rows.Where(r => r.Requirement.Id.Standard == standard).ToList();
        int Count(ApplicabilityDecision decision) => rows.Count(r => r.Decision == decision);
        return new("", "", "statement of applicability")
        {
            Link = "/statement-of-applicability",
            Text = string.Create(CultureInfo.InvariantCulture, $"{rows.Count} rows: {Count(ApplicabilityDecision.Yes)} apply, {Count(ApplicabilityDecision.No)} do not, {Count(ApplicabilityDecision.Undecided)} are not decided"),
        };
    }
}
