using Tandem.Gateway.Bodies;
using Tandem.Gateway.Protocols;
using Tandem.Inspection.Decisions;

namespace Tandem.Gateway.Exchanges;

/// <summary>Third step: takes the body in, unpacks it and has the dialect walk it.</summary>
internal sealed class Intake
{
    private readonly GatewayOptions _options;

    public Intake(GatewayOptions options) => _options = options;

    public async Task<Halt?> ReadAsync(Exchange exchange)
    {
        var limit = exchange.Route!.BodyLimitBytes;
        var (packed, problem) = await BodyReception.ReadAsync(
            exchange.Context.Request, limit, _options.BodyTimeout, exchange.Lease, _options.TimeProvider, exchange.CallerGone);
        if (problem == BodyProblem.None) (exchange.Body, problem) = BodyUnpacking.Unpack(packed, exchange.Format!.Coding, limit, exchange.Lease);
        exchange.Clock.ReadUs = exchange.Clock.Lap();
        exchange.Record = exchange.Record with { Coverage = exchange.Record.Coverage with { BytesIn = exchange.Body.Length } };
        return problem == BodyProblem.None ? null : HaltFor(problem);
    }

    public static Halt? Parse(Exchange exchange)
    {
        try
        {
            var request = exchange.Dialect!.ParseRequest(exchange.Body);
            exchange.Request = request;
            exchange.Record = exchange.Record with
            {
                Stream = request.Stream,
                Coverage = exchange.Record.Coverage with { Segments = request.Segments.Count, Uninspected = request.Uninspected.Count },
            };
        }
        catch (BodyFormatException exception)
        {
            return Halt.For(ReasonCodes.BodyInvalid, exception.Message);
        }

        // A name nobody offers is the caller's text and does not go into the record.
        if (exchange.Request.Model is not { } name || !exchange.Route!.Models.TryGetValue(name, out var model)) return Halt.For(ReasonCodes.ModelUnknown);
        exchange.Record = exchange.Record with { Model = name, ModelVersion = new ModelVersions(model.Version ?? name, "none") };
        return null;
    }

    public static Halt HaltFor(BodyProblem problem) => problem switch
    {
        BodyProblem.TooLarge => Halt.For(ReasonCodes.BodyTooLarge),
        BodyProblem.Overloaded => Halt.For(ReasonCodes.Overloaded),
        BodyProblem.TimedOut => Halt.For(ReasonCodes.BodyTimeout),
        BodyProblem.CallerGone => Halt.For(ReasonCodes.ClientAbort),
        BodyProblem.Broken => Halt.For(ReasonCodes.BodyInvalid, "the body's framing or compression is broken; send it again"),
        BodyProblem.Unsupported => Halt.For(ReasonCodes.EncodingUnsupported),
        BodyProblem.None => throw new ArgumentOutOfRangeException(nameof(problem), problem, "no problem, no halt"),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "no such problem"),
    };
}
