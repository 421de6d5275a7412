using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Approvals;

/// <summary>The guard of transitions that need an approval. Segregation comes with it: who wrote or put forward what was approved cannot have approved it.</summary>
internal static class ApprovalGuard
{
    /// <param name="purpose">Name of the <see cref="ApprovalPurpose"/>.</param>
    /// <param name="forWords">Its words: `for publication`.</param>
    internal static Guard<T> Of<T>(string purpose, string forWords)
        where T : Record => new((record, services, cancellation) => services.GetRequiredService<ApprovalQueries>().BlockerAsync(record, purpose, forWords, cancellation));
}
