using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

/// <summary>Who is invited, by page and API.</summary>
public sealed record InvitationForm
{
    private static readonly EmailAddressAttribute EmailRule = new();

    /// <summary>Key, name or e-mail address of a person of the register; a name that nobody has yet enters a person.</summary>
    public string? Person { get; init; }

    /// <summary>Address to sign in by; empty takes that of the person.</summary>
    public string? Email { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public string? Reason { get; init; }

    internal static InvitationForm From(IFormCollection form) => new()
    {
        Person = form["person"].ToString(),
        Email = form["email"].ToString(),
        Roles = [.. form["roles"].OfType<string>()],
        Reason = form["reason"].ToString(),
    };

    /// <summary>All that is wrong with the form itself.</summary>
    internal FormErrors Check()
    {
        var errors = new FormErrors();
        if (Person?.Trim().Length is not (> 0 and <= RecordLimits.PersonName))
            errors.Add("person", "name a person of the register, or enter a new name");
        if (Email?.Trim() is { Length: > 0 } email && !IsAddress(email))
            errors.Add("email", "enter an e-mail address such as `ada@example.org`");
        if (Roles.Count == 0 || Roles.Except(Access.Roles.All).Any())
            errors.Add("roles", "choose at least one role of the list");
        if (Reason?.Trim().Length > RecordLimits.Reason)
            errors.Add("reason", "say it in at most 1000 characters");
        return errors;
    }

    internal static bool IsAddress(string email) => email.Length <= PersonLimits.Email && EmailRule.IsValid(email) && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"');
}
