using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Database;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Documents;

/// <summary>Rules of the register over more than one field, and what belongs to a change of state.</summary>
internal static class DocumentRules
{
    // What may change while a version is in force: it is not what was approved.
    private static readonly HashSet<string> Always = new(StringComparer.Ordinal) { "owner", "tags", "reviewedOn", "mustAcknowledge", "state" };

    internal static Task CheckAsync(RecordDraft<Document> draft, CancellationToken cancellation)
    {
        var (document, today) = (draft.Record, Today(draft.Services));
        if (document.Template.Length > 0 && document.Template != (draft.Before?["template"]?.GetValue<string>() ?? "") && draft.Services.GetRequiredService<DocumentTemplates>().Find(document.Template) is null)
            draft.Errors.Add("template", $"there is no template `{document.Template}`; look for it at /document-templates, or leave this empty");
        if (document.AiSystem.Length > 0 && !document.AiSystem.StartsWith("AIS-", StringComparison.Ordinal))
            draft.Errors.Add("aiSystem", $"`{document.AiSystem}` is no AI system; name one, such as `AIS-0001`");
        if (document.ReviewedOn > today)
            draft.Errors.Add("reviewedOn", "a review that is still to come cannot be entered; enter the day on which it was done");
        if (draft.Before is { } before)
        {
            if (!DocumentWorkflow.IsOpen(document.State))
            {
                foreach (var (name, value) in DocumentRegister.Definition.Read(document))
                {
                    if (!Always.Contains(name) && !JsonNode.DeepEquals(value, before.GetValueOrDefault(name)))
                        draft.Errors.Add(name, $"{document.Key} is `{DocumentWords.Of(document.State)}` as it is; take the step `{DocumentWorkflow.Unlocking(document.State)}` before you change it");
                }
            }
            if (StateOf(before) != DocumentState.Published && document.State == DocumentState.Published)
                (document.PublishedFile, document.PublishedOn) = (document.FileNumber, today);
            else if (HasEnded(document.State))
                document.PublishedFile = 0;
        }
        document.NextReview = NextReview(document.ReviewMonths, document.PublishedOn, document.ReviewedOn, HasEnded(document.State));
        return Task.CompletedTask;
    }

    internal static async Task WithSaveAsync(RecordDraft<Document> draft, CancellationToken cancellation)
    {
        var document = draft.Record;
        if (draft.Before is not { } before || StateOf(before) == document.State || !(document.State == DocumentState.Published || HasEnded(document.State)))
            return;
        var now = draft.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var files = draft.Services.GetRequiredService<TandemDbContext>().Set<DocumentFile>();
        foreach (var file in await files.Where(f => f.DocumentKey == document.Key && (f.Number == document.PublishedFile || (f.PublishedAt != null && f.EndedAt == null))).ToListAsync(cancellation))
        {
            if (file.Number == document.PublishedFile)
                (file.PublishedAt, file.EndedAt) = (file.PublishedAt ?? now, null);
            else
                file.EndedAt = now;
        }
    }

    /// <summary>When it is to be reviewed next; null when it never was published, is not in force any more, or is never reviewed.</summary>
    internal static DateOnly? NextReview(int months, DateOnly? publishedOn, DateOnly? reviewedOn, bool hasEnded) =>
        months == 0 || hasEnded || publishedOn is not { } published ? null : (reviewedOn > published ? reviewedOn.Value : published).AddMonths(months);

    internal static DateOnly Today(IServiceProvider services) => DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static bool HasEnded(DocumentState state) => state is DocumentState.Superseded or DocumentState.Withdrawn;

    private static DocumentState? StateOf(IReadOnlyDictionary<string, JsonNode?> values) => ChoiceNames.Parse<DocumentState>(values["state"]?.GetValue<string>());
}
