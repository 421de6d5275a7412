namespace Tandem.Management.Controls.Testing;

/// <summary>Where the answer of a test comes from.</summary>
public enum TestSource
{
    Manual,
    Script,
    GatewayQuery,
}
