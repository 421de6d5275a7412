namespace Tandem.Management.Auditors;

/// <summary>Greatest lengths and times.</summary>
internal static class AuditorLimits
{
    /// <summary>Characters of the audit's name.</summary>
    internal const int Audit = 200;

    /// <summary>Days that an access may last.</summary>
    internal const int Days = 366;

    /// <summary>Single records that an access may open.</summary>
    internal const int Records = 500;

    /// <summary>Characters kept of an address that was read.</summary>
    internal const int Address = 1000;
}
