using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tandem.Management.Ui;

/// <summary>How JSON bodies are read and written. INVARIANT (no null by surprise): null, or nothing, where a text or a list must stand is refused before an endpoint sees it, as a text is where a number must stand.</summary>
internal static class JsonBodies
{
    internal static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonText());
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(LookAtBodies);
    }

    private static void LookAtBodies(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(member => !member.PropertyType.IsValueType))
        {
            // Answers are ours: what they hold is not looked at a second time.
            member.IsGetNullable = true;
            member.IsRequired |= member.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
        }
    }
}
