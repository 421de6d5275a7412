using System.Text.Json;

namespace Tandem.Demo;

/// <summary>The invented organisation as data: <c>content/demo</c>.</summary>
internal static class DemonstrationContent
{
    public static SystemsFile Systems => Read<SystemsFile>("ai-systems.json");

    public static StatementFile Statement => Read<StatementFile>("statement.json");

    public static TasksFile Tasks => Read<TasksFile>("tasks.json");

    public static TrafficFile Traffic => Read<TrafficFile>("traffic.json");

    private static T Read<T>(string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "content", "demo", name)), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"`content/demo/{name}` is empty");

    internal sealed record SystemsFile(string Organisation, IReadOnlyList<JsonElement> Systems);

    internal sealed record StatementFile(IReadOnlyList<JsonElement> Rows);

    internal sealed record TasksFile(IReadOnlyList<DemonstrationTask> Tasks);

    internal sealed record TrafficFile(IReadOnlyList<TrafficRequest> Requests);
}

/// <summary>A task of the demonstration; its due day counts from the day on which it is loaded.</summary>
internal sealed record DemonstrationTask(int DueInDays, JsonElement Fields);

/// <summary>One request of the demonstration, and what should become of it.</summary>
internal sealed record TrafficRequest(string Application, string Dialect, string Model, bool Stream, bool Tools, string Prompt, string Expect, int Repeat);
