using Tandem.Management.Frameworks;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Controls.Claims;

/// <summary>The register of claims.</summary>
internal static class ClaimRegister
{
    private const string What = "What is claimed";
    private const string Shown = "What shows it";

    internal static RecordDefinition<ControlClaim> Definition { get; } = new()
    {
        Type = ControlClaim.Type,
        KeyPrefix = "CLM",
        Path = "/claims",
        Singular = "claim",
        Plural = "Claims",
        Icon = "message-check",
        Lead = "Sentences about controls that are true or false, each with the kinds of evidence that show it.",
        Title = claim => claim.Claim,
        SearchWords = claim => [claim.Claim, claim.Control, .. claim.EvidenceTypes],
        Create = start => new ControlClaim
        {
            Id = new ControlClaimId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Check = (draft, cancellation) => OfControl.CheckAsync(draft, draft.Record.Control, cancellation),
        Table = ClaimsTable.Definition,
        Fields =
        [
            new TextRecordField<ControlClaim>("claim", "Claim", c => c.Claim, (c, v) => c.Claim = v.ReplaceLineEndings(" "), ControlLimits.Text)
            {
                Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false, Help = "One sentence that somebody who looks can find true or false.",
            },
            new RecordKeyField<ControlClaim>("control", "Control", c => c.Control, (c, v) => c.Control = v) { Section = What, IsRequired = true, IsBulkEditable = false, Help = "Key of the control, such as CTL-0001." },
            new PersonRecordField<ControlClaim>("owner", "Owner", c => c.Owner, c => c.OwnerName) { Section = What, Help = "Who brings the evidence; left empty it is who is accountable for the control." },
            new TagsRecordField<ControlClaim> { Section = What, IsWide = true },
            CatalogueRecordField<ControlClaim>.EvidenceTypes("evidenceTypes", "Kinds of evidence", Shown, c => c.EvidenceTypes, (c, v) => c.EvidenceTypes = v, ControlLimits.EvidenceTypes),
        ],
    };
}
