using System.CommandLine;
using Tandem.Commands;

var root = new RootCommand("Tandem: one management system for ISO/IEC 27001 and ISO/IEC 42001, with run-time evidence from the wire.")
{
    MockLlmCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
