using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Frameworks;

namespace Tandem.Management.StandardFilter;

/// <summary>The standard that the person of this request looks at: as the address says, so that a view can be shared; else as the person chose in the header.</summary>
public sealed class ChosenStandard(IHttpContextAccessor http)
{
    /// <summary>Name in the address and in the form.</summary>
    internal const string Name = "standard";

    /// <summary>Value for no filter.</summary>
    internal const string Both = "both";

    internal const string CookieName = "tandem-standard";

    private HttpRequest? Request => http.HttpContext?.Request;

    /// <summary>What the address says; null when it says nothing that is known.</summary>
    public string? InAddress => Known(Request?.Query[Name]);

    /// <summary>Null for both standards.</summary>
    public Standard? Value => Standards.TryParse(InAddress ?? Kept, out var standard) ? standard : null;

    /// <summary>True when something on this page was left out because of it.</summary>
    public bool IsApplied { get; private set; }

    // Programs get what their address asks for, whatever a person chose in the same browser.
    private string? Kept => Request is { } request && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? Known(request.Cookies[CookieName]) : null;

    /// <summary>The standard to narrow to; the page then says that it is narrowed.</summary>
    public Standard? Apply()
    {
        IsApplied |= Value is not null;
        return Value;
    }

    /// <summary>The address of this page with another choice in it; null takes the choice out.</summary>
    public string Url(string? choice)
    {
        var parts = Request!.Query.Where(part => part.Key != Name).SelectMany(part => part.Value.Select(value => KeyValuePair.Create(part.Key, value))).ToList();
        if (choice is not null)
            parts.Add(new(Name, choice));
        return QueryHelpers.AddQueryString(Request.Path.Value ?? "/", parts);
    }

    internal static string? Known(string? said) => said == Both || Standards.TryParse(said, out _) ? said : null;
}
