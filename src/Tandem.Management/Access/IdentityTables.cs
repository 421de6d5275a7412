using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Passkeys;

namespace Tandem.Management.Access;

/// <summary>Names of the tables of ASP.NET Core Identity in our words.</summary>
internal static class IdentityTables
{
    internal static void Name(ModelBuilder model)
    {
        model.Entity<Account>().ToTable("accounts");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins");
        model.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens");
        model.Entity<IdentityUserRole<Guid>>().ToTable("account_roles");
        model.Entity<IdentityUserPasskey<Guid>>().ToTable("account_passkeys");
        model.ApplyConfiguration(new PasskeyColumns());
        model.Entity<IdentityRole<Guid>>().ToTable("roles");
        model.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
    }
}
