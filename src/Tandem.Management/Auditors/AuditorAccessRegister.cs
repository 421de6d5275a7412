using Tandem.Management.Access;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Auditors;

/// <summary>The register of accesses: fields and rules.</summary>
internal static class AuditorAccessRegister
{
    private const string Who = "Who, and for which audit";
    private const string What = "What may be read";

    internal static RecordDefinition<AuditorAccess> Definition { get; } = new()
    {
        Type = AuditorAccess.Type,
        KeyPrefix = "AAC",
        Path = "/auditor-access",
        Singular = "auditor access",
        Plural = "Auditor access",
        Icon = "id",
        Lead = "What external auditors may read, for which audit and until when. Each read is logged, and both sides see the log.",
        Title = access => access.Audit,
        State = access => access.ArchivedAt is not null ? ("Ended", Tone.Neutral) : ("Open for its days", Tone.Active),
        SearchWords = access => [access.Audit, access.AuditorName, .. access.Records],
        Rights = new RegisterRights(Permissions.Manage, Permissions.Manage, Permissions.Manage),
        Create = start => new AuditorAccess
        {
            Id = new AuditorAccessId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Check = AuditorAccessRules.CheckAsync,
        Table = AuditorAccessTable.Definition,
        Fields =
        [
            new TextRecordField<AuditorAccess>("audit", "Audit", a => a.Audit, (a, v) => a.Audit = v, AuditorLimits.Audit) { Section = Who, IsRequired = true, Help = "For example: stage 2 of ISO/IEC 42001, November 2026." },
            new PersonRecordField<AuditorAccess>("auditor", "Auditor", a => a.Auditor, a => a.AuditorName) { Section = Who, IsRequired = true, IsBulkEditable = false, Help = "A person of the register whose account has the role External auditor." },
            new DateRecordField<AuditorAccess>("firstDay", "First day", a => a.FirstDay, (a, v) => a.FirstDay = v) { Section = Who, IsRequired = true },
            new DateRecordField<AuditorAccess>("lastDay", "Last day", a => a.LastDay, (a, v) => a.LastDay = v) { Section = Who, IsRequired = true, Help = "Days are UTC days." },
            new TextListRecordField<AuditorAccess>("registers", "Whole registers", a => a.Registers, (a, v) => a.Registers = v, 50, 64) { Section = What, IsWide = true, Help = "One type a line, for example ai-system or person." },
            new TextListRecordField<AuditorAccess>("records", "Single records", a => a.Records, (a, v) => a.Records = v, AuditorLimits.Records, RecordLimits.Key) { Section = What, IsWide = true, Help = "One key a line, for example AIS-0001." },
        ],
    };
}
