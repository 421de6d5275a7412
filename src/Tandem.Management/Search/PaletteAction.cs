namespace Tandem.Management.Search;

/// <summary>Something that can be done, offered by the search to those who may; each feature registers its own as a singleton.</summary>
/// <param name="Label">Words shown, beginning with what is done: `New AI system`.</param>
/// <param name="Icon">Name of a Tabler icon listed in icons.txt.</param>
/// <param name="Path">The page on which it is done, or the file it gives.</param>
/// <param name="Permission">Who may: a constant of <see cref="Access.Permissions"/>.</param>
internal sealed record PaletteAction(string Label, string Icon, string Path, string Permission);
