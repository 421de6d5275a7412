namespace Tandem.Management.Ui;

/// <summary>What a feature contributes to the home page; each registers its own.</summary>
internal interface IHomeTileSource
{
    Task<HomePart> ReadAsync(CancellationToken cancellation);
}

/// <summary>Figures and next steps of one feature.</summary>
public sealed record HomePart(IReadOnlyList<HomeTile> Tiles, IReadOnlyList<NextStep> Steps);

/// <summary>A number with what it is out of; opens the rows behind it.</summary>
/// <param name="Order">Place among all tiles; lowest first.</param>
/// <param name="Title">What is counted.</param>
/// <param name="Count">How many.</param>
/// <param name="Of">Out of how many; null for a plain count, which then is its own denominator.</param>
/// <param name="Unit">What the denominator counts.</param>
/// <param name="Path">Page with the rows.</param>
public sealed record HomeTile(int Order, string Title, long Count, long? Of, string? Unit, string Path);

/// <summary>A first step on a young system, shown until it is done and then ticked.</summary>
public sealed record NextStep(int Order, string Title, string Why, string Path, bool IsDone);
