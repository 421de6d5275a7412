using System.Globalization;

namespace Tandem.Management.Ui;

/// <summary>`size` and `page` in the addresses of lists below `/api`: alike for each of them, and refused when they cannot be meant, as any other value is.</summary>
internal static class ApiPaging
{
    internal const int Most = 500;

    internal const int Usual = 100;

    private const int MostPages = int.MaxValue / Most;

    internal static string SizeWords { get; } = string.Create(CultureInfo.InvariantCulture, $"Rows of one answer, 1 to {Most}; {Usual} when left out.");

    internal static string PageWords => "Number of the page, from 1; the first when left out.";

    /// <exception cref="UnreadableRequestException">No such number of rows can be answered.</exception>
    internal static int Size(int? asked) => asked is null or (>= 1 and <= Most) ? asked ?? Usual
        : throw new UnreadableRequestException(string.Create(CultureInfo.InvariantCulture, $"`size` is {asked}; give a number of rows from 1 to {Most}, or leave it out for {Usual}"));

    /// <exception cref="UnreadableRequestException">No page has this number.</exception>
    internal static int Page(int? asked) => asked is null or (>= 1 and <= MostPages) ? asked ?? 1
        : throw new UnreadableRequestException(string.Create(CultureInfo.InvariantCulture, $"`page` is {asked}; pages are counted from 1, and each answer says as `next` which is the next"));
}
