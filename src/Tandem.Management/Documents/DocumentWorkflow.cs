using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Approvals;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Documents;

/// <summary>From draft to what is in force. INVARIANT (published is approved): what becomes published was approved for publication by others, file and all, exactly as it is.</summary>
internal static class DocumentWorkflow
{
    /// <summary>What a document is put forward for.</summary>
    internal const string Publication = "publication";

    internal const string ForPublication = "for publication";

    internal static Workflow<Document> Definition { get; } = new()
    {
        Field = "state",
        Initial = [ChoiceNames.Of(DocumentState.Draft)],
        Transitions =
        [
            Step("submit", "Put into review", "send", DocumentState.InReview, DocumentState.Draft) with { Guards = [HasFile, IsWhole] },
            Step("approve", "Mark as approved", "gavel", DocumentState.Approved, DocumentState.InReview) with { Guards = [HasFile, IsWhole, IsApproved] },
            Step("publish", "Publish", "circle-check", DocumentState.Published, DocumentState.Approved) with { Guards = [HasFile, IsWhole, IsApproved] },
            Step("reopen", "Back to draft", "arrow-back-up", DocumentState.Draft, DocumentState.InReview, DocumentState.Approved),
            Step("revise", "Work on a new version", "pencil", DocumentState.Draft, DocumentState.Published, DocumentState.Superseded, DocumentState.Withdrawn),
            Step("supersede", "Replaced by another document", "files", DocumentState.Superseded, DocumentState.Published) with { RequiresReason = true },
            Step("withdraw", "Withdraw", "archive", DocumentState.Withdrawn, DocumentState.Published) with { RequiresReason = true },
        ],
    };

    private static Guard<Document> IsApproved => ApprovalGuard.Of<Document>(Publication, ForPublication);

    private static Guard<Document> HasFile => new((document, _, _) => Task.FromResult(document.FileNumber > 0 ? null
        : new Blocker("needs a file; upload the text of the document", $"{DocumentRegister.Path}/{document.Key}#upload", "Upload a file")));

    private static Guard<Document> IsWhole => new(async (document, services, cancellation) =>
        await services.GetRequiredService<TandemDbContext>().Set<DocumentFile>().AsNoTracking().AnyAsync(f => f.DocumentKey == document.Key && f.Number == document.FileNumber && f.OpenPlaceholders > 0, cancellation)
            ? new Blocker("needs a text without placeholders and guidance; fill them in and freeze it", $"{DocumentRegister.Path}/{document.Key}/text#freeze", "Fill in and freeze") : null);

    /// <summary>States in which the content may change; in all others a new version is begun first.</summary>
    internal static bool IsOpen(DocumentState state) => state is DocumentState.Draft or DocumentState.InReview;

    /// <summary>Words of the step by which a document can be changed again.</summary>
    internal static string Unlocking(DocumentState state) => Definition.Find(ChoiceNames.Of(state), ChoiceNames.Of(DocumentState.Draft))!.Verb;

    /// <summary>A document in review follows the decision about it: to approved, or back to draft.</summary>
    internal static ApprovalMoved FollowDecision { get; } = new(async (services, move, cancellation) =>
    {
        var approval = move.Approval;
        if (move.Step != ApprovalStep.Decided || approval.SubjectType != Document.Type || approval.Purpose != Publication || approval.State is not (ApprovalState.Approved or ApprovalState.Rejected))
            return;
        var document = await services.GetRequiredService<TandemDbContext>().Set<Document>().FirstOrDefaultAsync(d => d.Key == approval.SubjectKey, cancellation);
        if (document is not { State: DocumentState.InReview })
            return;
        document.State = approval.State == ApprovalState.Approved ? DocumentState.Approved : DocumentState.Draft;
        document.UpdatedAt = approval.ClosedAt!.Value;
        document.UpdatedBy = move.Seat!.DecidedByName;
    });

    private static Transition<Document> Step(string name, string verb, string icon, DocumentState to, params DocumentState[] from) =>
        new(name, verb, icon, from.Select(ChoiceNames.Of).ToList(), ChoiceNames.Of(to));
}
