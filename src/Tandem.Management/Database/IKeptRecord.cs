namespace Tandem.Management.Database;

/// <summary>A record that something signed may refer to. INVARIANT (kept): a save that would remove one is refused; it can be archived, withdrawn or superseded.</summary>
public interface IKeptRecord : IRecord;
