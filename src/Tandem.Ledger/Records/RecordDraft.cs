using System.Buffers;
using Tandem.Ledger.Canonical;

namespace Tandem.Ledger.Records;

/// <summary>What a caller wants recorded: a kind and members. The writer adds `v`, `log`, `w`, `n`, `prev`, `t`, `m` and `boot`.</summary>
/// <remarks>Not thread-safe; a draft may be appended more than once, each time as a new record.</remarks>
public sealed class RecordDraft
{
    private const int MaximumNameLength = 64;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
    private readonly SortedDictionary<string, JcsValue> _members = new(StringComparer.Ordinal);

    /// <summary>Starts a draft.</summary>
    /// <param name="kind">Kind of the record, such as `decision`: 1 to 64 characters of a-z, A-Z, 0-9, `_`, `.`, `-`.</param>
    /// <exception cref="ArgumentException">The kind has another form.</exception>
    public RecordDraft(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        RequireName(kind);
        Kind = kind;
    }

    /// <summary>Kind of the record.</summary>
    public string Kind { get; }

    /// <summary>True when the record would certify a record key.</summary>
    internal bool CertifiesRecordKey =>
        Kind == RecordFormat.KeyKind && _members.TryGetValue("op", out var operation) && operation.Equals(JcsValue.Of(RecordFormat.RecordKeyOperation));

    /// <summary>Members set so far, sorted by name.</summary>
    internal SortedDictionary<string, JcsValue> Members => _members;

    /// <summary>Sets one member; a second call with the same name replaces the value.</summary>
    /// <param name="member">Name: 1 to 64 characters of a-z, A-Z, 0-9, `_`, `.`, `-`; none of the writer's own.</param>
    /// <param name="value">Value in the I-JSON profile without floats.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">The name has another form or is the writer's.</exception>
    public RecordDraft Set(string member, JcsValue value)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(value);
        RequireName(member);
        if (Array.IndexOf(RecordFormat.WriterMembers, member) >= 0)
            throw new ArgumentException($"member `{member}` is set by the writer; leave it out", nameof(member));
        _members[member] = value;
        return this;
    }

    /// <summary>Sets a text member.</summary>
    /// <param name="member">Name.</param>
    /// <param name="value">Any text. A lone surrogate or noncharacter is recorded as U+FFFD: text of others must not keep a record from being written.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">The name has a wrong form or is the writer's.</exception>
    public RecordDraft Set(string member, string value) => Set(member, JcsValue.OfUntrusted(value));

    /// <summary>Sets an integer member.</summary>
    /// <param name="member">Name.</param>
    /// <param name="value">Integer of magnitude below 2^53.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">The name has a wrong form or is the writer's.</exception>
    public RecordDraft Set(string member, long value) => Set(member, JcsValue.Of(value));

    /// <summary>Sets a true-or-false member.</summary>
    /// <param name="member">Name.</param>
    /// <param name="value">Value.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">The name has a wrong form or is the writer's.</exception>
    public RecordDraft Set(string member, bool value) => Set(member, JcsValue.Of(value));

    /// <summary>Sets a member that is a list of texts.</summary>
    /// <param name="member">Name.</param>
    /// <param name="values">Texts in the order to keep, each taken like a text member; may be empty.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">The name has a wrong form or is the writer's.</exception>
    public RecordDraft Set(string member, IEnumerable<string> values) => Set(member, JcsValue.Of(values.Select(JcsValue.OfUntrusted)));

    /// <summary>Sets a member that counts by name.</summary>
    /// <param name="member">Name.</param>
    /// <param name="counts">Counts; may be empty.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">The name has a wrong form or is the writer's.</exception>
    public RecordDraft Set(string member, IReadOnlyDictionary<string, long> counts) => Set(member, JcsValue.Of(counts));

    /// <summary>Sets a member that is an object.</summary>
    /// <param name="member">Name.</param>
    /// <param name="values">Members of the object; may be empty.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">The name has a wrong form or is the writer's.</exception>
    public RecordDraft Set(string member, IReadOnlyDictionary<string, JcsValue> values) => Set(member, JcsValue.Of(values));

    private static void RequireName(string name)
    {
        if (name.Length is 0 or > MaximumNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
            throw new ArgumentException($"`{name}` is no name for a member or kind; use 1 to {MaximumNameLength} letters, digits, `_`, `.` or `-`", nameof(name));
    }
}
