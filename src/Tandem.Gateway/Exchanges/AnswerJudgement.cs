using Tandem.Inspection.Classification;
using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Exchanges;

/// <summary>What was found in one answer and what the bundle says to it, whether it comes whole or piece by piece.</summary>
internal sealed class AnswerJudgement
{
    private readonly Exchange _exchange;
    private readonly SortedDictionary<string, long> _classes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _rules = new(StringComparer.Ordinal);
    private readonly List<string> _reasons = [];
    private Effect _effect = Effect.Allow;
    private long _redacted;

    public AnswerJudgement(Exchange exchange) => _exchange = exchange;

    public bool IsBlocked => _effect == Effect.Block;

    /// <summary>Reasons of the rules behind a block, without the code that it begins with.</summary>
    public IReadOnlyList<string> RuleReasons => [.. _reasons.Where(reason => reason != ReasonCodes.ResponseBlock)];

    /// <summary>Judges a whole answer by all its findings.</summary>
    public PolicyDecision DecideWhole(IReadOnlyDictionary<string, long> classes)
    {
        foreach (var (type, count) in classes) _classes[type] = count;
        return Decide();
    }

    /// <summary>Judges a stream at one more finding, by everything found so far.</summary>
    public SpanAction DecideNext(Finding finding)
    {
        _classes[finding.Type] = _classes.GetValueOrDefault(finding.Type) + 1;
        var decision = Decide();
        if (IsBlocked) return SpanAction.Block;
        if (!decision.Redacts(finding.Type)) return SpanAction.Release;
        _redacted++;
        return SpanAction.Redact;
    }

    /// <summary>Counts what was removed from a whole answer.</summary>
    public void CountRedacted(long count) => _redacted += count;

    /// <summary>Writes the judgement into the record: the stronger effect of both directions counts.</summary>
    public void Record()
    {
        var record = _exchange.Record;
        var classes = _exchange.Snapshot!.Bundle.Classes;
        _exchange.Record = record with
        {
            Effect = (Effect)Math.Max((int)record.Effect, (int)_effect),
            Rules = [.. record.Rules.Union(_rules, StringComparer.Ordinal)],
            Reasons = [.. record.Reasons.Union(_reasons, StringComparer.Ordinal)],
            ClassesOut = new SortedDictionary<string, long>(_classes, StringComparer.Ordinal),
            Level = classes.HigherOf(record.Level, classes.HighestLevel(_classes.Keys)),
            Transforms = Counts.Add(record.Transforms, "redact", _redacted),
            Response = IsBlocked ? ResponseVerdict.Blocked : _classes.Count > 0 ? ResponseVerdict.Findings : ResponseVerdict.Clean,
        };
    }

    private PolicyDecision Decide()
    {
        var bundle = _exchange.Snapshot!.Bundle;
        var decision = bundle.Decide(PolicyPhase.Response, _exchange.Facts! with
        {
            ClassesOut = _classes,
            LevelOut = bundle.Classes.HighestLevel(_classes.Keys),
        });
        // An effect that is not carried out counts as block.
        var effect = decision.Effect is Effect.Allow or Effect.Redact ? decision.Effect : Effect.Block;
        _effect = (Effect)Math.Max((int)_effect, (int)effect);
        foreach (var rule in decision.Rules) _rules.Add(rule);
        _reasons.AddRange(decision.Reasons.Except(_reasons, StringComparer.Ordinal));
        return decision;
    }
}
