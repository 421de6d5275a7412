using System.CommandLine;
using Tandem.MockLlm;

namespace Tandem.Commands;

/// <summary><c>tandem mock-llm</c>: a model provider that answers from the loopback interface.</summary>
internal static class MockLlmCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "port on localhost; 0 takes a free one", DefaultValueFactory = _ => 7183 };
        var delay = Bounded("--delay", "milliseconds before the first byte of an answer", MockLlmOptions.MaxDelayMs);
        var events = Bounded("--events", "number of text events of a streamed answer; 0 means one for each word", MockLlmOptions.MaxEvents);
        var gap = Bounded("--gap", "milliseconds between two events of a stream", MockLlmOptions.MaxGapMs);
        var fault = new Option<string>("--fault") { Description = "what goes wrong: " + string.Join(", ", MockLlmOptions.Faults.Keys), DefaultValueFactory = _ => "none" };
        fault.AcceptOnlyFromAmong([.. MockLlmOptions.Faults.Keys]);
        var command = new ExampleCommand("mock-llm", "Answer as a model provider would (OpenAI and Anthropic dialects, streaming, tools, delays, faults), on this machine only. "
            + "A model name overrides the options for one request, for example mock-d50-n20-g5 (delay, events, gap), mock-leak, mock-leaktool, mock-fault-reset.",
            "tandem mock-llm --port 7183 --delay 50")
        { port, delay, events, gap, fault };
        command.SetAction(async (result, cancellation) =>
        {
            var options = new MockLlmOptions(result.GetValue(delay), result.GetValue(events), result.GetValue(gap), MockLlmOptions.Faults[result.GetRequiredValue(fault)], MockLeak.None);
            await using var app = MockLlmHost.Build(options, FormattableString.Invariant($"http://127.0.0.1:{result.GetValue(port)}"));
            await app.StartAsync(cancellation);
            Console.WriteLine($"mock LLM    {app.Urls.First()}   (what it received: {app.Urls.First()}/requests)");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        });
        return command;
    }

    private static Option<int> Bounded(string name, string description, int most)
    {
        var option = new Option<int>(name) { Description = FormattableString.Invariant($"{description}, 0 to {most}") };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is var value && (value < 0 || value > most))
                result.AddError(FormattableString.Invariant($"{name} must lie between 0 and {most}"));
        });
        return option;
    }
}
