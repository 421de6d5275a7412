using System.Globalization;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>What can go wrong while evaluating. The texts are made at load, so that an error costs nothing more at run time.</summary>
internal static class CelEvaluationErrors
{
    public static string OutsideList(int position) => At("index is outside the list", position);

    public static string Overflow(int position) => At("number does not fit in 64 bits", position);

    public static string DivisionByZero(int position) => At("division by zero", position);

    public static string TimeRange(int position) => At("time is outside the years 1 to 9999, or duration over 292 years", position);

    public static string TooManyVisits(int position) =>
        At(string.Create(CultureInfo.InvariantCulture, $"exists() and all() visited more than {CelLimits.MaxVisits} elements"), position);

    private static string At(string message, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"{message} at character {position + 1} of the condition");
}
