using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Accounts;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Access.Tokens;
using Tandem.Management.AiSystems;
using Tandem.Management.Applicability;
using Tandem.Management.Approvals;
using Tandem.Management.Auditors;
using Tandem.Management.BulkEdits;
using Tandem.Management.Comments;
using Tandem.Management.Context;
using Tandem.Management.Controls;
using Tandem.Management.Controls.Claims;
using Tandem.Management.Controls.Instances;
using Tandem.Management.Controls.Testing;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Documents;
using Tandem.Management.Documents.Acknowledgements;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Evidence;
using Tandem.Management.Evidence.Requests;
using Tandem.Management.Evidence.Revisions;
using Tandem.Management.Frameworks.LicensedTexts;
using Tandem.Management.Frameworks.MappingDecisions;
using Tandem.Management.Frameworks.Uploads;
using Tandem.Management.Gateway;
using Tandem.Management.History;
using Tandem.Management.Links;
using Tandem.Management.Mail;
using Tandem.Management.Notifications;
using Tandem.Management.Obligations;
using Tandem.Management.People;
using Tandem.Management.Tasks;
using Tandem.Management.Tasks.Reminders;
using Tandem.Management.Views;
using Tandem.Management.Webhooks;
using Tandem.Management.WorkEntries;

namespace Tandem.Management.Database;

/// <summary>All management data; the same model on both engines. Features add a set and name their configuration below.</summary>
internal sealed class TandemDbContext(DbContextOptions<TandemDbContext> options)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<AiSystem> AiSystems => Set<AiSystem>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<DocumentFile> DocumentFiles => Set<DocumentFile>();

    public DbSet<DocumentSection> DocumentSections => Set<DocumentSection>();

    public DbSet<Control> Controls => Set<Control>();

    public DbSet<ControlRequirement> ControlRequirements => Set<ControlRequirement>();

    public DbSet<ControlClaim> ControlClaims => Set<ControlClaim>();

    public DbSet<ControlInstance> ControlInstances => Set<ControlInstance>();

    public DbSet<ControlTest> ControlTests => Set<ControlTest>();

    public DbSet<ControlTestResult> ControlTestResults => Set<ControlTestResult>();

    public DbSet<Acknowledgement> Acknowledgements => Set<Acknowledgement>();

    public DbSet<EvidenceItem> EvidenceItems => Set<EvidenceItem>();

    public DbSet<EvidenceRequest> EvidenceRequests => Set<EvidenceRequest>();

    public DbSet<EvidenceRevision> EvidenceRevisions => Set<EvidenceRevision>();

    public DbSet<ContextIssue> ContextIssues => Set<ContextIssue>();

    public DbSet<Obligation> Obligations => Set<Obligation>();

    public DbSet<Approval> Approvals => Set<Approval>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<NotificationPreference> NotificationPreferences => Set<NotificationPreference>();

    public DbSet<MailSettings> MailSettings => Set<MailSettings>();

    public DbSet<MailMessage> MailMessages => Set<MailMessage>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<WebhookPosition> WebhookPositions => Set<WebhookPosition>();

    public DbSet<AuditorAccess> AuditorAccesses => Set<AuditorAccess>();

    public DbSet<AuditorRead> AuditorReads => Set<AuditorRead>();

    public DbSet<TaskEntry> Tasks => Set<TaskEntry>();

    public DbSet<Link> Links => Set<Link>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<DefaultView> DefaultViews => Set<DefaultView>();

    public DbSet<BulkEdit> BulkEdits => Set<BulkEdit>();

    public DbSet<BulkEditRow> BulkEditRows => Set<BulkEditRow>();

    public DbSet<TaskNotice> TaskNotices => Set<TaskNotice>();

    public DbSet<WorkEntry> WorkEntries => Set<WorkEntry>();

    public DbSet<StatementEntry> StatementEntries => Set<StatementEntry>();

    public DbSet<MappingDecision> MappingDecisions => Set<MappingDecision>();

    public DbSet<LicensedText> LicensedTexts => Set<LicensedText>();

    public DbSet<UploadedFramework> UploadedFrameworks => Set<UploadedFramework>();

    public DbSet<FrameworkEdition> FrameworkEditions => Set<FrameworkEdition>();

    public DbSet<FrameworkPart> FrameworkParts => Set<FrameworkPart>();

    public DbSet<GatewayAction> GatewayActions => Set<GatewayAction>();

    public DbSet<VerificationRun> VerificationRuns => Set<VerificationRun>();

    public DbSet<ChangeEvent> ChangeEvents => Set<ChangeEvent>();

    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();

    public DbSet<FirstAdministratorLink> FirstAdministratorLinks => Set<FirstAdministratorLink>();

    public DbSet<SpentToken> SpentTokens => Set<SpentToken>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<SecondFactorRule> SecondFactorRules => Set<SecondFactorRule>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<KeyCounter> KeyCounters => Set<KeyCounter>();

    // Passkeys are stored from the first migration on, so that signing in by them needs no change of schema.
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<AuditorAccessId>().HaveConversion<AuditorAccessIdConverter>();
        configurationBuilder.Properties<PersonId>().HaveConversion<PersonIdConverter>();
        configurationBuilder.Properties<ApprovalId>().HaveConversion<ApprovalIdConverter>();
        configurationBuilder.Properties<DocumentId>().HaveConversion<DocumentIdConverter>();
        configurationBuilder.Properties<ContextIssueId>().HaveConversion<ContextIssueIdConverter>();
        configurationBuilder.Properties<ObligationId>().HaveConversion<ObligationIdConverter>();
        configurationBuilder.Properties<AiSystemId>().HaveConversion<AiSystemIdConverter>();
        configurationBuilder.Properties<ControlId>().HaveConversion<ControlIdConverter>();
        configurationBuilder.Properties<ControlClaimId>().HaveConversion<ControlClaimIdConverter>();
        configurationBuilder.Properties<ControlInstanceId>().HaveConversion<ControlInstanceIdConverter>();
        configurationBuilder.Properties<ControlTestId>().HaveConversion<ControlTestIdConverter>();
        configurationBuilder.Properties<EvidenceRequestId>().HaveConversion<EvidenceRequestIdConverter>();
        configurationBuilder.Properties<EvidenceItemId>().HaveConversion<EvidenceItemIdConverter>();
        configurationBuilder.Properties<TaskId>().HaveConversion<TaskIdConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.ApplyConfiguration(new AccountConfiguration());
        builder.ApplyConfiguration(new FirstAdministratorLinkConfiguration());
        builder.ApplyConfiguration(new SpentTokenConfiguration());
        builder.ApplyConfiguration(new SessionConfiguration());
        builder.ApplyConfiguration(new ApiTokenConfiguration());
        builder.ApplyConfiguration(new AccountLinkConfiguration());
        builder.ApplyConfiguration(new SecondFactorRuleConfiguration());
        builder.ApplyConfiguration(new KeyCounterConfiguration());
        builder.ApplyConfiguration(new ChangeEventConfiguration());
        builder.ApplyConfiguration(new OutboxEntryConfiguration());
        builder.ApplyConfiguration(new PersonConfiguration());
        builder.ApplyConfiguration(new CommentConfiguration());
        builder.ApplyConfiguration(new NotificationConfiguration());
        builder.ApplyConfiguration(new NotificationPreferenceConfiguration());
        builder.ApplyConfiguration(new MailSettingsConfiguration());
        builder.ApplyConfiguration(new MailMessageConfiguration());
        builder.ApplyConfiguration(new WebhookConfiguration());
        builder.ApplyConfiguration(new WebhookDeliveryConfiguration());
        builder.ApplyConfiguration(new WebhookPositionConfiguration());
        builder.ApplyConfiguration(new AuditorAccessConfiguration());
        builder.ApplyConfiguration(new AuditorReadConfiguration());
        builder.ApplyConfiguration(new AiSystemConfiguration());
        builder.ApplyConfiguration(new TaskEntryConfiguration());
        builder.ApplyConfiguration(new DocumentConfiguration());
        builder.ApplyConfiguration(new DocumentFileConfiguration());
        builder.ApplyConfiguration(new DocumentSectionConfiguration());
        builder.ApplyConfiguration(new ControlConfiguration());
        builder.ApplyConfiguration(new ControlRequirementConfiguration());
        builder.ApplyConfiguration(new ControlClaimConfiguration());
        builder.ApplyConfiguration(new ControlInstanceConfiguration());
        builder.ApplyConfiguration(new ControlTestConfiguration());
        builder.ApplyConfiguration(new ControlTestResultConfiguration());
        builder.ApplyConfiguration(new AcknowledgementConfiguration());
        builder.ApplyConfiguration(new EvidenceItemConfiguration());
        builder.ApplyConfiguration(new EvidenceRevisionConfiguration());
        builder.ApplyConfiguration(new EvidenceRequestConfiguration());
        builder.ApplyConfiguration(new ContextIssueConfiguration());
        builder.ApplyConfiguration(new ObligationConfiguration());
        builder.ApplyConfiguration(new ApprovalConfiguration());
        builder.ApplyConfiguration(new ApprovalSeatConfiguration());
        builder.ApplyConfiguration(new LinkConfiguration());
        builder.ApplyConfiguration(new SavedViewConfiguration());
        builder.ApplyConfiguration(new DefaultViewConfiguration());
        builder.ApplyConfiguration(new BulkEditConfiguration());
        builder.ApplyConfiguration(new BulkEditRowConfiguration());
        builder.ApplyConfiguration(new TaskNoticeConfiguration());
        builder.ApplyConfiguration(new WorkEntryConfiguration());
        builder.ApplyConfiguration(new StatementEntryConfiguration());
        builder.ApplyConfiguration(new LicensedTextConfiguration());
        builder.ApplyConfiguration(new MappingDecisionConfiguration());
        builder.ApplyConfiguration(new UploadedFrameworkConfiguration());
        builder.ApplyConfiguration(new FrameworkEditionConfiguration());
        builder.ApplyConfiguration(new FrameworkPartConfiguration());
        builder.ApplyConfiguration(new VerificationRunConfiguration());
        builder.ApplyConfiguration(new GatewayActionConfiguration());

        IdentityTables.Name(builder);
        SnakeCaseNames.Apply(builder);
    }
}
