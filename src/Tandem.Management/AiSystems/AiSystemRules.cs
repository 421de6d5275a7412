using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records;

namespace Tandem.Management.AiSystems;

/// <summary>Rules of the register over more than one field or system.</summary>
internal static class AiSystemRules
{
    internal static async Task CheckAsync(RecordDraft<AiSystem> draft, CancellationToken cancellation)
    {
        var system = draft.Record;
        if (system.RiskClass != EuRiskClass.NotAssessed && system.RiskClassBasis.Length == 0)
            draft.Errors.Add("riskClassBasis", "say why it has this class, or leave the class `Not assessed yet`");
        if (!JsonNode.DeepEquals(AiSystemRegister.Definition.FindField("bindings")!.Read(system), draft.Before?["bindings"]))
            await CheckBindingsAsync(draft, cancellation);
    }

    /// <summary>INVARIANT (one application, one system): a call has one owner.</summary>
    internal static async Task CheckBindingsAsync(RecordDraft<AiSystem> draft, CancellationToken cancellation)
    {
        var system = draft.Record;
        if (system.Bindings.Count == 0)
            return;
        var others = await draft.Services.GetRequiredService<AiSystemQueries>().ListBindingsAsync(cancellation);
        foreach (var binding in system.Bindings)
        {
            if (others.FirstOrDefault(o => o.Key != system.Key && o.Binding.ApplicationId == binding.ApplicationId) is { } other)
                draft.Errors.Add("bindings", $"application `{binding.ApplicationId}` is bound to {other.Key} already; remove it there first");
        }
    }
}
