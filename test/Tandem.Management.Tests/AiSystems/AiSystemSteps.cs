namespace Tandem.Management.Tests.AiSystems;

/// <summary>What a person does in the register.</summary>
internal static class AiSystemSteps
{
    /// <summary>Registers a system by the form; the address then is that of the new system.</summary>
    internal static async Task RegisterAsync(this Browser browser, string name, params (string Name, string Value)[] more)
    {
        await browser.OpenAsync("/ai-systems/new");
        await browser.SubmitAsync("/ai-systems/new", [("name", name), ("purpose", "Drafts letters"), ("owner", "Mari Tamm"), .. more]);
    }
}
