namespace Tandem.Management.Context;

/// <summary>Where an issue lies; the first fits the first <see cref="ContextCategory"/>, so that a new record does not contradict itself.</summary>
public enum ContextKind
{
    External,
    Internal,
}
