using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests;

/// <summary>What scripts rely on: exit codes that tell a finding from a command that could not run, and help that fits on a page.</summary>
public sealed class CommandLine
{
    [Theory]
    [InlineData("--nosuch", "verify", ".", "--key", "x", "--nosuch")]
    [InlineData("there is no folder `/nonexistent`", "verify", "/nonexistent", "--key", "x")]
    [InlineData("neither a file with a verifier key nor one itself", "verify", ".", "--key", "x")]
    [InlineData("there is no folder `/nonexistent`", "fsck", "/nonexistent", "--key", "x")]
    [InlineData("nosuch", "nosuch")]
    public async Task Command_ThatCannotRun_SaysWhyAndEndsWithThree(string says, params string[] arguments)
    {
        var run = await ProgramRun.Tandem(arguments);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(says, run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfTheProgram_NamesEachCommandInOneLine()
    {
        var run = await ProgramRun.Tandem("--help");

        Assert.Equal(0, run.ExitCode);
        var commands = run.Output[run.Output.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
        Assert.All(commands.Where(line => line.Trim().Length > 0), line => Assert.Matches("^  [a-z]", line));
    }

    [Fact]
    public async Task Help_OfACommand_EndsWithAnExample()
    {
        var run = await ProgramRun.Tandem("prove", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Example:\n  tandem prove ", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
