namespace Tandem.Management.Search;

/// <summary>A kind of things that the search finds; each feature registers its own.</summary>
internal interface ISearchSource
{
    /// <summary>Place of its groups; lowest first.</summary>
    int Order { get; }

    /// <summary>What is found, in a bounded number of statements and rows; empty when nothing is.</summary>
    Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation);
}
