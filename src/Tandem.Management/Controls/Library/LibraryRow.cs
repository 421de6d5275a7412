using Tandem.Management.Frameworks;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Controls.Library;

/// <summary>An item of the library and what became of it here.</summary>
/// <param name="Item">The item.</param>
/// <param name="Control">Key of the control that was adopted from it; null when none was.</param>
/// <param name="AdoptedVersion">Version of the library at adoption; null when it was not.</param>
public sealed record LibraryRow(LibraryControl Item, string? Control, string? AdoptedVersion);

/// <summary>The library as a table.</summary>
internal static class LibraryTable
{
    internal static TableDefinition<LibraryRow> Of(ControlLibrary library) => new()
    {
        Name = "control-library",
        Title = "Library of controls",
        DefaultSort = "item",
        SearchHint = "Search number, title, purpose, claim, requirement",
        Search = (rows, word) => rows.Where(r => Text(r).Contains(word, StringComparison.OrdinalIgnoreCase)),
        ByStandard = (rows, standard) => rows.Where(r => r.Item.Satisfies.Any(id => id.StartsWith(standard.Prefix() + ":", StringComparison.Ordinal))),
        Filters =
        [
            new ChoiceFilter<LibraryRow>("adopted", "Here", [new("", "Any"), new("no", "Not adopted yet"), new("yes", "Adopted")], (rows, value) => rows.Where(r => r.Control != null == (value == "yes"))),
            new TextValuesFilter<LibraryRow>("group", "Group", r => r.Item.Group.Id) { Codes = library.Groups.Select(group => new Choice(group.Id, group.Title)).ToList() },
            new EnumFilter<LibraryRow, ControlType>("controlType", "Type", r => r.Item.Type, ControlWords.Of),
            new EnumFilter<LibraryRow, ControlLevel>("level", "Put in place for", r => r.Item.Level, ControlWords.Of),
            new FlagFilter<LibraryRow>("gatewayEvidence", "Gateway records", r => r.Item.HasGatewayEvidence, "can show a claim", "show none"),
        ],
        Columns =
        [
            new("item", "No.", r => r.Item.Id) { IsRowHeader = true, SortBy = r => r.Item.Id, Cell = LibraryCells.Item },
            new("title", "Title", r => r.Item.Title) { SortBy = r => r.Item.Title, Cell = LibraryCells.Title },
            new("group", "Group", r => r.Item.Group.Title) { SortBy = r => r.Item.Group.Title, IsSecondary = true },
            new("satisfies", "Requirements", r => r.Item.Satisfies) { Cell = LibraryCells.Satisfies },
            new("level", "Put in place for", r => ChoiceNames.Of(r.Item.Level)) { SortBy = r => r.Item.Level, Cell = LibraryCells.Level, IsSecondary = true },
            new("control", "Here", r => r.Control) { SortBy = r => r.Control, Cell = LibraryCells.Control },
            new("purpose", "Purpose", r => r.Item.Purpose) { IsHidden = true },
            new("description", "Description", r => r.Item.Description) { IsHidden = true },
            new("claims", "Claims", r => r.Item.Claims.Select(claim => claim.Claim).ToList()) { IsHidden = true },
            new("evidence", "Kinds of evidence", r => r.Item.Claims.SelectMany(claim => claim.EvidenceTypes).Distinct(StringComparer.Ordinal).ToList()) { IsHidden = true },
            new("tests", "Tests", r => r.Item.Tests.Select(test => test.Procedure).ToList()) { IsHidden = true },
            new("controlType", "Type", r => ChoiceNames.Of(r.Item.Type)) { SortBy = r => r.Item.Type, IsHidden = true },
            new("nature", "Nature", r => ChoiceNames.Of(r.Item.Nature)) { SortBy = r => r.Item.Nature, IsHidden = true },
            new("ownerRole", "Usual owner", r => r.Item.SuggestedOwnerRole) { SortBy = r => r.Item.SuggestedOwnerRole, IsHidden = true },
            new("adoptedVersion", "Adopted in version", r => r.AdoptedVersion) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string> { ["satisfies"] = "requirements that the control helps to meet; that it serves one does not show that the requirement is met" },
    };

    private static string Text(LibraryRow r) => $"{r.Item.Id} {r.Item.Title} {r.Item.Purpose} {r.Item.Description} {string.Join(' ', r.Item.Claims.Select(claim => claim.Claim))} {string.Join(' ', r.Item.Satisfies)} {r.Control}";
}
