namespace Tandem.Management.History;

/// <summary>What happened to a record, as history and ledger name it.</summary>
public static class ChangeAction
{
    public const string Created = "created";
    public const string Changed = "changed";
    public const string Archived = "archived";
    public const string Restored = "restored";
    public const string Removed = "removed";

    public static IReadOnlyList<string> All { get; } = [Created, Changed, Archived, Restored, Removed];
}
