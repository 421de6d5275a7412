using System.Globalization;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

/// <summary>Finds everything wrong with what was entered, by field.</summary>
internal static class CheckAiSystemForm
{
    /// <param name="form">What was entered, tidied.</param>
    /// <param name="stored">State the system is in now; null when creating.</param>
    /// <param name="others">Bindings of the other systems, for an application serves one system.</param>
    internal static FormErrors Check(AiSystemForm form, LifecycleState? stored, IReadOnlyList<BindingOfSystem> others)
    {
        var errors = new FormErrors();
        Required(errors, "name", form.Name, AiSystemLimits.Name, "give the system a name");
        Required(errors, "purpose", form.Purpose, AiSystemLimits.Text, "say what the system is for");
        List(errors, "intendedUses", form.IntendedUses);
        Text(errors, "outOfScopeUse", form.OutOfScopeUse);
        Required(errors, "owner", form.Owner, AiSystemLimits.Name, "name the person who answers for it");
        if (form.Unit.Length > AiSystemLimits.Name)
            errors.Add("unit", TooLong(AiSystemLimits.Name));
        foreach (var role in form.OrganisationRoles.Where(role => !Enum.IsDefined(role)))
            errors.Add("organisationRoles", $"`{role}` is no role; choose from the list");
        Defined(errors, "riskClass", form.RiskClass);
        if (form.RiskClass != EuRiskClass.NotAssessed && form.RiskClassBasis.Length == 0)
            errors.Add("riskClassBasis", "say why it has this class, or leave the class `Not assessed yet`");
        Text(errors, "riskClassBasis", form.RiskClassBasis);
        Defined(errors, "autonomy", form.Autonomy);
        Defined(errors, "state", form.State);
        if (stored is { } state && !Lifecycle.Allows(state, form.State))
            errors.Add("state", $"`{AiSystemWords.Of(form.State)}` cannot follow `{AiSystemWords.Of(state)}`; next can be {string.Join(" or ", Lifecycle.Next(state).Select(s => $"`{AiSystemWords.Of(s)}`"))}");
        Text(errors, "humanOversight", form.HumanOversight);
        List(errors, "affectedParties", form.AffectedParties);
        Bindings(errors, form, others);
        Text(errors, "reason", form.Reason);
        return errors;
    }

    private static void Bindings(FormErrors errors, AiSystemForm form, IReadOnlyList<BindingOfSystem> others)
    {
        if (form.Bindings.Count > AiSystemLimits.Bindings)
            errors.Add("bindings", $"too many bindings; enter at most {AiSystemLimits.Bindings.ToString(CultureInfo.InvariantCulture)}");
        foreach (var binding in form.Bindings)
        {
            if (binding.ApplicationId.Length == 0)
                errors.Add("bindings", "a binding has no application; name the application as the caller's key or token does");
            else if (binding.ApplicationId.Length > 100 || binding.ApplicationId.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
                errors.Add("bindings", $"`{binding.ApplicationId}` cannot name an application; use up to 100 characters without white space");
            else if (others.FirstOrDefault(o => o.Binding.ApplicationId == binding.ApplicationId) is { } other)
                errors.Add("bindings", $"application `{binding.ApplicationId}` is bound to {other.Key} already; remove it there first");
            if (binding.Route.Length > 100)
                errors.Add("bindings", $"the route of `{binding.ApplicationId}` is too long; enter at most 100 characters");
            List(errors, "bindings", binding.Roles);
            List(errors, "bindings", binding.DataClasses);
        }
        foreach (var twice in form.Bindings.GroupBy(b => (b.ApplicationId, b.Route)).Where(g => g.Key.ApplicationId.Length > 0 && g.Count() > 1))
            errors.Add("bindings", $"application `{twice.Key.ApplicationId}` is entered twice for the same route; keep one");
    }

    private static void Required(FormErrors errors, string field, string value, int limit, string missing)
    {
        if (value.Length == 0)
            errors.Add(field, missing);
        else if (value.Length > limit)
            errors.Add(field, TooLong(limit));
    }

    private static void Text(FormErrors errors, string field, string value)
    {
        if (value.Length > AiSystemLimits.Text)
            errors.Add(field, TooLong(AiSystemLimits.Text));
    }

    private static void List(FormErrors errors, string field, IReadOnlyList<string> items)
    {
        if (items.Count > AiSystemLimits.ListItems)
            errors.Add(field, $"too many entries; enter at most {AiSystemLimits.ListItems.ToString(CultureInfo.InvariantCulture)}");
        if (items.Any(item => item.Length > AiSystemLimits.ListItem))
            errors.Add(field, $"an entry is too long; use at most {AiSystemLimits.ListItem.ToString(CultureInfo.InvariantCulture)} characters each");
    }

    private static void Defined<T>(FormErrors errors, string field, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            errors.Add(field, $"`{value}` is no choice; choose from the list");
    }

    private static string TooLong(int limit) => $"too long; enter at most {limit.ToString(CultureInfo.InvariantCulture)} characters";
}
