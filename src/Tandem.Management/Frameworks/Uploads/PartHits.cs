using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Search;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Parts of uploaded frameworks in use, in their latest version, by number or words; one statement.</summary>
internal sealed class PartHits(TandemDbContext db) : ISearchSource
{
    public int Order => 46;

    public async Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation)
    {
        if (text.IsEmpty)
            return [];
        var parts = db.UploadedFrameworks.AsNoTracking().Where(f => f.ArchivedAt == null)
            .Join(db.FrameworkParts.AsNoTracking(), f => new { f.Key, Number = f.LatestEdition }, p => new { Key = p.FrameworkKey, p.Number }, (framework, part) => new { framework.Name, Part = part });
        foreach (var word in text.Words)
            parts = parts.Where(pair => pair.Part.SearchText.Contains(word));
        var found = await parts.OrderBy(pair => pair.Part.FrameworkKey).ThenBy(pair => pair.Part.Place).Take(SearchGroup.Most + 1).ToListAsync(cancellation);
        return
        [
            new("Uploaded frameworks",
                found.Take(SearchGroup.Most).Select(pair => new SearchHit(ProvisionHits.Type, $"{pair.Part.FrameworkKey}:{pair.Part.Ref}", pair.Part.Heading, "gavel", pair.Part.Url) { Note = pair.Name }).ToList(),
                found.Count > SearchGroup.Most ? QueryHelpers.AddQueryString("/frameworks/uploaded/" + found[0].Part.FrameworkKey, "q", text.Text) : null),
        ];
    }
}
