using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Management.Access.Passkeys;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>The page of the own account, with everything by which its owner signs in.</summary>
internal sealed class ShowProfile(ChangeSecondFactor factor, TandemDbContext db, CurrentUser user)
{
    internal async Task<RazorComponentResult> AnswerAsync(HttpContext http, string? done, FormErrors errors, CancellationToken cancellation) => Page.Show<ProfilePage>(
        new
        {
            Done = done,
            SecondFactor = await factor.ReadAsync(http, cancellation),
            Passkeys = await PasskeyRow.OfAsync(Guid.Parse(user.Id), db, cancellation),
            Errors = errors,
        },
        errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
