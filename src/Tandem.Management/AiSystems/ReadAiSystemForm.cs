using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

/// <summary>Reads the fields of the page's form.</summary>
internal static class ReadAiSystemForm
{
    internal static AiSystemForm From(IFormCollection form) => new AiSystemForm
    {
        Name = form["name"].ToString(),
        Purpose = form["purpose"].ToString(),
        IntendedUses = FormText.Lines(form["intendedUses"]),
        OutOfScopeUse = form["outOfScopeUse"].ToString(),
        Owner = form["owner"].ToString(),
        Unit = form["unit"].ToString(),
        OrganisationRoles = form["organisationRoles"].Select(AiSystemWords.Parse<OrganisationRole>).OfType<OrganisationRole>().ToList(),
        RiskClass = AiSystemWords.Parse<EuRiskClass>(form["riskClass"]) ?? default,
        RiskClassBasis = form["riskClassBasis"].ToString(),
        Autonomy = AiSystemWords.Parse<Autonomy>(form["autonomy"]) ?? default,
        State = AiSystemWords.Parse<LifecycleState>(form["state"]) ?? default,
        HumanOversight = form["humanOversight"].ToString(),
        AffectedParties = FormText.Lines(form["affectedParties"]),
        Bindings = Bindings(form),
        Version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        Reason = form["reason"].ToString(),
    }.Tidied();

    // One row of four inputs per binding, empty rows left out.
    private static List<GatewayBinding> Bindings(IFormCollection form)
    {
        var applications = form["bindingApplication"];
        var bindings = new List<GatewayBinding>();
        for (var i = 0; i < applications.Count; i++)
        {
            var binding = new GatewayBinding(At(applications, i), At(form["bindingRoute"], i), FormText.Words(At(form["bindingRoles"], i)), FormText.Words(At(form["bindingDataClasses"], i)));
            if (binding.ApplicationId.Trim().Length > 0 || binding.Route.Trim().Length > 0 || binding.Roles.Count > 0 || binding.DataClasses.Count > 0)
                bindings.Add(binding);
        }
        return bindings;
    }

    private static string At(StringValues values, int index) => index < values.Count ? values[index] ?? "" : "";
}
