using Tandem.Management.Ui;

namespace Tandem.Management.Links;

/// <summary>A relation as it reads from one of its ends.</summary>
/// <param name="Value">What forms and API carry.</param>
/// <param name="Words">What stands between the two ends in a sentence.</param>
/// <param name="Relation">The relation as it is stored.</param>
/// <param name="IsForward">True when the end that is spoken of is the one it leads from.</param>
internal sealed record LinkDirection(string Value, string Words, LinkRelation Relation, bool IsForward)
{
    internal static IReadOnlyList<LinkDirection> All { get; } =
    [
        new("relatesTo", "relates to", LinkRelation.RelatesTo, true),
        new("supports", "supports", LinkRelation.Supports, true),
        new("isSupportedBy", "is supported by", LinkRelation.Supports, false),
        new("evidenceFor", "is evidence for", LinkRelation.EvidenceFor, true),
        new("hasAsEvidence", "has as evidence", LinkRelation.EvidenceFor, false),
        new("replaces", "replaces", LinkRelation.Replaces, true),
        new("isReplacedBy", "is replaced by", LinkRelation.Replaces, false),
        new("causes", "causes", LinkRelation.Causes, true),
        new("isCausedBy", "is caused by", LinkRelation.Causes, false),
        new("contradicts", "contradicts", LinkRelation.Contradicts, true),
        new("isContradictedBy", "is contradicted by", LinkRelation.Contradicts, false),
    ];

    internal static IReadOnlyList<Choice> Choices { get; } = [.. All.Select(direction => new Choice(direction.Value, direction.Words))];

    internal static LinkDirection? Find(string? value) => All.FirstOrDefault(direction => direction.Value == value);

    /// <summary>What relates both ways reads alike from both ends.</summary>
    internal static LinkDirection Of(LinkRelation relation, bool isForward) =>
        All.First(direction => direction.Relation == relation && (direction.IsForward == isForward || relation == LinkRelation.RelatesTo));
}
