using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Access;

/// <summary>A person who can sign in. The e-mail address is the user name.</summary>
public sealed class Account : IdentityUser<Guid>, IRecord
{
    /// <summary>Name as pages and history show it.</summary>
    public string DisplayName { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Step of time of the last code of the authenticator that was used; a code of this step or an earlier one is refused.</summary>
    public long? LastCodeStep { get; set; }

    /// <summary>First sign-in, or the acceptance of the invitation; null for who has not come yet.</summary>
    public DateTimeOffset? JoinedAt { get; set; }

    /// <summary>Since when an administrator keeps the person out; null for nobody.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Key of the person in the register of people; null for an account that was made before there was one.</summary>
    public string? PersonKey { get; set; }

    public int Version { get; set; }

    public string RecordType => "account";

    // Not the e-mail address: the key stands in the ledger, from which nothing can be erased.
    public string RecordKey => Id.ToString();
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(a => a.DisplayName).HasMaxLength(200);
        builder.Property(a => a.PersonKey).HasMaxLength(16);
        builder.HasIndex(a => a.PersonKey).IsUnique();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Ignore(a => a.RecordType);
        builder.Ignore(a => a.RecordKey);
    }
}
