namespace Tandem.Management.People;

/// <summary>Greatest lengths, in characters.</summary>
internal static class PersonLimits
{
    /// <summary>An e-mail address (RFC 5321 section 4.5.3.1.3, and as accounts hold it).</summary>
    internal const int Email = 256;

    /// <summary>Unit and job.</summary>
    internal const int Line = 200;
}
