using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Management.Access.Passkeys;

/// <summary>What we keep of a passkey beside what Identity does.</summary>
internal sealed class PasskeyColumns : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    internal const string LastUsedAt = "LastUsedAt";

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder) => builder.Property<DateTimeOffset?>(LastUsedAt);
}
