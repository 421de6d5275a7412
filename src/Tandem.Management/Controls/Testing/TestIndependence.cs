namespace Tandem.Management.Controls.Testing;

/// <summary>How far whoever tests stands from whoever does the work.</summary>
public enum TestIndependence
{
    NotStated,
    OwnWork,
    Colleague,
    Independent,
}
