namespace Tandem.Management.Approvals;

/// <summary>Greatest sizes of what people enter.</summary>
internal static class ApprovalLimits
{
    /// <summary>Characters of the sentence that is signed for.</summary>
    internal const int Sentence = 500;

    /// <summary>Characters of note and reason.</summary>
    internal const int Text = 2000;

    /// <summary>Approvers of one approval.</summary>
    internal const int Approvers = 20;

    /// <summary>People that a form offers as approvers.</summary>
    internal const int MostOffered = 200;
}
