namespace Tandem.Inspection.Policy;

/// <summary>When a rule is asked.</summary>
/// <remarks>The order is the order in which facts become known: a rule may use the facts of its own phase and of earlier ones.</remarks>
public enum PolicyPhase
{
    /// <summary>Identity and route are known, the body has not been read.</summary>
    Admit = 0,

    /// <summary>The request has been read and classified; nothing has been sent.</summary>
    Request = 1,

    /// <summary>The answer has been classified; nothing of it that is still held has been released.</summary>
    Response = 2,
}
