namespace Tandem.Management.Decisions.Evidence;

/// <summary>The newest verification, kept at hand because every page with evidence asks for it.</summary>
internal sealed class LatestVerification
{
    private volatile VerificationRun? _run;

    internal VerificationRun? Run => _run;

    internal void Set(VerificationRun run) => _run = run;
}
