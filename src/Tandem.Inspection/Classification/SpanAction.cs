namespace Tandem.Inspection.Classification;

/// <summary>What happens to the bytes of one finding in a stream.</summary>
public enum SpanAction
{
    /// <summary>The bytes pass unchanged; the finding is only reported.</summary>
    Release,

    /// <summary>The bytes are replaced.</summary>
    Redact,

    /// <summary>The stream ends before the first byte of the finding.</summary>
    Block,
}
