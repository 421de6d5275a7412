using System.Globalization;

namespace Tandem.Management.Figures;

/// <summary>One figure with what it is made of, so that it can be counted again.</summary>
/// <param name="Id">Number of the figure, such as `F3a`.</param>
/// <param name="Title">What it says.</param>
/// <param name="Formula">How it is counted, in words.</param>
public sealed record Figure(string Id, string Title, string Formula)
{
    /// <summary>The figure; null when data do not suffice.</summary>
    public decimal? Value { get; init; }

    public FigureUnit Unit { get; init; } = FigureUnit.Percent;

    /// <summary>What was counted, in the order of the formula.</summary>
    public IReadOnlyList<FigureInput> Inputs { get; init; } = [];

    /// <summary>First day that the data speak about; null for no period.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day that the data speak about; null for no period.</summary>
    public DateOnly? To { get; init; }

    /// <summary>What is missing for it, as a sentence; null when the figure stands.</summary>
    public string? Missing { get; init; }

    /// <summary>Something that must be known to read it rightly; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>`55 %`, or what is missing.</summary>
    internal string Result => Value is { } value ? Words(value) : Missing ?? "Nothing to count from.";

    private string Words(decimal value) => Unit switch
    {
        FigureUnit.Percent => string.Create(CultureInfo.InvariantCulture, $"{value:0} %"),
        FigureUnit.Days => string.Create(CultureInfo.InvariantCulture, $"{value:0} {(value == 1 ? "day" : "days")}"),
        FigureUnit.Controls => string.Create(CultureInfo.InvariantCulture, $"{value:0} controls"),
        FigureUnit.HoursPerRequirementAndMonth => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} h"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A share of what was counted; without a result as long as something is missing or there is nothing to count from.</summary>
    internal static Figure Share(string id, string title, string formula, FigureInput counted, FigureInput of, string? missing) => new(id, title, formula)
    {
        Value = missing is null && of.Value > 0 ? decimal.Round(100m * counted.Value / of.Value, MidpointRounding.AwayFromZero) : null,
        Inputs = [counted, of],
        Missing = missing,
    };

    /// <summary>How many days lie between two; without a result as long as something is missing.</summary>
    internal static Figure Span(string id, string title, string formula, DateOnly? from, DateOnly? to, IReadOnlyList<FigureInput> inputs, string? missing) => new(id, title, formula)
    {
        Value = missing is null && from is { } first && to is { } last ? last.DayNumber - first.DayNumber : null,
        Unit = FigureUnit.Days,
        Inputs = inputs,
        From = from,
        To = to,
        Missing = missing,
    };
}

/// <param name="Name">What was counted.</param>
/// <param name="Value">How much of it.</param>
public sealed record FigureInput(string Name, decimal Value)
{
    internal string Words => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Value:0.##}");
}

public enum FigureUnit
{
    Percent,
    Days,
    Controls,
    HoursPerRequirementAndMonth,
}

/// <param name="Begun">Day on which the work for AI began; null when it was not said.</param>
/// <param name="Today">Last day that counts.</param>
internal sealed record FigureQuestion(DateOnly? Begun, DateOnly Today)
{
    internal const string NotBegun = "Not enough data: say above on which day the work for AI began.";
}

/// <summary>Counts the figures of one feature.</summary>
internal interface IFigureSource
{
    Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation);
}
