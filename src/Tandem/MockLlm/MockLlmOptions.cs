using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.MockLlm;

/// <summary>How the mock endpoint behaves. A request can override each value by the name of its model, because every client passes that on.</summary>
/// <param name="FirstByteDelayMs">Time before the first byte of an answer, in milliseconds, 0 to 600,000.</param>
/// <param name="Events">Number of text events of a streamed answer, 1 to 100,000; 0 means one for each word.</param>
/// <param name="GapMs">Time between two events of a stream, in milliseconds, 0 to 60,000.</param>
/// <param name="Fault">What goes wrong, if anything.</param>
/// <param name="Leak">Where a made-up credential appears in the answer, if anywhere.</param>
internal sealed partial record MockLlmOptions(int FirstByteDelayMs, int Events, int GapMs, MockFault Fault, MockLeak Leak)
{
    public const int MaxDelayMs = 600_000;
    public const int MaxEvents = 100_000;
    public const int MaxGapMs = 60_000;

    public static MockLlmOptions Plain { get; } = new(0, 0, 0, MockFault.None, MockLeak.None);

    /// <summary>Reads the behaviour out of a model name such as <c>mock-d50-n20-g5</c>, <c>mock-leak</c> or <c>mock-fault-reset</c>.</summary>
    public MockLlmOptions For(string model)
    {
        var options = this;
        foreach (Match part in Part().Matches(model))
        {
            var number = int.TryParse(part.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
            options = part.Groups["letter"].Value switch
            {
                "d" => options with { FirstByteDelayMs = Math.Min(number, MaxDelayMs) },
                "n" => options with { Events = Math.Min(number, MaxEvents) },
                "g" => options with { GapMs = Math.Min(number, MaxGapMs) },
                _ => options,
            };
        }

        if (model.Contains("-leaktool", StringComparison.Ordinal))
            options = options with { Leak = MockLeak.ToolArguments };
        else if (model.Contains("-leak", StringComparison.Ordinal))
            options = options with { Leak = MockLeak.Text };

        return Faults.FirstOrDefault(fault => model.Contains("-fault-" + fault.Key, StringComparison.Ordinal)) is { Key: not null } found
            ? options with { Fault = found.Value }
            : options;
    }

    /// <summary>The names by which faults are asked for, on the command line and in model names.</summary>
    public static IReadOnlyDictionary<string, MockFault> Faults { get; } = new Dictionary<string, MockFault>(StringComparer.Ordinal)
    {
        ["none"] = MockFault.None,
        ["status"] = MockFault.Status500,
        ["overloaded"] = MockFault.Status529,
        ["reset"] = MockFault.Reset,
        ["hang"] = MockFault.Hang,
        ["truncate"] = MockFault.Truncate,
        ["garbage"] = MockFault.Garbage,
    };

    [GeneratedRegex("-(?<letter>[dng])(?<number>[0-9]{1,7})(?=-|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();
}

internal enum MockFault
{
    None,

    /// <summary>Answers 500 with an error in the caller's dialect.</summary>
    Status500,

    /// <summary>Answers 529, as an overloaded provider does.</summary>
    Status529,

    /// <summary>Closes the connection without an answer, or in the middle of a stream.</summary>
    Reset,

    /// <summary>Never answers.</summary>
    Hang,

    /// <summary>Ends a stream without its terminal event, and a buffered answer before its last byte.</summary>
    Truncate,

    /// <summary>Answers 200 with bytes that are no JSON.</summary>
    Garbage,
}

internal enum MockLeak
{
    None,

    /// <summary>A made-up cloud key in the text; of a stream, split over three events.</summary>
    Text,

    /// <summary>The same key in the arguments of a tool call.</summary>
    ToolArguments,
}
