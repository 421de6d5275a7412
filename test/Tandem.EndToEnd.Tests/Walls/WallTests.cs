namespace Tandem.EndToEnd.Tests.Walls;

/// <summary>The walls between projects, held against what was really compiled.</summary>
public sealed class WallTests
{
    private static readonly string[] Own = ["Tandem.Inspection", "Tandem.Ledger", "Tandem.Gateway", "Tandem.Management", "tandem"];

    [Theory]
    [InlineData("Tandem.Inspection")]
    [InlineData("Tandem.Ledger")]
    public void OutsidersParts_ReferToNothingButTheBaseLibrary(string name)
    {
        var foreign = CompiledAssembly.Read(name).References
            // The base library's own error type of system calls lies in an assembly of that name.
            .Where(reference => !reference.StartsWith("System.", StringComparison.Ordinal) && reference is not ("System" or "Microsoft.Win32.Primitives"));

        Assert.Empty(foreign);
    }

    [Fact]
    public void Inspection_UsesNoNetworkNoFilesAndNoClock()
    {
        string[] forbidden = ["System.Net.", "System.IO.File", "System.IO.Directory", "System.IO.Path.", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.TimeProvider", "System.Environment.TickCount"];
        var inspection = CompiledAssembly.Read("Tandem.Inspection");

        var breaches = inspection.UsedTypes.Concat(inspection.UsedMembers)
            .Where(used => forbidden.Any(prefix => used.StartsWith(prefix, StringComparison.Ordinal)))
            // An address or a path as a value is text, neither network nor file.
            .Where(used => !used.StartsWith("System.Net.IPAddress", StringComparison.Ordinal) && !used.StartsWith("System.Net.IPNetwork", StringComparison.Ordinal)
                && !used.StartsWith("System.Net.Sockets.AddressFamily", StringComparison.Ordinal) && used is not "System.IO.Path.IsPathFullyQualified");

        Assert.Empty(breaches);
    }

    [Theory]
    [InlineData("Tandem.Ledger", "Tandem.Inspection")]
    [InlineData("Tandem.Gateway", "Tandem.Management")]
    [InlineData("Tandem.Management", "Tandem.Gateway")]
    [InlineData("Tandem.Ledger", "Microsoft.AspNetCore")]
    [InlineData("Tandem.Gateway", "Microsoft.EntityFrameworkCore")]
    [InlineData("Tandem.Gateway", "SQLitePCLRaw")]
    [InlineData("Tandem.Gateway", "Npgsql")]
    public void Project_DoesNotReach(string project, string forbidden)
    {
        var references = CompiledAssembly.Read(project).References.Where(reference => reference.StartsWith(forbidden, StringComparison.Ordinal));

        Assert.Empty(references);
    }

    [Fact]
    public void Ledger_KnowsNoSql()
    {
        Assert.DoesNotContain(CompiledAssembly.Read("Tandem.Ledger").References, reference => reference.StartsWith("System.Data", StringComparison.Ordinal));
    }

    [Fact]
    public void Types_CarryNoEmptyNames()
    {
        string[] empty = ["Helper", "Helpers", "Util", "Utils", "Manager", "Common", "Mgr"];

        var badly = Own.SelectMany(name => CompiledAssembly.Read(name).OwnTypes)
            .Where(type => type.StartsWith("Tandem.", StringComparison.Ordinal))
            .Where(type => empty.Any(word => type.EndsWith(word, StringComparison.Ordinal)));

        Assert.Empty(badly);
    }
}
