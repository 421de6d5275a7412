using System.CommandLine;
using Tandem;
using Tandem.Commands;

var root = new RootCommand("Tandem: one management system for ISO/IEC 27001 and ISO/IEC 42001, with run-time evidence from the wire.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    VerifyCommand.Create(),
    ProveCommand.Create(),
    FsckCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    HammerCommand.Create(),
    KeysCommand.Create(),
    PolicyCommand.Create(),
    ClassifyCommand.Create(),
    MockLlmCommand.Create(),
};
ExampleHelp.AddTo(root);
return await CommandRun.InvokeAsync(root, args);
