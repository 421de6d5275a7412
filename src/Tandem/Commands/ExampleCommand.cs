using System.CommandLine;

namespace Tandem.Commands;

/// <summary>A command whose own help ends with an example; lists of commands stay one line each.</summary>
internal sealed class ExampleCommand(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;
}
