using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Tandem.Management.Ui;

/// <summary>Answers with a page: a Razor component in its layout. Parameters are passed by name.</summary>
public static class Page
{
    public static RazorComponentResult Show<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(
        object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(typeof(TPage), parameters ?? new { }) { StatusCode = status };

    /// <summary>Where to go after a sign-in: the given address when it is a path of this site, else the home page.</summary>
    public static string LocalOr(string? address, string fallback) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
        && address.All(c => c is > ' ' and <= '~') ? address : fallback; // a header carries nothing else; browsers write the rest in percent signs
}
