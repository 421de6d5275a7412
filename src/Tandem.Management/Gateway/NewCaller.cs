using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Gateway;

/// <summary>What a key is asked to be for, as texts; <see cref="Check"/> finds all that is wrong at once.</summary>
public sealed record NewCallerForm
{
    private const int Longest = 100;
    private const int MostRoles = 20;

    public string? App { get; init; }

    public string? Ai { get; init; }

    /// <summary>Names separated by commas or lines.</summary>
    public string? Roles { get; init; }

    /// <summary>Day in UTC on which the key ends; empty for none.</summary>
    public string? Expires { get; init; }

    public string? Reason { get; init; }

    internal static NewCallerForm From(IFormCollection form) =>
        new() { App = form["app"], Ai = form["ai"], Roles = form["roles"], Expires = form["expires"], Reason = form["reason"] };

    internal (NewCaller? Caller, FormErrors Errors) Check(DateTimeOffset now)
    {
        var errors = new FormErrors();
        Name("app", App, "name the application as its caller identity will carry it");
        Name("ai", Ai, "name the AI system by its key, such as `AIS-0001`");
        var roles = FormText.Words(Roles);
        if (roles.Count > MostRoles || roles.Any(role => !IsPlain(role)))
            errors.Add("roles", string.Create(CultureInfo.InvariantCulture, $"at most {MostRoles} roles of at most {Longest} plain characters each; shorten the list"));
        DateTimeOffset? expires = null;
        if (!string.IsNullOrWhiteSpace(Expires))
        {
            if (DateTimeOffset.TryParse(Expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end) && end > now)
                expires = end;
            else
                errors.Add("expires", $"`{Expires}` is no time to come; leave it empty or choose a later day");
        }
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > GatewayAction.LongestReason)
            errors.Add("reason", "say why the key is needed; it stands in the history");
        return errors.Any ? (null, errors) : (new NewCaller(App!.Trim(), Ai!.Trim(), roles, expires, Reason!.Trim()), errors);

        void Name(string field, string? value, string cure)
        {
            if (string.IsNullOrWhiteSpace(value) || !IsPlain(value.Trim()))
                errors.Add(field, $"1 to {Longest} plain characters are needed; {cure}");
        }
    }

    private static bool IsPlain(string text) => text.Length is > 0 and <= Longest && !text.Any(char.IsControl);
}

internal sealed record NewCaller(string Application, string AiSystem, IReadOnlyList<string> Roles, DateTimeOffset? Expires, string Reason);
