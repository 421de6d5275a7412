namespace Tandem.Gateway.Bodies;

/// <summary>Why a body could not be taken in, by phase.</summary>
internal enum BodyProblem
{
    None,

    /// <summary>More bytes than the route allows, as sent or unpacked.</summary>
    TooLarge,

    /// <summary>All large bodies together would need more memory than there is for them.</summary>
    Overloaded,

    /// <summary>Not whole within the time a body may take.</summary>
    TimedOut,

    /// <summary>The caller went away while sending.</summary>
    CallerGone,

    /// <summary>Framing or compression is broken.</summary>
    Broken,

    /// <summary>A content encoding, charset or media type the gateway does not read.</summary>
    Unsupported,
}
