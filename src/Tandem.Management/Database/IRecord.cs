namespace Tandem.Management.Database;

/// <summary>What every record of the management system carries, so that its history can be kept and two editors cannot overwrite each other.</summary>
public interface IRecord
{
    /// <summary>Type as history and ledger name it, for example `ai-system`.</summary>
    string RecordType { get; }

    /// <summary>Human reference, unique within the type and never reused, for example `AIS-0001`.</summary>
    string RecordKey { get; }

    /// <summary>1 when created, one more with each change; the concurrency token. Set on saving.</summary>
    int Version { get; set; }
}
