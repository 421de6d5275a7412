using System.CommandLine;
using System.Text;
using Tandem.Classifying;
using Tandem.Inspection.Classification;
using Tandem.Policies;

namespace Tandem.Commands;

/// <summary><c>tandem classify</c>: JSON Lines in, findings out; nothing leaves the machine and nothing is recorded.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var policy = new Option<string?>("--policy") { Description = "folder of the bundle that gives levels and verdicts; the starter policy when left out" };
        var command = new ExampleCommand("classify", "Read JSON Lines {\"id\",\"text\"} or {\"id\",\"request\"} on standard input and write {\"id\",\"findings\",\"verdict\"}; offsets are Unicode code points.",
            "echo '{\"id\":1,\"text\":\"card 4111 1111 1111 1111\"}' | tandem classify")
        { policy };
        command.SetAction(async (result, cancellation) =>
        {
            var lines = new ClassifiedLine(Classifier.Default, new BundleDraft(result.GetValue(policy) ?? StarterPolicy.Shipped).Load(TimeProvider.System), TimeProvider.System);
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            while (await input.ReadLineAsync(cancellation) is { } line)
            {
                if (line.Length > 0)
                    await output.WriteLineAsync(lines.Of(line));
            }

            return 0;
        });
        return command;
    }
}
