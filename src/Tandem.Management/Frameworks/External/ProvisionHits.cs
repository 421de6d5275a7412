using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Search;

namespace Tandem.Management.Frameworks.External;

/// <summary>Provisions by identifier, such as `eu-ai-act:Art.12`, or by words; one group for each framework.</summary>
internal sealed class ProvisionHits(FrameworkCatalogue catalogue) : ISearchSource
{
    internal const string Type = "provision";

    public int Order => 45;

    public Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SearchGroup>>(text.IsEmpty ? [] : [.. catalogue.Frameworks.Select(framework => Find(framework, text))]);

    private SearchGroup Find(ExternalFramework framework, SearchText text)
    {
        var provisions = catalogue.Provisions.Where(provision => provision.Framework == framework).ToList();
        if (provisions.Find(provision => string.Equals(provision.Id, text.Text, StringComparison.OrdinalIgnoreCase)) is { } named)
            return new(framework.ShortName, [Hit(named)]);
        var found = provisions.Where(provision => text.IsIn($"{provision.Id} {framework.ShortName} {provision.Title} {provision.Summary}")).Take(SearchGroup.Most + 1).ToList();
        return new(framework.ShortName, [.. found.Take(SearchGroup.Most).Select(Hit)], found.Count > SearchGroup.Most ? QueryHelpers.AddQueryString(framework.Url, "q", text.Text) : null);
    }

    private static SearchHit Hit(Provision provision) => new(Type, provision.Id, provision.Title, "gavel", provision.Url) { Note = provision.Framework.ShortName };
}
