namespace Tandem.Inspection.Classification;

/// <summary>Where a piece of text came from; the same words weigh differently from a user and from a retrieved document.</summary>
public enum SegmentProvenance
{
    /// <summary>The application's own instructions to the model.</summary>
    System,

    /// <summary>What the person typed.</summary>
    User,

    /// <summary>What the model answered, now or in an earlier turn.</summary>
    Assistant,

    /// <summary>The result or the arguments of a tool call.</summary>
    Tool,

    /// <summary>A document that the application looked up.</summary>
    Retrieved,

    /// <summary>Anything else, such as metadata.</summary>
    Other,
}
