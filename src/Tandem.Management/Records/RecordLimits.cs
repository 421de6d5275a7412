namespace Tandem.Management.Records;

/// <summary>Greatest lengths of what all registers share.</summary>
internal static class RecordLimits
{
    /// <summary>Characters of a key such as `AIS-0001`.</summary>
    internal const int Key = 16;

    /// <summary>Characters of a person's name.</summary>
    internal const int PersonName = 200;

    /// <summary>Characters of a tag.</summary>
    internal const int Tag = 50;

    /// <summary>Tags of one record.</summary>
    internal const int Tags = 20;

    /// <summary>Characters of a reason for a change.</summary>
    internal const int Reason = 1000;
}
