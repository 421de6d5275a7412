using System.CommandLine;

namespace Tandem.Hosting;

/// <summary>The option that names the data folder, the same on every command that has one.</summary>
internal static class DataOption
{
    public static Option<string> Create(string standard) => new("--data")
    {
        Description = "the data folder",
        DefaultValueFactory = _ => standard,
    };
}
