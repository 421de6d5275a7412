using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

/// <summary>What came of an attempt to store an AI system.</summary>
internal abstract record SaveOutcome
{
    /// <summary>Stored; the version is the new one.</summary>
    internal sealed record Saved(AiSystem System) : SaveOutcome;

    /// <summary>Nothing was stored: what was entered is not right.</summary>
    internal sealed record Invalid(FormErrors Errors) : SaveOutcome;

    /// <summary>Nothing was stored: somebody else changed the system since the form was opened.</summary>
    internal sealed record Conflict(AiSystem Stored, IReadOnlyCollection<string> ChangedFields) : SaveOutcome;

    /// <summary>There is no such system.</summary>
    internal sealed record Missing : SaveOutcome;
}
