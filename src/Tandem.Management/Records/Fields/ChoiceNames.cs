using System.Text.Json;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>Values of an enumeration as forms, addresses, API, history and exports write them: the name in camel case.</summary>
internal static class ChoiceNames
{
    internal static string Of<TValue>(TValue value)
        where TValue : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal static TValue? Parse<TValue>(string? name)
        where TValue : struct, Enum => Enum.GetValues<TValue>().Where(value => Of(value) == name).Cast<TValue?>().FirstOrDefault();

    internal static IReadOnlyList<Choice> All<TValue>(Func<TValue, string> words)
        where TValue : struct, Enum => Enum.GetValues<TValue>().Select(value => new Choice(Of(value), words(value))).ToList();
}
