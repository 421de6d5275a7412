using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>What a change of the own password is asked with, by page and API.</summary>
internal sealed record PasswordForm
{
    public string Current { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The new password once more; programs, which do not mistype, leave it out.</summary>
    public string? Repeat { get; init; }

    internal static PasswordForm From(IFormCollection form) => new()
    {
        Current = form["current"].ToString(),
        Password = form["password"].ToString(),
        Repeat = form["repeat"].ToString(),
    };

    /// <param name="isFirst">True when there is no current password.</param>
    internal FormErrors Check(bool isFirst)
    {
        var errors = new FormErrors();
        if (Current.Length == 0 && !isFirst)
            errors.Add("current", "enter your current password");
        PasswordRules.Check(Password, Repeat ?? Password, errors);
        if (Password == Current && !errors.Any)
            errors.Add("password", "this is the current password; choose another one");
        return errors;
    }

    // A record writes its members into its text; these are secrets.
    public override string ToString() => nameof(PasswordForm);
}
