using System.Text.Json;
using Tandem.Hosting;

namespace Tandem.Demo;

/// <summary>How to get into the demonstration, kept in its data folder so that a second start finds it: an account of the pages and one key per application.</summary>
internal sealed record DemonstrationAccess(string Account, string Password, IReadOnlyDictionary<string, string> Keys)
{
    public static DemonstrationAccess? Read(DataFolder data) =>
        File.Exists(PathIn(data)) ? JsonSerializer.Deserialize<DemonstrationAccess>(File.ReadAllText(PathIn(data)), JsonSerializerOptions.Web) : null;

    /// <summary>Written last, so that a start that was broken off is not taken for a loaded demonstration.</summary>
    public void Write(DataFolder data)
    {
        Directory.CreateDirectory(data.Demonstration);
        SecretFile.Create(PathIn(data), JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
    }

    private static string PathIn(DataFolder data) => Path.Combine(data.Demonstration, "access.json");
}
