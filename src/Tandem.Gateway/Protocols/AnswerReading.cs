namespace Tandem.Gateway.Protocols;

/// <summary>A buffered answer, or why it cannot be inspected.</summary>
/// <param name="Answer">The answer; null when there is a problem.</param>
/// <param name="Problem">What is wrong, with the byte position; null when the answer was read. Never quotes the answer.</param>
internal sealed record AnswerReading(Answer? Answer, string? Problem)
{
    public static AnswerReading Of(Answer answer) => new(answer, null);

    public static AnswerReading Uninspectable(string problem) => new(null, problem);
}
