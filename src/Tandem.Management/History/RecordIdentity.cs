using Microsoft.AspNetCore.Identity;
using Tandem.Management.Access;
using Tandem.Management.Access.Accounts;
using Tandem.Management.Access.Passkeys;
using Tandem.Management.Auditors;
using Tandem.Management.BulkEdits;
using Tandem.Management.Controls;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Frameworks.Uploads;
using Tandem.Management.Mail;
using Tandem.Management.Notifications;
using Tandem.Management.Tasks.Reminders;
using Tandem.Management.Webhooks;

namespace Tandem.Management.History;

/// <summary>Type and key under which an entity's changes are kept.</summary>
internal readonly record struct RecordIdentity(string Type, string Key)
{
    /// <summary>Null for what is itself history or bookkeeping. INVARIANT (complete history): an entity nobody named here cannot be saved.</summary>
    internal static RecordIdentity? Of(object entity) => entity switch
    {
        IRecord record => new(record.RecordType, record.RecordKey),
        IdentityRole<Guid> role => new("role", role.Name ?? role.Id.ToString()),
        IdentityUserRole<Guid> role => new("account-role", $"{role.UserId}/{role.RoleId}"),
        IdentityUserClaim<Guid> claim => new("account-claim", $"{claim.UserId}/{claim.ClaimType}"),
        IdentityUserLogin<Guid> login => new("account-login", $"{login.UserId}/{login.LoginProvider}"),
        IdentityUserToken<Guid> token => new("account-token", $"{token.UserId}/{token.LoginProvider}/{token.Name}"),
        IdentityUserPasskey<Guid> passkey => new("account-passkey", $"{passkey.UserId}/{PasskeyRow.IdOf(passkey.CredentialId)}"),
        IdentityRoleClaim<Guid> claim => new("role-claim", $"{claim.RoleId}/{claim.ClaimType}"),
        ChangeEvent or OutboxEntry or KeyCounter or SpentToken or AuditorRead => null,
        // What they say stands in the history of the record that they name.
        BulkEditRow or ControlRequirement => null,
        // What they are part of names the hash of the file from which all of them come.
        FrameworkPart or DocumentSection => null,
        Notification or TaskNotice or MailMessage or WebhookDelivery or WebhookPosition => null,
        AccountLink link => new("account-link", link.AccountId.ToString()),
        FirstAdministratorLink => new("first-administrator-link", "one-time"),
        _ => throw new InvalidOperationException($"no history is defined for `{entity.GetType().Name}`; let it implement IRecord"),
    };
}
