namespace Tandem.Management.Ui;

/// <summary>What the input inside a <see cref="Field"/> must carry so that label, help and errors belong to it.</summary>
public sealed record FieldContext(string Name, string Id, string? DescribedBy, bool IsInvalid)
{
    public string? AriaInvalid => IsInvalid ? "true" : null;

    public string CssClass => IsInvalid ? "form-control is-invalid" : "form-control";

    public string SelectClass => IsInvalid ? "form-select is-invalid" : "form-select";
}
