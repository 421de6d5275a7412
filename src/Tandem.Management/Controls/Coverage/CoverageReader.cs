using Tandem.Management.Controls.Library;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Controls.Coverage;

/// <summary>Every assessable requirement of both standards with the controls that serve it, and the proposals for those that none serves.</summary>
internal sealed class CoverageReader(ControlPositions positions, FrameworkCatalogue catalogue, ControlLibrary library)
{
    internal async Task<IReadOnlyList<CoverageRow>> ReadAsync(CancellationToken cancellation)
    {
        var controls = await positions.AllAsync(cancellation);
        var serving = controls.SelectMany(control => control.Control.Satisfies.Select(id => (id, control))).ToLookup(pair => pair.id, pair => pair.control, StringComparer.Ordinal);
        var adopted = controls.Select(control => control.Control.LibraryItem).ToHashSet(StringComparer.Ordinal);
        return catalogue.Requirements.Where(requirement => requirement.IsAssessable).Select(requirement =>
        {
            var id = requirement.Id.ToString();
            return new CoverageRow(requirement, [.. serving[id]], [.. library.Serving(id).Where(item => !adopted.Contains(item.Id))]);
        }).ToList();
    }
}
