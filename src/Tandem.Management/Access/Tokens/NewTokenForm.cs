using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Tokens;

/// <summary>What an access token is asked to be, by page and API.</summary>
public sealed record NewTokenForm
{
    internal const int MostDays = 365;

    internal const int UsualDays = 90;

    public string? Name { get; init; }

    /// <summary>Constants of <see cref="TokenScopes"/>; `read` is part of every token, named or not.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Days until it ends, 1 to 365.</summary>
    public int? Days { get; init; }

    /// <summary>The person's password, once more.</summary>
    public string? Password { get; init; }

    internal static NewTokenForm From(IFormCollection form) => new()
    {
        Name = form["name"].ToString(),
        Scopes = [.. form["scopes"].OfType<string>()],
        Days = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null,
        Password = form["password"].ToString(),
    };

    /// <summary>All that is wrong, but for the password.</summary>
    internal FormErrors Check()
    {
        var errors = new FormErrors();
        // History and logs set the name between quotation marks.
        if (Name?.Trim() is not { Length: > 0 and <= ApiToken.LongestName } name || !name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '_' or '-'))
            errors.Add("name", string.Create(CultureInfo.InvariantCulture, $"enter 1 to {ApiToken.LongestName} letters, digits, blanks, `.`, `_` or `-`, such as `nightly export`"));
        if (Scopes.Except(TokenScopes.All.Select(known => known.Scope)).Any())
            errors.Add("scopes", $"choose from {string.Join(", ", TokenScopes.All.Select(known => $"`{known.Scope}`"))}");
        if (Days is not (>= 1 and <= MostDays))
            errors.Add("days", string.Create(CultureInfo.InvariantCulture, $"enter 1 to {MostDays} days; a token that never ends is not made"));
        return errors;
    }

    // A record writes its members into its text; one of these is a secret.
    public override string ToString() => nameof(NewTokenForm);
}
