using System.Globalization;
using Tandem.Management.Ui;

namespace Tandem.Management.Figures;

/// <summary>All figures, in the order of their numbers.</summary>
internal sealed class FigureReader(IEnumerable<IFigureSource> sources, TimeProvider time)
{
    internal const string BegunField = "begun";

    internal async Task<IReadOnlyList<Figure>> ReadAsync(DateOnly? begun, CancellationToken cancellation)
    {
        var question = new FigureQuestion(begun, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var figures = new List<Figure>();
        // One after another: they share the request's database context.
        foreach (var source in sources)
            figures.AddRange(await source.ReadAsync(question, cancellation));
        return [.. figures.OrderBy(figure => Number(figure.Id)).ThenBy(figure => figure.Id, StringComparer.Ordinal)];
    }

    /// <summary>The day that an address says, or what is wrong with it.</summary>
    internal static (DateOnly? Begun, FormErrors Errors) Begun(string? text) => string.IsNullOrWhiteSpace(text) ? (null, FormErrors.None)
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, FormErrors.None)
        : (null, new FormErrors().Add(BegunField, "enter the day such as `2026-11-30`"));

    /// <summary>F9 before F11.</summary>
    internal static int Number(string id) => int.Parse(string.Concat(id.Skip(1).TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
