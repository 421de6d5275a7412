namespace Tandem.Management.Records.Workflows;

/// <summary>The states of a register and what leads from one to the next. INVARIANT (guards): whoever changes the field of the state, by button, form, bulk edit or API, passes the transition and its guards.</summary>
public sealed record Workflow<T>
    where T : Record
{
    /// <summary>Name of the field that holds the state.</summary>
    public required string Field { get; init; }

    /// <summary>States in which a new record may begin, as the field writes them.</summary>
    public required IReadOnlyList<string> Initial { get; init; }

    /// <summary>In the order in which pages offer them.</summary>
    public required IReadOnlyList<Transition<T>> Transitions { get; init; }

    internal IEnumerable<Transition<T>> From(string state) => Transitions.Where(transition => transition.From.Contains(state, StringComparer.Ordinal));

    internal Transition<T>? Find(string from, string to) => From(from).FirstOrDefault(transition => transition.To == to);

    internal Transition<T>? FindByName(string name) => Transitions.FirstOrDefault(transition => transition.Name == name);
}

/// <summary>One step from state to state.</summary>
/// <param name="Name">Name in the address, camelCase: `approve`.</param>
/// <param name="Verb">Words of the button.</param>
/// <param name="Icon">Name of a Tabler icon listed in icons.txt.</param>
/// <param name="From">States it leads from.</param>
/// <param name="To">State it leads to.</param>
public sealed record Transition<T>(string Name, string Verb, string Icon, IReadOnlyList<string> From, string To)
    where T : Record
{
    /// <summary>What must hold, in the order in which it is told.</summary>
    public IReadOnlyList<Guard<T>> Guards { get; init; } = [];

    /// <summary>True when it takes a reason, by button, form, bulk edit and API alike.</summary>
    public bool RequiresReason { get; init; }

    /// <summary>What stands against it for a record as it is, or would be stored.</summary>
    internal async Task<IReadOnlyList<Blocker>> BlockersAsync(T record, IServiceProvider services, CancellationToken cancellation)
    {
        var blockers = new List<Blocker>();
        foreach (var guard in Guards)
        {
            if (await guard.Check(record, services, cancellation) is { } blocker)
                blockers.Add(blocker);
        }
        return blockers;
    }
}

/// <summary>One condition of a transition.</summary>
/// <param name="Check">What stands against it; null when it holds.</param>
public sealed record Guard<T>(Func<T, IServiceProvider, CancellationToken, Task<Blocker?>> Check)
    where T : Record;

/// <summary>Why a transition cannot be taken now.</summary>
/// <param name="Words">What is missing, as a message.</param>
/// <param name="Link">Address that unblocks it; null when there is none.</param>
/// <param name="LinkWords">Words of the link.</param>
public sealed record Blocker(string Words, string? Link = null, string? LinkWords = null);
