namespace Tandem.Management.Frameworks;

/// <summary>The two standards of the one management system.</summary>
public enum Standard
{
    Iso27001,
    Iso42001,
}

public static class Standards
{
    public static readonly IReadOnlyList<Standard> All = [Standard.Iso27001, Standard.Iso42001];

    /// <summary>The prefix that every identifier of the standard carries, in data, pages and exports.</summary>
    public static string Prefix(this Standard standard) => standard switch
    {
        Standard.Iso27001 => "iso27001",
        Standard.Iso42001 => "iso42001",
        _ => throw new ArgumentOutOfRangeException(nameof(standard), standard, "not a standard"),
    };

    public static string Edition(this Standard standard) => standard switch
    {
        Standard.Iso27001 => "ISO/IEC 27001:2022",
        Standard.Iso42001 => "ISO/IEC 42001:2023",
        _ => throw new ArgumentOutOfRangeException(nameof(standard), standard, "not a standard"),
    };

    public static string ShortName(this Standard standard) => standard switch
    {
        Standard.Iso27001 => "27001",
        Standard.Iso42001 => "42001",
        _ => throw new ArgumentOutOfRangeException(nameof(standard), standard, "not a standard"),
    };

    public static Standard Other(this Standard standard) => standard == Standard.Iso27001 ? Standard.Iso42001 : Standard.Iso27001;

    public static bool TryParse(string? prefix, out Standard standard)
    {
        standard = Standard.Iso27001;
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.Prefix(), prefix, StringComparison.Ordinal))
            {
                standard = candidate;
                return true;
            }
        }
        return false;
    }
}
